package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a database with several writers at once can get wrong. */
class PostgresTest {
    private final TestDatabase.Place place = TestDatabase.POSTGRESQL.fresh();
    private JdbcShipmentStore store;

    @BeforeEach
    void open() {
        JdbcShipmentStore.migrate(place.settings());
        store = JdbcShipmentStore.open(place.settings());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String table(String sql) {
        return sql.replace("{", place.prefix()).replace("}", "");
    }

    private Connection transaction() throws SQLException {
        Connection connection = place.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    @Test
    void s8_timeIsTheServersAndOneReadingPerCall() throws Exception {
        Instant before = serverTime();
        store.accept(Orders.plans(20), "shop");
        ExchangeResult result = store.exchange(Orders.exchange(Orders.claim(20)));
        Instant after = serverTime();

        assertFalse(result.now().isBefore(before) || result.now().isAfter(after));
        assertTrue(result.claimed().stream()
                .allMatch(claimed -> claimed.shipment().claim().claimedAt().equals(result.now())));
    }

    private Instant serverTime() throws SQLException {
        try (Connection connection = place.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet results = statement.executeQuery()) {
            results.next();
            return results.getObject(1, java.time.OffsetDateTime.class).toInstant();
        }
    }

    @Test
    void r16_rowsThatSomebodyElseHoldsAreLeftOut() throws Exception {
        store.accept(Orders.plans(6), "shop");
        List<StoredShipment> claimed =
                store.exchange(Orders.exchange(Orders.claim(4))).claimed();
        List<Settlement> settlements = claimed.subList(0, 2).stream()
                .map(one -> Orders.settlement(one.shipment(), Orders.accepted("T")))
                .toList();
        try (Connection paused = transaction();
                Statement statement = paused.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            statement.execute(table("UPDATE {shipment} SET claim_expires_at = 0 WHERE id IN ('s-n2-1', 's-n3-1')"));
            paused.commit();
            statement.execute(table("SELECT 1 FROM {shipment} WHERE id IN ('s-n0-1', 's-n2-1', 's-n4-1') FOR UPDATE"));

            ExchangeResult result = assertDoesNotThrow(() -> store.exchange(new ExchangeRequest(
                    Orders.exchangeId(), Orders.ENGINE, 1, settlements, List.of(Orders.claim(5)), 5)));

            assertEquals(
                    List.of(Orders.id("n1")),
                    result.settled().stream()
                            .map(settled -> settled.settlement().shipment())
                            .toList());
            assertEquals(
                    List.of(Orders.id("n3")),
                    result.expired().stream().map(ShipmentRecord::id).toList());
            assertEquals(List.of(Orders.id("n5")), StoreTest.ids(result.claimed()));
            store.control(new Change.ResumeCarrier(Orders.CARRIER, "ann"));
            assertEquals(0, store.erase(Instant.EPOCH, 5));
            // A close alone would let go of the locks some time later.
            paused.rollback();
        }
        ExchangeResult later = store.exchange(
                new ExchangeRequest(Orders.exchangeId(), Orders.ENGINE, 1, settlements, List.of(Orders.claim(5)), 5));
        assertEquals(2, later.settled().size());
        assertEquals(1, later.expired().size());
        assertEquals(List.of(Orders.id("n4")), StoreTest.ids(later.claimed()));
    }

    /** The engine stops in the middle of a transaction, as by SIGSTOP; the server cuts it off. */
    @Test
    void r16_anEngineThatStopsInATransactionIsCutOff() throws Exception {
        store.accept(Orders.plans(2), "shop");
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        Tap tap = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                if (sql.contains("held IS NULL")) {
                    stopped.countDown();
                    await(resumed);
                }
                return result;
            }
        };
        try (JdbcShipmentStore engine =
                JdbcShipmentStore.open(tap.dataSource(), place.settings(Duration.ofSeconds(2)))) {
            CompletableFuture<ExchangeResult> exchange =
                    CompletableFuture.supplyAsync(() -> engine.exchange(Orders.exchange(Orders.claim(1))));
            await(stopped);
            ShipmentRecord seen = store.find(Orders.id("n0")).orElseThrow().shipment();

            // These wait for the row and for the shared lock, and get both once the server has cut the engine off.
            TransitionResult held = assertDoesNotThrow(() -> store.transition(
                            List.of(new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look"))))
                    .get(0));
            assertDoesNotThrow(() -> store.control(new Change.Restored(Duration.ofMinutes(1))));

            assertTrue(held instanceof TransitionResult.Done);
            resumed.countDown();
            assertThrows(ExecutionException.class, () -> exchange.get(30, TimeUnit.SECONDS));
            assertEquals(
                    ShipmentState.PENDING,
                    store.find(Orders.id("n1")).orElseThrow().shipment().state());
            assertEquals(0, engine.exchange(Orders.exchange()).claimed().size());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        try (ServerSocket mute = new ServerSocket(0)) {
            StoreSettings settings = new StoreSettings(
                    "jdbc:postgresql://localhost:" + mute.getLocalPort() + "/postgres",
                    "test",
                    Duration.ofSeconds(1),
                    Map.of("user", "postgres"));
            long started = System.nanoTime();
            assertThrows(StoreException.class, () -> JdbcShipmentStore.open(settings));
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(10).toNanos());
        }
    }

    @Test
    void aServerThatFallsSilentWhileLoggingInKeepsNoThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            StoreSettings nowhere = new StoreSettings(
                    "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/none?user=nobody&sslmode=disable",
                    "installation",
                    Duration.ofMillis(500),
                    Map.of());
            assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(nowhere));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (isLoggingIn()) {
                assertTrue(System.nanoTime() - end < 0, "the driver's thread still waits");
                Thread.onSpinWait();
            }
        }
    }

    /** The driver logs in on a thread of its own, and leaves it alone when it takes too long. */
    private static boolean isLoggingIn() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("PostgreSQL JDBC driver connection"));
    }

    @Test
    void aCallThatFindsTheTableLockedGivesUpInTimeAndOthersGoOn() throws Exception {
        store.accept(Orders.plans(1), "shop");
        try (JdbcShipmentStore impatient = JdbcShipmentStore.open(place.settings(Duration.ofMillis(500)));
                Connection other = transaction();
                Statement statement = other.createStatement()) {
            statement.execute(table("LOCK TABLE {history} IN ACCESS EXCLUSIVE MODE"));
            long started = System.nanoTime();
            assertThrows(StoreException.class, () -> impatient.exchange(Orders.exchange(Orders.claim(1))));
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(5).toNanos());
            assertEquals(1, impatient.page(ShipmentFilter.ALL, null, 5).size());
            other.rollback();
            assertEquals(
                    1,
                    impatient
                            .exchange(Orders.exchange(Orders.claim(1)))
                            .claimed()
                            .size());
        }
    }

    @Test
    void aConnectionLostWhileIdleIsReplacedUnnoticed() throws Exception {
        store.accept(Orders.plans(1), "shop");
        store.exchange(Orders.exchange());
        store.control();
        try (Connection other = place.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
        assertEquals(
                1, store.exchange(Orders.exchange(Orders.claim(1))).claimed().size());
        assertEquals("test", store.control().installation());
        store.accept(Orders.plans(2), "shop");
    }

    /** S9: the answer is lost, and the server is still at it. */
    @Test
    void s9_claimsOfWaitsForACommitThatIsUnderWay() throws Exception {
        store.accept(Orders.plans(1), "shop");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Tap tap = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                if (written.getCount() > 0) {
                    written.countDown();
                    await(goOn);
                }
                connection.commit();
            }
        };
        try (JdbcShipmentStore slow = JdbcShipmentStore.open(place.settings());
                JdbcShipmentStore engine = slowOnce(tap)) {
            ExchangeRequest request = Orders.exchange(Orders.claim(1));
            CompletableFuture<ExchangeResult> exchange = CompletableFuture.supplyAsync(() -> engine.exchange(request));
            await(written);
            CompletableFuture<List<ShipmentRecord>> claims =
                    CompletableFuture.supplyAsync(() -> slow.claimsOf(request.id()));
            awaitWaiting();
            assertFalse(claims.isDone());
            goOn.countDown();
            assertEquals(1, claims.get(30, TimeUnit.SECONDS).size());
            exchange.get(30, TimeUnit.SECONDS);
        }
    }

    private JdbcShipmentStore slowOnce(Tap tap) {
        Tap later = new Tap(place) {
            private boolean opened;

            @Override
            void commit(Connection connection) throws SQLException {
                if (opened) {
                    tap.commit(connection);
                } else {
                    opened = true;
                    connection.commit();
                }
            }
        };
        return JdbcShipmentStore.open(later.dataSource(), place.settings());
    }

    /** Until some session of this server waits for an advisory lock. */
    private void awaitWaiting() throws SQLException {
        try (Connection connection = place.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
            long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (System.nanoTime() < end) {
                try (ResultSet results = statement.executeQuery()) {
                    results.next();
                    if (results.getInt(1) > 0) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("nobody waits");
    }

    @Test
    void s11_noEventAppearsBeforeOneThatWasRead() throws Exception {
        store.accept(List.of(Orders.plan("1")), "shop");
        try (Connection slow = transaction()) {
            store.register(slow, Orders.plan("slow"), "shop");
            store.accept(List.of(Orders.plan("2")), "shop");
            List<Event> first = store.events(Event.START, 10);
            assertEquals(List.of(Orders.id("1")), shipments(first));
            String cursor = first.get(0).cursor();
            assertTrue(store.events(cursor, 10).isEmpty());

            slow.commit();

            assertEquals(List.of(Orders.id("slow"), Orders.id("2")), shipments(store.events(cursor, 10)));
        }
    }

    private static List<ShipmentId> shipments(List<Event> events) {
        return events.stream().map(event -> event.entry().shipment()).toList();
    }

    @Test
    void s11_anEventIsReadOnceWhateverTheOrderOfCommits() throws Exception {
        try (Connection one = transaction();
                Connection two = transaction()) {
            OrderPlan a = Orders.plan("a");
            store.register(one, a, "shop");
            store.register(two, Orders.plan("b"), "shop");
            two.commit();
            List<Event> early = store.events(Event.START, 10);
            one.commit();
            List<Event> late = store.events(
                    early.isEmpty() ? Event.START : early.get(early.size() - 1).cursor(), 10);
            assertEquals(2, early.size() + late.size());
        }
    }

    /** A transaction that sees the state of before a restore must not accept as if there had been none. */
    @Test
    void r14_registeringInATransactionOfBeforeARestoreFails() throws Exception {
        try (Connection old = transaction();
                Statement statement = old.createStatement()) {
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("SELECT 1");
            store.control(new Change.Restored(Duration.ofMinutes(1)));

            assertThrows(StoreException.class, () -> store.register(old, Orders.plan("1"), "shop"));

            old.rollback();
            store.register(old, Orders.plan("1"), "shop");
            old.commit();
        }
        assertEquals(
                ShipmentState.IN_DOUBT,
                store.find(Orders.id("1")).orElseThrow().shipment().state());
    }

    @Test
    void unreachableServersAndWrongDatabasesAreRefused() {
        StoreSettings nobody = new StoreSettings(
                "jdbc:postgresql://user:secret@localhost:1/x?password=secret", "test", Duration.ofSeconds(2), Map.of());
        StoreRefusedException refusal = assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(nobody));
        assertEquals(Reason.UNREACHABLE, refusal.reason());
        assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());

        StoreSettings missing = new StoreSettings(
                place.url().replaceFirst("/postgres$", "/none"),
                "test",
                Duration.ofSeconds(5),
                Map.of("user", "postgres"));
        assertEquals(
                Reason.UNREACHABLE,
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(missing))
                        .reason());
    }

    @Test
    void aRoleThatMayNotWriteIsRefused() throws Exception {
        String role = place.prefix() + "reader";
        place.execute("CREATE ROLE " + role + " LOGIN");
        for (String name : new Statements(new PostgresDialect(), place.prefix()).tables()) {
            place.execute("GRANT SELECT ON " + name + " TO " + role);
        }
        StoreSettings settings = new StoreSettings(
                place.url(), "test", Duration.ofSeconds(5), Map.of("user", role, "tablePrefix", place.prefix()));

        assertEquals(
                Reason.READ_ONLY,
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings))
                        .reason());
    }
}
