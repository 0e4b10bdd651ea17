package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Control.Change;
import io.shiponce.store.Durability;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that could lose what it acknowledged says so. */
class AuditTest extends StoreTest {

    @Test
    void s3_aDurableStoreHolds() {
        Durability durability = store.audit();
        assertTrue(durability.holds(), durability.complaints());
        assertTrue(durability.description().startsWith(database.description), durability.description());
    }

    /** Of some databases, it is a setting of the whole server. */
    @AfterEach
    void tighten() throws Exception {
        place.execute(database.tighten);
    }

    /** Whatever the store sets, something behind it switches it off again. */
    private class Undoing extends Tap {
        final AtomicBoolean undo;

        Undoing(boolean from) {
            super(place);
            undo = new AtomicBoolean(from);
        }

        @Override
        void configured(Connection connection) throws SQLException {
            if (undo.get()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(database.loosen);
                }
            }
        }
    }

    @Test
    void s3_aConnectionThatDoesNotWaitForTheDiskIsFound() {
        Tap tap = new Undoing(true);
        try (JdbcShipmentStore unsafe = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            Durability durability = unsafe.audit();

            assertFalse(durability.holds());
            assertTrue(durability.complaints().startsWith(database.complaint + ": "), durability.complaints());
        }
    }

    @Test
    void s3_laterConnectionsAreHeldToWhatTheAuditFound() throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        Undoing tap = new Undoing(false) {
            @Override
            void commit(Connection connection) throws SQLException {
                connection.commit();
                if (cut.getAndSet(false)) {
                    throw new SQLException("reset", "08006");
                }
            }
        };
        try (JdbcShipmentStore changing = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            assertTrue(changing.audit().holds());
            tap.undo.set(true);
            cut.set(true);
            assertThrows(StoreException.class, () -> changing.exchange(Orders.exchange()));

            String message = assertThrows(StoreException.class, () -> changing.exchange(Orders.exchange()))
                    .getMessage();

            assertTrue(message.contains("not as durable as the audit found"), message);
            tap.undo.set(false);
            tighten();
            changing.exchange(Orders.exchange());
        }
    }

    /** One was left idle by a call of before the audit, beside the one that the audit has looked at. */
    @Test
    void s3_aConnectionThatTheAuditHasNotSeenIsNotUsedAfterIt() {
        AtomicReference<@Nullable Runnable> beside = new AtomicReference<>();
        Set<Connection> used = ConcurrentHashMap.newKeySet();
        Set<Connection> before = ConcurrentHashMap.newKeySet();
        Tap tap = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) {
                used.add(connection);
                Runnable once = beside.getAndSet(null);
                if (once != null) {
                    once.run();
                }
                return result;
            }
        };
        try (JdbcShipmentStore audited = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            used.clear();
            beside.set(() -> audited.find(Orders.id("1")));
            audited.find(Orders.id("1"));
            assertEquals(2, used.size(), "two calls at once have a connection each");
            before.addAll(used);

            assertTrue(audited.audit().holds());
            used.clear();
            beside.set(() -> audited.find(Orders.id("1")));
            audited.find(Orders.id("1"));

            before.retainAll(used);
            assertEquals(1, before.size(), "of those of before, the one that the audit has seen");
        }
    }

    @Test
    void r11_aCommitThatIsNoneIsFound() {
        AtomicBoolean opened = new AtomicBoolean();
        Tap joining = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                if (!opened.get()) {
                    connection.commit();
                }
            }
        };
        StoreSettings settings = place.settings(Duration.ofSeconds(3));
        try (JdbcShipmentStore joined = JdbcShipmentStore.open(joining.dataSource(), settings, clock)) {
            opened.set(true);
            String complaints = joined.audit().complaints();

            assertTrue(complaints.startsWith("commit is visible to another connection is false"), complaints);
        }
    }

    @Test
    void s3_unloggedTablesAreFound() throws Exception {
        if (database == TestDatabase.POSTGRESQL) {
            place.execute("ALTER TABLE {shipment} SET UNLOGGED");
            assertEquals(
                    "unlogged tables is " + place.prefix()
                            + "shipment: ALTER TABLE … SET LOGGED: a crash empties unlogged tables",
                    store.audit().complaints());
        }
    }

    /** A standby was promoted, or a backup restored: it may have forgotten sends. */
    @Test
    void r14_anotherLineOfDataIsFoundUntilSomebodySaysWhatWasLost() throws Exception {
        if (database.dialect().lineage() != null) {
            for (Change said : List.of(
                    new Change.Restored(Duration.ofMinutes(1)), new Change.NothingLost("ann", "it was synchronous"))) {
                assertTrue(store.audit().holds());
                place.execute("UPDATE {meta} SET lineage = 'another'");
                try (JdbcShipmentStore promoted = JdbcShipmentStore.open(place.settings())) {
                    String complaints = promoted.audit().complaints();
                    assertTrue(complaints.startsWith("the line of data is "), complaints);
                    assertTrue(complaints.contains("the store was on another"), complaints);

                    promoted.control(said);

                    assertTrue(promoted.audit().holds(), promoted.audit()::complaints);
                }
            }
        }
    }

    /** An engine lives through the promotion, and goes on asking: its log says once what has to be done, and once more the next time. */
    @Test
    void r14_anotherLineOfDataIsLoggedOnceByAStoreThatLivesThroughIt() throws Exception {
        if (database.dialect().lineage() == null) {
            return;
        }
        AtomicBoolean cut = new AtomicBoolean();
        Tap tap = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                connection.commit();
                if (cut.get()) {
                    throw new SQLException("reset", "08006");
                }
            }
        };
        try (JdbcShipmentStore living = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            assertTrue(living.audit().holds());
            for (int promotions = 1; promotions <= 2; promotions++) {
                cut.set(true);
                assertThrows(StoreException.class, () -> living.exchange(Orders.exchange()));
                cut.set(false);
                place.execute("UPDATE {meta} SET lineage = CONCAT('another ', lineage)");

                String log = logOf(() -> {
                    for (int asked = 0; asked < 5; asked++) {
                        assertThrows(StoreException.class, () -> living.exchange(Orders.exchange()));
                        assertThrows(StoreException.class, living::control);
                    }
                });

                assertEquals(1, log.lines().count(), log);
                assertTrue(log.contains("The database answers and is refused"), log);
                assertTrue(log.contains("the line of data is "), log);
                assertTrue(log.contains("run after-restore"), log);
                place.execute("UPDATE {meta} SET lineage = REPLACE(lineage, 'another ', '')");
                assertEquals("", logOf(() -> living.exchange(Orders.exchange())));
            }
        }
    }

    private static String logOf(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void s3_aServerThatDoesNotSyncIsFound() throws Exception {
        if (database == TestDatabase.POSTGRESQL) {
            try (EmbeddedPostgres careless = EmbeddedPostgres.builder()
                    .setServerConfig("full_page_writes", "off")
                    .start()) {
                String url = careless.getJdbcUrl("postgres", "postgres");
                StoreSettings settings =
                        new StoreSettings(url, "test", Duration.ofSeconds(20), Map.of("user", "postgres"));
                JdbcShipmentStore.migrate(settings);
                try (JdbcShipmentStore unsafe = JdbcShipmentStore.open(settings)) {
                    String complaints = unsafe.audit().complaints();
                    assertTrue(complaints.contains("fsync is off: set fsync = on"), complaints);
                    assertTrue(complaints.contains("full_page_writes is off"), complaints);
                    assertFalse(complaints.contains("synchronous_commit"), complaints);
                }
            }
        }
    }

    @Test
    void s3_aDriverSettingIsNoBackDoor() {
        if (database == TestDatabase.SQLITE) {
            for (String setting : List.of("synchronous=OFF", "journal_mode=MEMORY", "locking_mode=EXCLUSIVE")) {
                StoreSettings settings =
                        new StoreSettings(place.url() + "?" + setting, "test", Duration.ofSeconds(5), Map.of());
                StoreRefusedException refusal =
                        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
                assertEquals(StoreRefusedException.Reason.NOT_DURABLE, refusal.reason());
            }
        }
    }
}
