package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Event;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.Transition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Several writers at once on PostgreSQL. */
class PostgresTest extends ManyWritersTest {
    PostgresTest() {
        super(TestDatabase.POSTGRESQL.fresh());
    }

    @Override
    String clock() {
        return "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    @Override
    String lockTable(String table) {
        return "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE";
    }

    @Override
    void unlockTable(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    void cutOthers(Statement statement) throws SQLException {
        statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }

    @Override
    String waiting() {
        return "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    }

    @Override
    String sleep(int seconds) {
        return "SELECT pg_sleep(" + seconds + ")";
    }

    @Override
    String deadlocks() {
        return "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    }

    @Override
    String waitingForRows() {
        return "SELECT count(*) FROM pg_stat_activity WHERE wait_event IN ('transactionid', 'tuple')";
    }

    /** Who looks for a deadlock first is undone, unless it was too early: it looks once. */
    @Override
    JdbcShipmentStore undoneOne() {
        String url = place.url() + (place.url().contains("?") ? "&" : "?") + "options=-c%20deadlock_timeout=3s";
        return JdbcShipmentStore.open(new StoreSettings(url, "test", Duration.ofSeconds(20), place.properties()));
    }

    @Override
    void lock(Connection connection, String... shipments) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL deadlock_timeout = '1min'");
        }
        super.lock(connection, shipments);
    }

    @Override
    void createReader(String user) throws Exception {
        place.execute("CREATE ROLE " + user + " LOGIN");
        for (String name : new Statements(new PostgresDialect(), place.names()).tables()) {
            place.execute("GRANT SELECT ON {" + name + "} TO " + user);
        }
    }

    /** By dump and reload: the rows bear transaction ids that this server has yet to reach, and nobody is to wait for that. */
    @Test
    void s11_afterAMoveToAServerWithLowerTransactionIdsNoEventIsSkipped() throws Exception {
        store.accept(List.of(Orders.plan("read"), Orders.plan("unread")), "shop");
        place.execute("UPDATE {history} SET xid = xid + 1000000000");
        place.execute("UPDATE {meta} SET lineage = 'another server'");
        store.control(new Change.NothingLost("ann", "moved by pg_dump"));
        String read = store.events(Event.START, 1).get(0).cursor();

        store.accept(List.of(Orders.plan("new")), "shop");

        assertEquals(
                List.of(Orders.id("unread"), Orders.id("new")),
                store.events(read, 10).stream()
                        .map(event -> event.entry().shipment())
                        .toList());
        long incarnation = store.control().incarnation();
        assertEquals(
                incarnation,
                store.control(new Change.NothingLost("ann", "the standby was synchronous"))
                        .incarnation());
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

    /** A migration may take longer than a lock may: the next engine waits, and finds it done. */
    @Test
    void whoStartsWhileAnotherMigratesWaits() throws Exception {
        TestDatabase.Place fresh = TestDatabase.POSTGRESQL.fresh();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Tap slow = new Tap(fresh) {
            @Override
            void beforeExecute(String sql) {
                if (sql.startsWith("CREATE INDEX")) {
                    begun.countDown();
                    await(goOn);
                }
            }
        };
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> JdbcShipmentStore.migrate(slow.dataSource(), fresh.settings(Duration.ofMinutes(2))));
        await(begun);
        StoreSettings impatient = fresh.settings(Duration.ofSeconds(5));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> JdbcShipmentStore.migrate(impatient));
        // A lock may take a fifth of a call.
        awaitNumber(
                1,
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'"
                        + " AND clock_timestamp() - query_start > interval '1500 ms'");
        goOn.countDown();

        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);
        JdbcShipmentStore.open(impatient).close();
    }

    /** A shop's data source has seldom heard of the driver's setting for it; its own connection neither. */
    @Test
    void noFailureShowsValuesOfRows() throws Exception {
        store.accept(Orders.plans(1), "shop");
        ShipmentRecord claimed = store.exchange(Orders.exchange(Orders.claim(1)))
                .claimed()
                .get(0)
                .shipment();
        store.exchange(Orders.exchange(List.of(Orders.settlement(claimed, new Outcome.Rejected("no such street")))));
        ShipmentRecord rejected = store.find(claimed.id()).orElseThrow().shipment();
        Transition amended = new Transition(
                rejected.id(),
                rejected.version(),
                "ann",
                new Action.Amend("R-2", "K-2", "v1:fp2", Orders.payload("goods of a person"), "moved"));
        place.execute("ALTER TABLE {payload} ADD CONSTRAINT none CHECK (octet_length(payload) < 3) NOT VALID");
        try (JdbcShipmentStore pooled = JdbcShipmentStore.open(new Tap(place).dataSource(), place.settings());
                Connection shop = transaction()) {
            for (Executable call : List.<Executable>of(
                    () -> pooled.accept(List.of(Orders.plan("1")), "shop"),
                    () -> pooled.transition(List.of(amended)),
                    () -> pooled.register(shop, Orders.plan("2"), "shop"))) {
                StringWriter logged = new StringWriter();
                assertThrows(StoreException.class, call).printStackTrace(new PrintWriter(logged));
                assertTrue(logged.toString().contains("violates check constraint"), logged::toString);
                assertFalse(logged.toString().contains("\\x"), logged::toString);
            }
        }
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
}
