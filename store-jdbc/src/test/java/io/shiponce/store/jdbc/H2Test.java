package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Control.Change;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only H2 can get wrong: files, memory, commits that do not wait for the disk, servers. */
class H2Test {
    private static final Map<String, String> ADMIN = Map.of("user", "sa");

    @TempDir
    private Path directory;

    private String file(String name) {
        return "jdbc:h2:file:" + directory.resolve(name);
    }

    private static StoreSettings at(String url) {
        return new StoreSettings(url, "test", Duration.ofSeconds(5), ADMIN);
    }

    private static TestDatabase.Place place(String url) {
        return new TestDatabase.Place(url, ADMIN);
    }

    private static void assertRefused(Reason reason, String part, StoreSettings settings) {
        StoreRefusedException refusal =
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    private static String complaints(String url) {
        JdbcShipmentStore.migrate(at(url));
        try (JdbcShipmentStore store = JdbcShipmentStore.open(at(url))) {
            return store.audit().complaints();
        }
    }

    @Test
    void aMissingFileIsNotMade() {
        assertRefused(Reason.SCHEMA, "run the migration", at(file("none")));
        assertFalse(Files.exists(directory.resolve("none.mv.db")));
        assertRefused(Reason.UNREACHABLE, "none does not exist", at(file("none/some")));
        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(at(file("none/some"))));
    }

