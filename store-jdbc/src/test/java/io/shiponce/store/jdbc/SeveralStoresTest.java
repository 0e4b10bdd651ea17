package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shiponce.store.Control.Change;
import io.shiponce.store.Event;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two installations in one database, apart by prefix or by schema, with the same orders. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SeveralStoresTest {
    private static final String NO_SCHEMAS = "SQLite has no schemas";

    @Parameter
    TestDatabase database;

    private static JdbcShipmentStore store(TestDatabase.Place place, String installation) {
        StoreSettings settings =
                new StoreSettings(place.url(), installation, Duration.ofSeconds(5), place.properties());
        JdbcShipmentStore.migrate(settings);
        return JdbcShipmentStore.open(settings);
    }

    private boolean hasSchemas() {
        return database.dialect().selectSchema() != null;
    }

    @Test
    void prefixesKeepStoresApart() throws Exception {
        TestDatabase.Place place = database.fresh();
        assertApart(place, place.with("tablePrefix", "other_" + place.prefix()));
    }

    @Test
    void schemasKeepStoresApart() throws Exception {
        assumeTrue(hasSchemas(), NO_SCHEMAS);
        TestDatabase.Place place = database.fresh();
        TestDatabase.Place one = place.inOwnSchema();
        TestDatabase.Place two = place.inOwnSchema();
        assertEquals(one.prefix(), two.prefix());
        assertApart(one, two);
        // Nor is anything of theirs where a connection looks first.
        assertThrows(
                SQLException.class,
                () -> place.with("tablePrefix", one.prefix() + "none_").execute("SELECT 1 FROM {meta}"));
        StoreRefusedException elsewhere = assertThrows(
                StoreRefusedException.class,
                () -> JdbcShipmentStore.open(
                        one.with("schema", two.names().schema()).settings()));
        assertEquals(Reason.INSTALLATION, elsewhere.reason());
    }

    private void assertApart(TestDatabase.Place one, TestDatabase.Place two) throws Exception {
        try (JdbcShipmentStore first = store(one, "one");
                JdbcShipmentStore second = store(two, "two")) {
            second.accept(Orders.plans(2), "shop");
            assertEquals(
                    0,
                    first.exchange(Orders.exchange(Orders.claim(10))).claimed().size());
            first.accept(Orders.plans(4), "shop");
            List<ShipmentRecord> claimed = first.exchange(Orders.exchange(Orders.claim(10))).claimed().stream()
                    .map(StoredShipment::shipment)
                    .toList();
            assertEquals(4, claimed.size());
            first.exchange(Orders.exchange(claimed.stream()
                    .map(shipment -> Orders.settlement(shipment, Orders.accepted("T")))
                    .toList()));
            first.control(new Change.PauseCarrier(Orders.CARRIER, "ann", "one's"));
            assertEquals(4, first.erase(first.erasable(Instant.now().plusSeconds(60), 10)));

            assertEquals(2, second.events(Event.START, 100).size());
            assertEquals(
                    List.of(ShipmentState.PENDING, ShipmentState.PENDING),
                    second.page(ShipmentFilter.ALL, null, 10).stream()
                            .map(ShipmentRecord::state)
                            .toList());
            assertTrue(second.receipts(Orders.id("n0")).isEmpty());
            assertEquals(1, second.history(Orders.id("n0")).size());
            assertTrue(second.control().pauses().isEmpty());
            List<StoredShipment> others =
                    second.exchange(Orders.exchange(Orders.claim(10))).claimed();
            assertEquals(2, others.size());
            assertEquals(Orders.payload("goods of n0/1"), others.get(0).payload());
            assertWaitsForNobody(first, second, two);
        }
    }

    /** An open transaction in the one keeps nobody waiting in the other, not even whoever has to be alone in it. */
    private void assertWaitsForNobody(JdbcShipmentStore first, JdbcShipmentStore second, TestDatabase.Place two)
            throws SQLException {
        if (database == TestDatabase.SQLITE) {
            // One writer per file.
            return;
        }
        try (Connection shop = two.connect()) {
            shop.setAutoCommit(false);
            second.register(shop, Orders.plan("slow"), "shop");

            first.control(new Change.Restored(Duration.ofSeconds(1)));
            first.accept(List.of(Orders.plan("later")), "shop");

            shop.commit();
        }
        assertEquals(1, second.history(Orders.id("slow")).size());
        assertFalse(second.control().incarnation() == first.control().incarnation());
    }

    /** The shop's connection may look elsewhere first: the tables are named in full. */
    @Test
    void anOrderIsRegisteredWhereverTheConnectionLooks() throws Exception {
        assumeTrue(hasSchemas(), NO_SCHEMAS);
        TestDatabase.Place place = database.fresh().inOwnSchema();
        TestDatabase.Place other = place.inOwnSchema();
        try (JdbcShipmentStore store = store(place, "one");
                JdbcShipmentStore trap = store(other, "two");
                Connection shop = place.connect();
                Statement statement = shop.createStatement()) {
            String schema = other.names().schema();
            statement.execute(
                    switch (database) {
                        case POSTGRESQL -> "SET search_path = " + schema;
                        case MARIADB -> "USE " + schema;
                        case H2 -> "SET SCHEMA " + schema;
                        case SQLITE -> throw new AssertionError(NO_SCHEMAS);
                    });
            shop.setAutoCommit(false);
            store.register(shop, Orders.plan("1"), "shop");
            shop.commit();

            assertTrue(store.find(Orders.id("1")).isPresent());
            assertTrue(trap.find(Orders.id("1")).isEmpty());
        }
    }

    /** The audit looks at the store's own tables, wherever these are, and at no others. */
    @Test
    void s3_whatIsWrongWithTheTablesOfOneIsNoneOfTheOthers() throws Exception {
        assumeTrue(hasSchemas(), NO_SCHEMAS);
        TestDatabase.Place place = database.fresh();
        TestDatabase.Place one = place.inOwnSchema();
        try (JdbcShipmentStore first = store(one, "one");
                JdbcShipmentStore second = store(place.inOwnSchema(), "two")) {
            one.execute(
                    switch (database) {
                        case POSTGRESQL -> "ALTER TABLE {receipt} SET UNLOGGED";
                        case MARIADB -> "ALTER TABLE {receipt} ENGINE = Aria";
                        case H2 -> "ALTER TABLE {pause} ALTER COLUMN reason VARCHAR_IGNORECASE NOT NULL";
                        case SQLITE -> throw new AssertionError(NO_SCHEMAS);
                    });

            assertTrue(
                    first.audit().complaints().contains("tables"), first.audit().complaints());
            assertTrue(second.audit().holds(), second.audit().complaints());
        }
    }

    @Test
    void aSchemaThatIsNotThereIsRefused() {
        TestDatabase.Place place = database.fresh().with("schema", "nowhere");
        Reason reason = hasSchemas() ? Reason.SCHEMA : Reason.UNSUPPORTED;
        String part = hasSchemas() ? "CREATE SCHEMA nowhere" : "has no schemas: leave the property schema out";
        for (Runnable way : List.<Runnable>of(
                () -> JdbcShipmentStore.migrate(place.settings()), () -> JdbcShipmentStore.open(place.settings()))) {
            StoreRefusedException refusal = assertThrows(StoreRefusedException.class, way::run);
            assertEquals(reason, refusal.reason());
            assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
        }
        if (!hasSchemas()) {
            assertThrows(
                    StoreRefusedException.class,
                    () -> new JdbcShipmentStoreFactory().migrationScript(place.settings()));
        }
    }
}
