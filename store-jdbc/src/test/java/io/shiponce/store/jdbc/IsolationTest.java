package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whatever isolation level connections come with: the store's own, and those that a shop's orders are registered on. */
class IsolationTest extends StoreTest {
    private static final int ENGINES = 3;
    private static final int SHIPMENTS = 90;

    /** As the server's or the pool's default, by name. */
    private List<String> levels() {
        return switch (database) {
            case SQLITE -> List.of("PRAGMA read_uncommitted = TRUE", "PRAGMA read_uncommitted = FALSE");
            case POSTGRESQL ->
                set(
                        "SET default_transaction_isolation = '@'",
                        "read uncommitted",
                        "read committed",
                        "repeatable read",
                        "serializable");
            case MARIADB ->
                set(
                        "SET SESSION TRANSACTION ISOLATION LEVEL @",
                        "READ UNCOMMITTED",
                        "READ COMMITTED",
                        "REPEATABLE READ",
                        "SERIALIZABLE");
            case H2 ->
                set(
                        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL @",
                        "READ UNCOMMITTED",
                        "READ COMMITTED",
                        "REPEATABLE READ",
                        "SNAPSHOT",
                        "SERIALIZABLE");
        };
    }

    private static List<String> set(String statement, String... levels) {
        return List.of(levels).stream()
                .map(level -> statement.replace("@", level))
                .toList();
    }

    private Connection at(String level) throws SQLException {
        Connection connection = place.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute(level);
        }
        return connection;
    }

    /** The claims of engines that race each other, at each level that their pool may have as its default. */
    @Test
    void s2_atNoLevelOfThePoolIsAShipmentClaimedTwiceOrACallLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ENGINES);
        try {
            for (String level : levels()) {
                accept(SHIPMENTS, level);
                Queue<ShipmentId> claimed = new ConcurrentLinkedQueue<>();
                List<Callable<Void>> engines = new ArrayList<>();
                for (int i = 0; i < ENGINES; i++) {
                    JdbcShipmentStore engine = closedLater(
                            JdbcShipmentStore.open(ThreadBound.dataSource(() -> at(level)), place.settings(), clock));
                    assertTrue(engine.audit().holds(), level);
                    engines.add(() -> {
                        dispatchAll(engine, claimed);
                        return null;
                    });
                }
                for (Future<Void> engine : threads.invokeAll(engines)) {
                    engine.get();
                }
                assertEquals(SHIPMENTS, claimed.size(), level);
                assertEquals(SHIPMENTS, claimed.stream().distinct().count(), level);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                Map.of(ShipmentState.CONFIRMED, (long) SHIPMENTS * levels().size()),
                store.counts(ShipmentFilter.ALL).get(0).states());
    }

    private void accept(int count, String level) {
        List<OrderPlan> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plans.add(Orders.plan(levels().indexOf(level) + "-" + i));
        }
        store.accept(plans, "shop");
    }

    private static void dispatchAll(JdbcShipmentStore engine, Queue<ShipmentId> claimed) {
        List<Settlement> settlements = List.of();
        do {
            ExchangeResult result = engine.exchange(Orders.exchange(settlements, Orders.claim(10)));
            claimed.addAll(ids(result.claimed()));
            List<Settlement> next = new ArrayList<>(settlements);
            result.settled().forEach(settled -> next.remove(settled.settlement()));
            for (StoredShipment one : result.claimed()) {
                next.add(Orders.settlement(
                        one.shipment(), Orders.accepted("T" + one.shipment().id())));
            }
            settlements = next;
        } while (!settlements.isEmpty());
    }

    /** Two transactions of a shop register the same order at once, each having read something before: one of them stores it. */
    @Test
    void s13_atEachLevelOfTheShopAnOrderIsRegisteredOnce() throws Exception {
        for (String level : levels()) {
            String number = "r" + levels().indexOf(level);
            try (Connection first = at(level);
                    Connection second = at(level)) {
                begin(first);
                begin(second);
                assertTrue(store.register(first, Orders.plan(number), "shop") instanceof AcceptResult.Stored, level);
                first.commit();

                assertStoredBefore(registered(second, number), level);
                second.commit();
            }
            assertEquals(ShipmentState.PENDING, shipment(Orders.id(number)).state(), level);
        }
    }

    /** An engine of before a restore tells what it has sent when the shop's transaction has begun, and looks at what was there before. */
    @Test
    void r5_atEachLevelOfTheShopEvidenceOfAForgottenShipmentCounts() throws Exception {
        for (String level : levels()) {
            String number = "f" + levels().indexOf(level);
            try (Connection shop = at(level)) {
                begin(shop, "probe");
                store.exchange(Orders.exchange(List.of(new Settlement(
                        Orders.id(number),
                        new ExchangeId("forgotten"),
                        1,
                        1,
                        Orders.ENGINE,
                        1,
                        Orders.accepted("T" + number)))));
                registered(shop, number);
                shop.commit();
            }
            assertEquals(ShipmentState.CONFIRMED, shipment(Orders.id(number)).state(), level);
        }
    }

    /** In a transaction with a view of its own, of before the other's commit. */
    private void begin(Connection connection) throws SQLException {
        begin(connection, "meta");
    }

    private void begin(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT count(*) FROM " + place.prefix() + table)
                    .close();
        }
    }

    /** The database may undo it; then it is done again, as the shop would. */
    private AcceptResult registered(Connection connection, String number) throws SQLException {
        try {
            return store.register(connection, Orders.plan(number), "shop");
        } catch (StoreException e) {
            connection.rollback();
            return store.register(connection, Orders.plan(number), "shop");
        }
    }

    private static void assertStoredBefore(AcceptResult result, String level) {
        assertTrue(result instanceof AcceptResult.AlreadyStored, level + ": " + result);
    }

    /** Set back behind the store: claimsOf would not show what it has waited for, and a lost commit would be taken for none. */
    @Test
    void r4_aLevelThatKeepsItsFirstViewIsFound() {
        if (database == TestDatabase.POSTGRESQL) {
            Tap tap = new Tap(place) {
                @Override
                void configured(Connection connection) throws SQLException {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                }
            };
            try (JdbcShipmentStore changed = JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock)) {
                String complaints = changed.audit().complaints();
                assertTrue(complaints.startsWith("transaction_isolation is repeatable read: "), complaints);
            }
        }
    }
}