    @Test
    void s3_addressesThatLoseWhatWasCommittedAreRefused() {
        assertRefused(Reason.NOT_DURABLE, "leave FILE_LOCK=NO out", at(file("some") + ";FILE_LOCK=NO"));
        assertRefused(Reason.UNSUPPORTED, "is no plain file", at("jdbc:h2:nioMemFS:some"));
        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(at("jdbc:h2:split:some")));
    }

    @Test
    void s3_memoryIsFoundAndMayBeAllowedOnPurpose() {
        String complaints = complaints("jdbc:h2:mem:" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
        assertTrue(complaints.startsWith("database file is none: use a plain file, not memory"), complaints);
    }

    @Test
    void s3_filesInMemoryAreFoundBehindADataSourceToo() {
        TestDatabase.Place memory = place("jdbc:h2:nioMemFS:" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
        Tap source = new Tap(memory);
        JdbcShipmentStore.migrate(source.dataSource(), memory.settings());
        try (JdbcShipmentStore store = JdbcShipmentStore.open(source.dataSource(), memory.settings())) {
            String complaints = store.audit().complaints();
            assertTrue(complaints.startsWith("database file is nioMemFS:: "), complaints);
        }
    }

    @Test
    void s3_whatAnotherConnectionChangesIsFound() throws Exception {
        String url = file("changed");
        JdbcShipmentStore.migrate(at(url));
        try (JdbcShipmentStore store = JdbcShipmentStore.open(at(url))) {
            assertTrue(store.audit().holds());
            place(url + ";WRITE_DELAY=700").connect().close();
            place(url).execute("SET RETENTION_TIME 1000");
            String complaints = store.audit().complaints();
            assertTrue(complaints.contains("WRITE_DELAY is 700: "), complaints);
            assertTrue(complaints.contains("RETENTION_TIME is 1000: SET RETENTION_TIME 45000"), complaints);
        }
    }

    @Test
    void s3_aConnectionThatSeesUncommittedRowsIsFound() {
        TestDatabase.Place place = place(file("isolation"));
        JdbcShipmentStore.migrate(place.settings());
        Tap tap = new Tap(place) {
            @Override
            void configured(Connection connection) throws SQLException {
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            }
        };
        try (JdbcShipmentStore store = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            String complaints = store.audit().complaints();
            assertTrue(complaints.startsWith("isolation level is READ UNCOMMITTED: "), complaints);
        }
    }

    @Test
    void s10_tablesThatDoNotCompareExactlyAreFound() throws Exception {
        String ignoring = file("ignoring");
        place(ignoring).execute("SET IGNORECASE TRUE");
        assertTrue(complaints(ignoring).startsWith("tables that do not compare exactly is SHIPONCE_"));
        String german = file("german");
        place(german).execute("SET COLLATION GERMAN STRENGTH PRIMARY");
        assertTrue(complaints(german).startsWith("tables that do not compare exactly is SHIPONCE_"));
    }

    /** Nothing is answered that a power cut could undo: the disk is waited for after the commit, and before the answer. */
    @Test
    void s3_eachCallEndsWithTheDisk() {
        TestDatabase.Place place = place(file("synced"));
        JdbcShipmentStore.migrate(place.settings());
        List<String> done = new ArrayList<>();
        Tap tap = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                connection.commit();
                done.add("commit");
            }

            @Override
            void beforeExecute(String sql) {
                done.add(sql);
            }
        };
        try (JdbcShipmentStore store = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            List<Runnable> calls = List.of(
                    () -> store.accept(Orders.plans(3), "shop"),
                    () -> store.exchange(Orders.exchange(Orders.claim(1))),
                    () -> store.claimsOf(Orders.exchangeId()),
                    () -> store.control(new Change.LiftQuarantine()),
                    () -> store.events("", 10));
            for (Runnable call : calls) {
                done.clear();
                call.run();
                assertEquals(List.of("commit", "CHECKPOINT SYNC"), done.subList(done.size() - 2, done.size()));
            }
        }
    }

    /** The second one looks as if the transaction had been undone. */
    @ParameterizedTest
    @CsvSource({"disk full, HY000, 50000", "deadlock, 40001, 40001"})
    void r4_aDiskThatFailsRightAfterTheCommitLeavesAnUnknownCommit(String why, String state, int code) {
        TestDatabase.Place place = place(file("unsynced"));
        JdbcShipmentStore.migrate(place.settings());
        AtomicBoolean fail = new AtomicBoolean();
        Tap tap = new Tap(place) {
            @Override
            void beforeExecute(String sql) throws SQLException {
                if (sql.equals("CHECKPOINT SYNC") && fail.getAndSet(false)) {
                    throw new SQLException(why, state, code);
                }
            }
        };
        try (JdbcShipmentStore store = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            store.accept(Orders.plans(1), "shop");
            ExchangeRequest request = Orders.exchange(Orders.claim(5));
            fail.set(true);

            assertThrows(StoreException.class, () -> store.exchange(request));

            assertEquals(1, store.claimsOf(request.id()).size());
        }
    }

    @Test
    void aUserWhoIsNoAdministratorIsRefusedWithWhatToDo() throws Exception {
        String url = file("users");
        JdbcShipmentStore.migrate(at(url));
        place(url).execute("CREATE USER bob PASSWORD ''");
        place(url).execute("GRANT ALL ON SCHEMA PUBLIC TO bob");
        assertRefused(
                Reason.NOT_DURABLE,
                "ALTER USER … ADMIN TRUE",
                new StoreSettings(url, "test", Duration.ofSeconds(5), Map.of("user", "bob")));
    }

    @Test
    void aDatabaseThatCanOnlyBeReadIsRefused() throws Exception {
        String url = file("read");
        JdbcShipmentStore.migrate(at(url));
        place(url).execute("SHUTDOWN");
        assertRefused(Reason.READ_ONLY, "can only be read", at(url + ";ACCESS_MODE_DATA=r"));
    }

    @Test
    void aFileThatAnotherProcessHasOpenIsRefusedWithWhatToDo() throws Exception {
        String url = file("used");
        JdbcShipmentStore.migrate(at(url));
        place(url).execute("SHUTDOWN");
        Path file = directory.resolve("used.mv.db");
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertTrue(lock.isValid());
            assertRefused(Reason.UNREACHABLE, ";AUTO_SERVER=TRUE", at(url));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEGACY", "MySQL", "MariaDB", "PostgreSQL"})
    void compatibilityModesThatUnderstandUsDo(String mode) {
        String url = file(mode) + ";MODE=" + mode;
        JdbcShipmentStore.migrate(at(url));
        try (JdbcShipmentStore store = JdbcShipmentStore.open(at(url))) {
            assertTrue(store.audit().holds(), store.audit().complaints());
            store.accept(Orders.plans(4), "shop");
            ExchangeResult result = store.exchange(Orders.exchange(Orders.claim(3)));
            store.exchange(Orders.exchange(
                    List.of(Orders.settlement(result.claimed().get(0).shipment(), Orders.accepted("T"))),
                    Orders.claim(3)));
            // Planned 4, claimed 3 and 1, accepted 1.
            assertEquals(9, store.events("", 100).size());
            Duration off =
                    Duration.between(store.control().now(), Instant.now()).abs();
            assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, mode + " " + off);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Oracle", "MSSQLServer", "Derby", "STRICT"})
    void otherCompatibilityModesAreRefused(String mode) {
        StoreRefusedException refusal = assertThrows(
                StoreRefusedException.class, () -> JdbcShipmentStore.migrate(at(file(mode) + ";MODE=" + mode)));
        assertTrue(refusal.getMessage().contains("compatibility mode " + mode), refusal.getMessage());
    }

    @Test
    void s8_timeIsUtcWhateverTheSessionsTimeZone() {
        TestDatabase.Place place = place(file("zone"));
        JdbcShipmentStore.migrate(place.settings());
        Tap tap = new Tap(place) {
            @Override
            void configured(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET TIME ZONE '+05:00'");
                }
            }
        };
        try (JdbcShipmentStore store = JdbcShipmentStore.open(tap.dataSource(), place.settings())) {
            Duration off =
                    Duration.between(store.control().now(), Instant.now()).abs();
            assertTrue(off.compareTo(Duration.ofMinutes(1)) < 0, off.toString());
        }
    }

    /** Each statement of a schema commits by itself: what a crash left is completed. */
    @Test
    void aMigrationThatWasCutOffIsCompleted() throws Exception {
        TestDatabase.Place cut = place(file("cut"));
        List<String> statements = Schema.PRESENT.statements(new H2Dialect(), cut.names(), 1);
        for (String statement : statements.subList(0, 7)) {
            cut.execute(statement);
        }
        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(cut.settings()));
        JdbcShipmentStore.migrate(cut.settings());
        try (JdbcShipmentStore complete = JdbcShipmentStore.open(cut.settings())) {
            complete.accept(Orders.plans(1), "shop");
            assertTrue(complete.audit().holds());
        }
    }

    @Test
    void r14_registeringInATransactionOfBeforeARestoreFails() throws Exception {
        TestDatabase.Place place = place(file("restored"));
        JdbcShipmentStore.migrate(place.settings());
        try (JdbcShipmentStore store = JdbcShipmentStore.open(place.settings());
                Connection old = place.connect();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SELECT * FROM shiponce_meta");
            store.control(new Change.Restored(Duration.ofMinutes(1)));

            assertThrows(StoreException.class, () -> store.register(old, Orders.plan("1"), "shop"));
        }
    }

    /** A server, with two stores on it as in two processes. */
    @Test
    void r16_onAServerWhoWaitsForAPausedWriterIsToldWhatToDo() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try {
            String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/" + directory.resolve("served");
            StoreSettings impatient = new StoreSettings(url, "test", Duration.ofMillis(700), ADMIN);
            JdbcShipmentStore.migrate(at(url));
            try (JdbcShipmentStore store = JdbcShipmentStore.open(at(url));
                    JdbcShipmentStore other = JdbcShipmentStore.open(impatient);
                    Connection paused = DriverManager.getConnection(url, "sa", "")) {
                store.accept(Orders.plans(2), "shop");
                assertTrue(store.audit().holds());
                paused.setAutoCommit(false);
                store.register(paused, Orders.plan("paused"), "shop");

                String message = assertThrows(
                                StoreException.class, () -> other.exchange(Orders.exchange(Orders.claim(1))))
                        .getMessage();

                assertTrue(message.contains("continue it or kill it"), message);
                // Reading goes on.
                assertEquals("test", other.control().installation());
                paused.rollback();
                assertEquals(
                        2,
                        other.exchange(Orders.exchange(Orders.claim(5)))
                                .claimed()
                                .size());
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        try (ServerSocket mute = new ServerSocket(0)) {
            long started = System.nanoTime();
            assertThrows(
                    StoreException.class,
                    () -> JdbcShipmentStore.open(new StoreSettings(
                            "jdbc:h2:tcp://localhost:" + mute.getLocalPort() + "/x",
                            "test",
                            Duration.ofSeconds(1),
                            ADMIN)));
            assertTrue(System.nanoTime() - started < Duration.ofSeconds(15).toNanos());
        }
    }
}
