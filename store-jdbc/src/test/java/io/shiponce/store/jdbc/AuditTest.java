package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Durability;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A store that could lose what it acknowledged says so. */
class AuditTest extends StoreTest {

    @Test
    void s3_aDurableStoreHolds() {
        Durability durability = store.audit();
        assertTrue(durability.holds(), durability.complaints());
        assertTrue(
                durability.description().startsWith(database == TestDatabase.SQLITE ? "SQLite 3" : "PostgreSQL 1"),
                durability.description());
    }

    /** Whatever the store sets, something behind it switches it off again. */
    private final class Undoing extends Tap {
        private final AtomicBoolean undo;

        Undoing(boolean from) {
            super(place);
            undo = new AtomicBoolean(from);
        }

        @Override
        Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
            boolean sets = sql.contains("synchronous") && !sql.equals("PRAGMA synchronous");
            if (undo.get() && sets) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(
                            database == TestDatabase.SQLITE
                                    ? "PRAGMA synchronous = OFF"
                                    : "SET synchronous_commit = off");
                }
            }
            return result;
        }
    }

    @Test
    void s3_aConnectionThatDoesNotWaitForTheDiskIsFound() {
        Tap tap = new Undoing(true);
        try (JdbcShipmentStore unsafe = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
            Durability durability = unsafe.audit();

            assertFalse(durability.holds());
            assertTrue(
                    durability
                            .complaints()
                            .startsWith(
                                    database == TestDatabase.SQLITE
                                            ? "synchronous is 0: PRAGMA synchronous = FULL"
                                            : "synchronous_commit is off: "),
                    durability.complaints());
        }
    }

    @Test
    void s3_laterConnectionsAreHeldToWhatTheAuditFound() {
        Undoing tap = new Undoing(false);
        AtomicBoolean cut = new AtomicBoolean();
        Tap cutting = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                return tap.afterExecute(connection, sql, result);
            }

            @Override
            void commit(Connection connection) throws SQLException {
                connection.commit();
                if (cut.getAndSet(false)) {
                    throw new SQLException("reset", "08006");
                }
            }
        };
        try (JdbcShipmentStore changing = JdbcShipmentStore.open(cutting.dataSource(), place.settings(), clock)) {
            assertTrue(changing.audit().holds());
            tap.undo.set(true);
            cut.set(true);
            assertThrows(StoreException.class, () -> changing.exchange(Orders.exchange()));

            String message = assertThrows(StoreException.class, () -> changing.exchange(Orders.exchange()))
                    .getMessage();

            assertTrue(message.contains("not as durable as the audit found"), message);
            tap.undo.set(false);
            changing.exchange(Orders.exchange());
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
        StoreSettings settings = place.settings(Duration.ofSeconds(1));
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
            for (String setting : List.of("synchronous=OFF", "journal_mode=MEMORY")) {
                StoreSettings settings =
                        new StoreSettings(place.url() + "?" + setting, "test", Duration.ofSeconds(5), Map.of());
                StoreRefusedException refusal =
                        assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
                assertEquals(StoreRefusedException.Reason.NOT_DURABLE, refusal.reason());
            }
        }
    }
}
