package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused when a store is opened or migrated, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OpeningTest {
    @Parameter
    TestDatabase database;

    private static StoreRefusedException refused(StoreSettings settings) {
        return assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.open(settings));
    }

    private static void assertRefused(Reason reason, String part, StoreRefusedException refusal) {
        assertEquals(reason, refusal.reason());
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }

    @Test
    void aMissingSchemaIsRefusedWithWhatToDo() throws Exception {
        TestDatabase.Place place = database.fresh();
        place.execute("CREATE TABLE {else (id INTEGER)".replace("{", "other_" + place.prefix()));

        assertRefused(Reason.SCHEMA, "run the migration", refused(place.settings()));
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        TestDatabase.Place place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        place.execute("UPDATE {meta} SET schema_version = 0");
        assertRefused(Reason.SCHEMA, "version 0, expected 1", refused(place.settings()));

        place.execute("UPDATE {meta} SET schema_version = 99");
        assertRefused(Reason.SCHEMA, "use newer software", refused(place.settings()));
        assertRefused(
                Reason.SCHEMA,
                "newer than this software's",
                assertThrows(StoreRefusedException.class, () -> JdbcShipmentStore.migrate(place.settings())));
    }

    /** As an older server would call itself: none is at hand. SQLite comes with its driver. */
    @Test
    void aServerThatIsTooOldIsRefused() {
        Map<TestDatabase, String> tooOld = Map.of(
                TestDatabase.POSTGRESQL, "12.22",
                TestDatabase.MARIADB, "10.6.22-MariaDB",
                TestDatabase.H2, "2.1.214 (2022-06-13)");
        String old = tooOld.get(database);
        if (old == null) {
            return;
        }
        TestDatabase.Place place = database.fresh();
        Tap tap = new Tap(place) {
            @Override
            String version(String real) {
                return old;
            }

            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                return sql.contains("server_version_num")
                        ? connection.createStatement().executeQuery("SELECT 120022, '12.22', FALSE")
                        : result;
            }
        };
        for (Executable way : List.<Executable>of(
                () -> JdbcShipmentStore.migrate(tap.dataSource(), place.settings()),
                () -> JdbcShipmentStore.open(tap.dataSource(), place.settings()))) {
            assertRefused(Reason.UNSUPPORTED, old + ", older than ", assertThrows(StoreRefusedException.class, way));
        }
    }

    /** A full disk makes SQLite roll back by itself: then there is nothing left to be rolled back. */
    @Test
    void whatFailedIsSaidAndNotThatItsRollbackFailedToo() {
        TestDatabase.Place place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        String write = new Statements(database.dialect(), place.names()).insertProbe;
        Tap tap = new Tap(place) {
            @Override
            Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
                if (sql.equals(write)) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("ROLLBACK");
                    }
                    throw new SQLException("no room", "HY000");
                }
                return result;
            }
        };

        StoreException failure =
                assertThrows(StoreException.class, () -> JdbcShipmentStore.open(tap.dataSource(), place.settings()));

        assertTrue(failure.getMessage().contains("no room"), failure.getMessage());
    }

    @Test
    void aHalfMissingSchemaIsRefused() throws Exception {
        TestDatabase.Place place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        place.execute("DROP TABLE {receipt}");
        assertRefused(Reason.SCHEMA, "receipt is missing", refused(place.settings()));

        TestDatabase.Place incomplete = database.fresh();
        JdbcShipmentStore.migrate(incomplete.settings());
        incomplete.execute("ALTER TABLE {history} DROP COLUMN detail");
        assertRefused(Reason.SCHEMA, "not what it should be", refused(incomplete.settings()));

        TestDatabase.Place foreign = database.fresh();
        foreign.execute("CREATE TABLE {meta} (something INTEGER)");
        assertRefused(Reason.SCHEMA, "not what it should be", refused(foreign.settings()));
    }

    @Test
    void migratingTwiceChangesNothing() {
        TestDatabase.Place place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        try (JdbcShipmentStore store = JdbcShipmentStore.open(place.settings())) {
            store.accept(List.of(Orders.plan("1")), "shop");
            JdbcShipmentStore.migrate(place.settings());
            assertTrue(store.find(Orders.id("1")).isPresent());
        }
    }

    @Test
    void severalMayMigrateAndOpenAtOnce() throws Exception {
        TestDatabase.Place place = database.fresh();
        int processes = 4;
        CyclicBarrier together = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        try {
            List<Callable<Boolean>> starts = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                StoreSettings settings = new StoreSettings(
                        place.url(), i % 2 == 0 ? "even" : "odd", Duration.ofSeconds(20), place.properties());
                starts.add(() -> {
                    together.await();
                    JdbcShipmentStore.migrate(settings);
                    try (JdbcShipmentStore store = JdbcShipmentStore.open(settings)) {
                        return true;
                    } catch (StoreRefusedException e) {
                        assertEquals(Reason.INSTALLATION, e.reason());
                        return false;
                    }
                });
            }
            int opened = 0;
            for (Future<Boolean> start : threads.invokeAll(starts)) {
                opened += start.get() ? 1 : 0;
            }
            assertEquals(2, opened);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theStoreOfAnotherInstallationIsRefused() {
        TestDatabase.Place place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        JdbcShipmentStore.open(place.settings()).close();
        StoreSettings staging = new StoreSettings(place.url(), "staging", Duration.ofSeconds(5), place.properties());

        assertRefused(Reason.INSTALLATION, "belongs to the installation 'test', not to 'staging'", refused(staging));
        JdbcShipmentStore.open(place.settings()).close();
    }

    @Test
    void theFactoryIsDiscovered() {
        ShipmentStoreFactory factory = ServiceLoader.load(ShipmentStoreFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(JdbcShipmentStoreFactory.class::isInstance)
                .findFirst()
                .orElseThrow();
        TestDatabase.Place place = database.fresh();
        assertTrue(factory.supports(place.url()));
        factory.migrate(place.settings());
        factory.open(place.settings()).close();

        assertFalse(factory.supports("jdbc:derby:x"));
        StoreSettings other = new StoreSettings("jdbc:derby:x", "test", Duration.ofSeconds(1), Map.of());
        assertRefused(
                Reason.UNSUPPORTED,
                "supported are SQLite",
                assertThrows(StoreRefusedException.class, () -> factory.open(other)));
        assertThrows(StoreRefusedException.class, () -> factory.migrate(other));
        assertThrows(StoreRefusedException.class, () -> factory.migrationScript(other));
    }

    @Test
    void settingsThatNobodyKnowsAreRefused() {
        TestDatabase.Place place = database.fresh();
        assertUsage("unknown property synchronous", place.with("synchronous", "NORMAL"));
        String tooLong = "a".repeat(64);
        for (String wrong :
                List.of("x; DROP", "", "1a", "a.b", "A", "a\"b", "a'b", "a`b", "ä", "a b", "a-b", "a\n", tooLong)) {
            assertUsage("tablePrefix must be", place.with("tablePrefix", wrong));
            assertUsage("schema must", place.with("schema", wrong));
        }
    }

    private static void assertUsage(String part, TestDatabase.Place place) {
        for (Executable way : List.<Executable>of(
                () -> JdbcShipmentStore.migrate(place.settings()),
                () -> JdbcShipmentStore.open(place.settings()),
                () -> new JdbcShipmentStoreFactory().migrationScript(place.settings()))) {
            IllegalArgumentException usage = assertThrows(IllegalArgumentException.class, way);
            assertTrue(usage.getMessage().contains(part), usage.getMessage());
        }
    }
}
