package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a server with several writers at once can get wrong. */
abstract class ManyWritersTest {
    final TestDatabase.Place place;
    JdbcShipmentStore store;

    ManyWritersTest(TestDatabase.Place place) {
        this.place = place;
    }

    /** A query for the server's clock, in microseconds since 1970. */
    abstract String clock();

    /** Locks a table against everybody; {@link #unlockTable} ends it. */
    abstract String lockTable(String table);

    abstract void unlockTable(Connection connection) throws SQLException;

    /** Ends all connections but this one. */
    abstract void cutOthers(Statement statement) throws SQLException;

    /** A query for the number of those who wait for an exchange. */
    abstract String waiting();

    /** A statement that takes so long. */
    abstract String sleep(int seconds);

    /** How many deadlocks there were. */
    abstract String deadlocks();

    /** How many wait for somebody's row. */
    abstract String waitingForRows();

    /** One that is undone if it is in a deadlock with a transaction that has written much. */
    JdbcShipmentStore undoneOne() {
        return JdbcShipmentStore.open(place.settings(Duration.ofSeconds(20)));
    }

    /** Makes a user who can only read our tables. */
    abstract void createReader(String user) throws Exception;

    @BeforeEach
    void open() {
        JdbcShipmentStore.migrate(place.settings());
        store = JdbcShipmentStore.open(place.settings());
    }

    @AfterEach
    void close() {
        store.close();
    }

    String table(String sql) {
        return place.names().fill(sql);
    }

