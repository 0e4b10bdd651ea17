package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.Event;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How a schema comes into a database, from nothing and from the version before, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SchemaTest {
    /** One version more than there is, from a file of the tests. */
    private static final Schema NEXT = new Schema(Sql.both(Schema.PRESENT.files(), List.of("next")));

    private static final int ENGINES = 3;

    @Parameter
    TestDatabase database;

    private static void migrate(TestDatabase.Place place, Schema schema) {
        new Opening(ConnectionSource.ofUrl(place.settings()), place.settings(), schema).migrate();
    }

    private static JdbcShipmentStore open(TestDatabase.Place place, Schema schema) {
        StoreSettings settings = place.settings();
        return new JdbcShipmentStore(new Opening(ConnectionSource.ofUrl(settings), settings, schema).open(null));
    }

    private SchemaShape shape(TestDatabase.Place place) throws SQLException {
        List<String> tables = new Statements(database.dialect(), place.names()).tables();
        return SchemaShape.of(place, Sql.both(tables, List.of("arrival")));
    }

    private static String refused(Runnable action) {
        StoreRefusedException refusal = assertThrows(StoreRefusedException.class, action::run);
        assertEquals(Reason.SCHEMA, refusal.reason());
        return refusal.getMessage();
    }

    private static long number(TestDatabase.Place place, String sql) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(place.names().fill(sql))) {
            results.next();
            return results.getLong(1);
        }
    }

    /** Everything that the store shows of itself. */
    private record Content(
            List<ShipmentRecord> shipments, List<Object> details, List<Event> events, Object counts, Object control) {
        static Content of(JdbcShipmentStore store) {
            List<ShipmentRecord> shipments = store.page(ShipmentFilter.ALL, null, 100);
            List<Object> details = new ArrayList<>();
            for (ShipmentRecord shipment : shipments) {
                details.add(store.find(shipment.id()).orElseThrow());
                details.add(store.history(shipment.id()));
                details.add(store.receipts(shipment.id()));
            }
            return new Content(
                    shipments,
                    details,
                    store.events(Event.START, 100),
                    store.counts(ShipmentFilter.ALL),
                    List.of(store.control().pauses(), store.control().incarnation()));
        }
    }

    /** A place of the first version with shipments in every stage; returns one whose claim is open. */
    private static ShipmentRecord fill(TestDatabase.Place place) {
        migrate(place, Schema.PRESENT);
        try (JdbcShipmentStore store = open(place, Schema.PRESENT)) {
            store.accept(Orders.plans(5), "shop");
            List<ShipmentRecord> claimed = store.exchange(Orders.exchange(Orders.claim(4))).claimed().stream()
                    .map(StoredShipment::shipment)
                    .toList();
            store.exchange(Orders.exchange(List.<Settlement>of(
                    Orders.settlement(claimed.get(0), Orders.accepted("T-1")),
                    Orders.settlement(claimed.get(1), Orders.unknown()),
                    Orders.settlement(claimed.get(2), Orders.notSent()))));
            return claimed.get(3);
        }
    }

    @Test
    void anUpgradeKeepsDataAndHistory() throws Exception {
        TestDatabase.Place place = database.fresh();
        ShipmentRecord claimed = fill(place);
        Content before;
        try (JdbcShipmentStore store = open(place, Schema.PRESENT)) {
            before = Content.of(store);
        }

        String unmigrated = refused(() -> open(place, NEXT));
        assertTrue(unmigrated.contains("version 1, expected 2: run the migration"), unmigrated);
        assertTrue(unmigrated.contains("from \"-- version 2\" on"), unmigrated);
        assertEquals(1, number(place, "SELECT schema_version FROM {meta}"));
        migrate(place, NEXT);
        migrate(place, NEXT);

        try (JdbcShipmentStore store = open(place, NEXT)) {
            assertEquals(before, Content.of(store));
            assertTrue(store.audit().holds(), store.audit().complaints());
            assertInstanceOf(
                    AcceptResult.AlreadyStored.class,
                    store.accept(List.of(Orders.plan("n0")), "shop").get(0));
            store.exchange(Orders.exchange(List.of(Orders.settlement(claimed, Orders.accepted("T-2")))));
            assertEquals(
                    ShipmentState.CONFIRMED,
                    store.find(claimed.id()).orElseThrow().shipment().state());
        }
        assertEquals(5, number(place, "SELECT count(*) FROM {shipment} WHERE upgraded = 1"));
        assertEquals(5, number(place, "SELECT count(*) FROM {arrival}"));
        TestDatabase.Place empty = database.fresh();
        migrate(empty, NEXT);
        assertEquals(shape(empty), shape(place));
    }

    @Test
    void olderSoftwareRefusesANewerSchema() throws Exception {
        TestDatabase.Place place = database.fresh();
        migrate(place, NEXT);

        assertTrue(refused(() -> open(place, Schema.PRESENT)).contains("version 2, expected 1: use newer software"));
        String newer = refused(() -> migrate(place, Schema.PRESENT));
        assertTrue(newer.contains("version 2, newer than this software's version 1"), newer);
        open(place, NEXT).close();
    }

    /** Wherever it is cut off, nothing is lost, and it is completed when it is run again. */
    @Test
    void anUpgradeThatWasCutOffIsCompleted() throws Exception {
        TestDatabase.Place place = database.fresh();
        fill(place);
        Content before;
        try (JdbcShipmentStore store = open(place, Schema.PRESENT)) {
            before = Content.of(store);
        }
        List<String> statements = NEXT.statements(database.dialect(), place.names(), NEXT.version());
        for (String last : statements) {
            Dying dying = new Dying(place, last);
            assertThrows(
                    StoreException.class,
                    () -> new Opening(ConnectionSource.of(dying.dataSource(), place.settings()), place.settings(), NEXT)
                            .migrate());
            assertTrue(dying.isDead, last);
            refused(() -> open(place, NEXT));
            try (JdbcShipmentStore store = open(place, Schema.PRESENT)) {
                assertEquals(before, Content.of(store));
            }
        }

        migrate(place, NEXT);

        try (JdbcShipmentStore store = open(place, NEXT)) {
            assertEquals(before, Content.of(store));
        }
        assertEquals(5, number(place, "SELECT count(*) FROM {shipment} WHERE upgraded = 1"));
        assertEquals(5, number(place, "SELECT count(*) FROM {arrival}"));
        TestDatabase.Place empty = database.fresh();
        migrate(empty, NEXT);
        assertEquals(shape(empty), shape(place));
    }

    /** From one statement on, the process is gone: nothing is run, nor committed. */
    private static final class Dying extends Tap {
        private final String last;
        private boolean isDead;

        Dying(TestDatabase.Place place, String last) {
            super(place);
            this.last = last;
        }

        @Override
        void beforeExecute(String sql) throws SQLException {
            isDead |= sql.equals(last);
            if (isDead) {
                throw new SQLException("the process has died");
            }
        }

        @Override
        void commit(Connection connection) throws SQLException {
            beforeExecute("commit");
            connection.commit();
        }
    }

    /** What has failed lets go of everything at once, even if its connection lives on in a pool. */
    @Test
    void aMigrationThatFailedHoldsNothing() throws Exception {
        TestDatabase.Place place = database.fresh();
        List<String> statements = Schema.PRESENT.statements(database.dialect(), place.names(), 1);
        String last = statements.get(statements.size() - 1);
        try (Pooled pooled = new Pooled(place, last)) {
            // The server must not cut it off by itself meanwhile.
            StoreSettings patient = place.settings(Duration.ofMinutes(5));
            assertThrows(StoreException.class, () -> JdbcShipmentStore.migrate(pooled.dataSource(), patient));

            assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> JdbcShipmentStore.migrate(place.settings(Duration.ofSeconds(1))));
            open(place, Schema.PRESENT).close();
        }
    }

    /** One statement fails; the connection is not closed by whoever is done with it. */
    private static final class Pooled extends Tap implements AutoCloseable {
        private final String wrong;
        private final List<Connection> kept = new ArrayList<>();

        Pooled(TestDatabase.Place place, String wrong) {
            super(place);
            this.wrong = wrong;
        }

        @Override
        void beforeExecute(String sql) throws SQLException {
            if (sql.equals(wrong)) {
                throw new SQLException("no space left");
            }
        }

        @Override
        void closed(Connection connection) {
            kept.add(connection);
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : kept) {
                connection.close();
            }
        }
    }

    @Test
    void enginesThatStartAtOnceOnAnEmptyDatabaseMakeOneSchema() throws Exception {
        TestDatabase.Place reference = database.fresh();
        migrate(reference, Schema.PRESENT);
        SchemaShape expected = shape(reference);
        for (int round = 0; round < rounds(); round++) {
            TestDatabase.Place place = database.fresh();
            startTogether(place, Schema.PRESENT);
            assertEquals(expected, shape(place));
        }
    }

    @Test
    void enginesThatStartAtOnceUpgradeOnce() throws Exception {
        TestDatabase.Place reference = database.fresh();
        migrate(reference, NEXT);
        SchemaShape expected = shape(reference);
        for (int round = 0; round < (rounds() + 1) / 2; round++) {
            TestDatabase.Place place = database.fresh();
            migrate(place, Schema.PRESENT);
            startTogether(place, NEXT);
            assertEquals(expected, shape(place));
        }
    }

    private int rounds() {
        return switch (database) {
            case SQLITE -> 12;
            case POSTGRESQL -> 8;
            case H2 -> 4;
            // It syncs the disk several times for each table.
            case MARIADB -> 3;
        };
    }

    /** All of them open; of their claims on the one shipment that all of them accept, one wins. */
    private static void startTogether(TestDatabase.Place place, Schema schema) throws Exception {
        CyclicBarrier together = new CyclicBarrier(ENGINES);
        ExecutorService threads = Executors.newFixedThreadPool(ENGINES);
        try {
            Callable<Integer> engine = () -> {
                together.await();
                migrate(place, schema);
                try (JdbcShipmentStore store = open(place, schema)) {
                    store.accept(List.of(Orders.plan("1")), "shop");
                    return store.exchange(Orders.exchange(Orders.claim(1)))
                            .claimed()
                            .size();
                }
            };
            int claimed = 0;
            for (Future<Integer> started : threads.invokeAll(List.of(engine, engine, engine))) {
                claimed += started.get();
            }
            assertEquals(1, claimed);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, number(place, "SELECT count(*) FROM {meta}"));
        assertEquals(schema.version(), number(place, "SELECT schema_version FROM {meta}"));
    }

    /** As a person runs it: the whole text at once, on a connection that is not ours. */
    @Test
    void thePrintedScriptIsTheSchema() throws Exception {
        List<TestDatabase.Place> places = new ArrayList<>(List.of(database.fresh()));
        if (database.dialect().selectSchema() != null) {
            places.add(database.fresh().inOwnSchema());
        }
        for (TestDatabase.Place place : places) {
            String script = new JdbcShipmentStoreFactory().migrationScript(place.settings());
            assertTrue(script.startsWith("-- version 1\n"), script);
            assertFalse(script.contains("$"), script);
            byHand(place, script);
            TestDatabase.Place migrated = database.fresh();
            migrate(migrated, Schema.PRESENT);

            assertEquals(shape(migrated), shape(place));
            migrate(place, Schema.PRESENT);
            assertEquals(shape(migrated), shape(place));
            try (JdbcShipmentStore store = open(place, Schema.PRESENT)) {
                assertTrue(store.audit().holds(), store.audit().complaints());
                store.accept(Orders.plans(2), "shop");
                assertEquals(
                        2,
                        store.exchange(Orders.exchange(Orders.claim(5)))
                                .claimed()
                                .size());
            }
        }
    }

    @Test
    void thePrintedUpgradeIsTheUpgrade() throws Exception {
        TestDatabase.Place place = database.fresh();
        fill(place);
        String script = NEXT.script(database.dialect(), place.names());
        byHand(place, script.substring(script.indexOf(Schema.heading(2))));

        TestDatabase.Place migrated = database.fresh();
        migrate(migrated, NEXT);
        assertEquals(shape(migrated), shape(place));
        open(place, NEXT).close();
    }

    private void byHand(TestDatabase.Place place, String script) throws SQLException {
        String more = database == TestDatabase.MARIADB ? "&allowMultiQueries=true" : "";
        TestDatabase.Place tolerant = new TestDatabase.Place(place.url() + more, place.properties());
        try (Connection connection = tolerant.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }
}