    Connection transaction() throws SQLException {
        Connection connection = place.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    /** One by one: of several at once, a server may lock what lies between as well. */
    void lock(Connection connection, String... shipments) throws SQLException {
        for (String shipment : shipments) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(table("SELECT 1 FROM {shipment} WHERE id = '" + shipment + "' FOR UPDATE"));
            }
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            results.next();
            return results.getLong(1);
        }
    }

    /** Until a query gives a number of at least so much. */
    void awaitNumber(long least, String query) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            if (number(query) >= least) {
                return;
            }
        }
        throw new AssertionError("never at least " + least + ": " + query);
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static List<ShipmentId> shipments(List<Event> events) {
        return events.stream().map(event -> event.entry().shipment()).toList();
    }

    @Test
    void s8_timeIsTheServersAndOneReadingPerCall() throws Exception {
        Instant before = Micros.toInstant(number(clock()));
        store.accept(Orders.plans(20), "shop");
        ExchangeResult result = store.exchange(Orders.exchange(Orders.claim(20)));
        Instant after = Micros.toInstant(number(clock()));

        assertFalse(result.now().isBefore(before) || result.now().isAfter(after));
        assertTrue(result.claimed().stream()
                .allMatch(claimed -> claimed.shipment().claim().claimedAt().equals(result.now())));
    }

    @Test
    void r16_rowsThatSomebodyElseHoldsAreLeftOut() throws Exception {
        store.accept(Orders.plans(6), "shop");
        List<StoredShipment> claimed =
                store.exchange(Orders.exchange(Orders.claim(4))).claimed();
        List<Settlement> settlements = claimed.subList(0, 2).stream()
                .map(one -> Orders.settlement(one.shipment(), Orders.accepted("T")))
                .toList();
        place.execute("UPDATE {shipment} SET claim_expires_at = 0 WHERE id IN ('s-n2-1', 's-n3-1')");
        try (Connection paused = transaction()) {
            lock(paused, "s-n0-1", "s-n2-1", "s-n4-1");

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
            // A close alone would let go of the locks some time later.
            paused.rollback();
        }
        ExchangeResult later = store.exchange(
                new ExchangeRequest(Orders.exchangeId(), Orders.ENGINE, 1, settlements, List.of(Orders.claim(5)), 5));
        assertEquals(2, later.settled().size());
        assertEquals(1, later.expired().size());
        assertEquals(List.of(Orders.id("n4")), StoreTest.ids(later.claimed()));
    }

    @Test
    void r16_whatSomebodyElseHoldsIsErasedLater() throws Exception {
        store.accept(Orders.plans(2), "shop");
        List<StoredShipment> claimed =
                store.exchange(Orders.exchange(Orders.claim(2))).claimed();
        store.exchange(Orders.exchange(claimed.stream()
                .map(one -> Orders.settlement(one.shipment(), Orders.accepted("T")))
                .toList()));
        List<ShipmentRecord> seen = store.erasable(Instant.now().plusSeconds(60), 10);
        try (Connection paused = transaction()) {
            lock(paused, "s-n0-1");

            assertEquals(1, assertDoesNotThrow(() -> store.erase(seen)));
            assertEquals(
                    Payload.EMPTY, store.find(Orders.id("n1")).orElseThrow().payload());
            paused.rollback();
        }
        assertEquals(1, store.erase(seen));
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

            @Override
            void aborted(Connection connection, Executor executor) {
                // A process that stops does not do that either.
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

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        try (ServerSocket mute = new ServerSocket(0)) {
            StoreSettings settings = new StoreSettings(
                    place.url().replaceFirst("//[^/]*/", "//localhost:" + mute.getLocalPort() + "/"),
                    "test",
                    Duration.ofSeconds(1),
                    place.properties());
            long started = System.nanoTime();
            assertThrows(StoreException.class, () -> JdbcShipmentStore.open(settings));
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(10).toNanos());
        }
    }

    /** A driver's network timeout bounds its wait for an answer, not its writing. */
    @Test
    void aServerThatNoLongerReadsIsGivenUpInTime() throws Exception {
        Payload large = Payload.of(new byte[4 << 20]);
        List<OrderPlan> plans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            NewShipment small = Orders.shipment("large" + i, 1);
            plans.add(Orders.plan(
                    "large" + i,
                    new NewShipment(
                            small.id(),
                            small.part(),
                            small.carrier(),
                            small.reference(),
                            small.key(),
                            small.fingerprint(),
                            small.priority(),
                            small.notBefore(),
                            large,
                            small.reshipOf())));
        }
        try (Relay relay = Relay.to(place.url())) {
            StoreSettings settings =
                    new StoreSettings(relay.url(place.url()), "test", Duration.ofSeconds(2), place.properties());
            try (JdbcShipmentStore behind = JdbcShipmentStore.open(settings)) {
                relay.stopReadingAfter(1 << 20);
                CompletableFuture<?> accept = CompletableFuture.runAsync(() -> behind.accept(plans, "shop"));
                ExecutionException refused =
                        assertThrows(ExecutionException.class, () -> accept.get(30, TimeUnit.SECONDS));
                assertInstanceOf(StoreException.class, refused.getCause());
                relay.goOn();
                assertEquals(4, behind.accept(plans, "shop").size(), "the next call has a connection of its own");
            }
        }
    }

    @Test
    void aCallThatFindsTheTableLockedGivesUpInTimeAndOthersGoOn() throws Exception {
        store.accept(Orders.plans(1), "shop");
        try (JdbcShipmentStore impatient = JdbcShipmentStore.open(place.settings(Duration.ofMillis(500)));
                Connection other = transaction();
                Statement statement = other.createStatement()) {
            statement.execute(lockTable(table("{history}")));
            long started = System.nanoTime();
            assertThrows(StoreException.class, () -> impatient.exchange(Orders.exchange(Orders.claim(1))));
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(5).toNanos());
            assertEquals(1, impatient.page(ShipmentFilter.ALL, null, 5).size());
            unlockTable(other);
            // The server may take a moment to notice that the one who gave up is gone.
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            int claimed = 0;
            while (claimed == 0 && System.nanoTime() - end < 0) {
                claimed = impatient
                        .exchange(Orders.exchange(Orders.claim(1)))
                        .claimed()
                        .size();
            }
            assertEquals(1, claimed);
        }
    }

    @Test
    void aConnectionLostWhileIdleIsReplacedUnnoticed() throws Exception {
        store.accept(Orders.plans(1), "shop");
        store.exchange(Orders.exchange());
        store.control();
        try (Connection other = place.connect();
                Statement statement = other.createStatement()) {
            cutOthers(statement);
        }
        assertEquals(
                1, store.exchange(Orders.exchange(Orders.claim(1))).claimed().size());
        assertEquals("test", store.control().installation());
        store.accept(Orders.plans(2), "shop");
    }

    /** As they do if they have been used a moment ago, pools hand out what they have without asking it whether it lives. */
    @Test
    void aConnectionThatDiedInAPoolIsReplacedUnnoticed() throws Exception {
        store.accept(Orders.plans(1), "shop");
        Queue<Connection> pool = new ConcurrentLinkedQueue<>();
        DataSource pooling = ThreadBound.dataSource(() -> pool.isEmpty() ? place.connect() : pool.remove());
        try (JdbcShipmentStore pooled = JdbcShipmentStore.open(pooling, place.settings());
                Connection other = place.connect();
                Statement statement = other.createStatement()) {
            for (int i = 0; i < 3; i++) {
                pool.add(place.connect());
            }
            cutOthers(statement);

            assertEquals(
                    1,
                    pooled.exchange(Orders.exchange(Orders.claim(1))).claimed().size());
            assertTrue(pool.isEmpty());
        }
    }

    @Test
    void aStatementThatTakesTooLongIsCutOff() throws Exception {
        store.accept(Orders.plans(1), "shop");
        Tap tap = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                if (sql.contains("held IS NULL")) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sleep(60));
                    }
                }
                return result;
            }
        };
        long started = System.nanoTime();
        try (JdbcShipmentStore slow = JdbcShipmentStore.open(tap.dataSource(), place.settings(Duration.ofSeconds(1)))) {
            assertThrows(StoreException.class, () -> slow.exchange(Orders.exchange(Orders.claim(1))));
        }
        assertTrue(System.nanoTime() - started < Duration.ofSeconds(20).toNanos());
        // Nor does the server go on with it, and keep the row.
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (store.exchange(Orders.exchange(Orders.claim(1))).claimed().isEmpty()) {
            assertTrue(System.nanoTime() - end < 0, "the server still works at it");
        }
    }

    /** S9: the answer is lost, and the server is still at it. */
    @Test
    void s9_claimsOfWaitsForACommitThatIsUnderWay() throws Exception {
        store.accept(Orders.plans(1), "shop");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean();
        Tap tap = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                if (slow.getAndSet(false)) {
                    written.countDown();
                    await(goOn);
                }
                connection.commit();
            }
        };
        try (JdbcShipmentStore engine = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            slow.set(true);
            ExchangeRequest request = Orders.exchange(Orders.claim(1));
            CompletableFuture<ExchangeResult> exchange = CompletableFuture.supplyAsync(() -> engine.exchange(request));
            await(written);
            CompletableFuture<List<ShipmentRecord>> claims =
                    CompletableFuture.supplyAsync(() -> store.claimsOf(request.id()));
            awaitNumber(1, waiting());
            assertFalse(claims.isDone());
            goOn.countDown();
            assertEquals(1, claims.get(30, TimeUnit.SECONDS).size());
            exchange.get(30, TimeUnit.SECONDS);
        }
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

    @Test
    void unreachableServersAndWrongDatabasesAreRefused() {
        String nowhere = place.url().replaceFirst("//[^/]*/.*", "//user:secret@localhost:1/x?password=secret");
        StoreSettings nobody = new StoreSettings(nowhere, "test", Duration.ofSeconds(2), Map.of());
        StoreRefusedException refusal = assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(nobody));
        assertEquals(Reason.UNREACHABLE, refusal.reason());
        assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());

        StoreSettings missing = new StoreSettings(
                place.url().replaceFirst("/\\w+([?]|$)", "/none$1"), "test", Duration.ofSeconds(5), place.properties());
        assertEquals(
                Reason.UNREACHABLE,
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(missing))
                        .reason());
    }

    @Test
    void aRoleThatMayNotWriteIsRefused() throws Exception {
        String reader = place.prefix() + "reader";
        createReader(reader);
        StoreSettings settings = new StoreSettings(
                place.url().replaceFirst("[?].*", ""),
                "test",
                Duration.ofSeconds(5),
                Map.of("user", reader, "tablePrefix", place.prefix()));

        assertEquals(
                Reason.READ_ONLY,
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings))
                        .reason());
    }

    /** Somebody else has the second row and wants the first: the server undoes the store's transaction, and the call begins anew. */
    @Test
    void s1_aDeadlockIsRepeated() throws Exception {
        store.accept(Orders.plans(40), "shop");
        long before = number(deadlocks());
        List<Transition> holds = new ArrayList<>();
        for (String number : List.of("n0", "n1")) {
            ShipmentRecord seen = store.find(Orders.id(number)).orElseThrow().shipment();
            holds.add(new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look")));
        }
        try (JdbcShipmentStore undone = undoneOne();
                Connection other = transaction();
                Statement statement = other.createStatement()) {
            other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            statement.execute(table("UPDATE {shipment} SET priority = 1 WHERE id > 's-n1-1'"));
            lock(other, "s-n1-1");
            CompletableFuture<List<TransitionResult>> held =
                    CompletableFuture.supplyAsync(() -> undone.transition(holds));
            awaitNumber(1, waitingForRows());
            lock(other, "s-n0-1");
            other.commit();

            for (TransitionResult result : held.get(30, TimeUnit.SECONDS)) {
                assertInstanceOf(TransitionResult.Done.class, result);
            }
        }
        awaitNumber(before + 1, deadlocks());
        for (Transition hold : holds) {
            assertEquals(
                    hold.expectedVersion() + 1,
                    store.find(hold.shipment()).orElseThrow().shipment().version());
        }
    }

    /** R5: a restored copy does not know the shipment; its order and the carrier's late yes come in the same instant. */
    @Test
    void s6_anOrderAndTheEvidenceOfItsShipmentFindEachOther() throws Exception {
        store.accept(Orders.plans(1), "shop");
        ShipmentRecord claimed = store.exchange(Orders.exchange(Orders.claim(1)))
                .claimed()
                .get(0)
                .shipment();
        for (String table : List.of("order", "shipment", "payload", "history")) {
            place.execute("DELETE FROM {" + table + "}");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch resumed = new CountDownLatch(1);
        Tap tap = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) {
                if (sql.contains(table("INSERT INTO {history}"))) {
                    stopped.countDown();
                    await(resumed);
                }
                return result;
            }
        };
        try (JdbcShipmentStore shop =
                JdbcShipmentStore.open(tap.dataSource(), place.settings(Duration.ofSeconds(20)))) {
            CompletableFuture<?> accepting = CompletableFuture.runAsync(() -> shop.accept(Orders.plans(1), "shop"));
            await(stopped);
            Settlement yes = Orders.settlement(claimed, Orders.accepted("T1"));
            CompletableFuture<?> settling =
                    CompletableFuture.runAsync(() -> store.exchange(Orders.exchange(List.of(yes))));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!settling.isDone() && number(waiting()) + number(waitingForRows()) == 0) {
                assertTrue(System.nanoTime() - end < 0, "it neither waits nor ends");
            }
            resumed.countDown();
            accepting.get(30, TimeUnit.SECONDS);
            settling.get(30, TimeUnit.SECONDS);
        }
        assertEquals(
                ShipmentState.CONFIRMED,
                store.find(claimed.id()).orElseThrow().shipment().state());
    }
}
