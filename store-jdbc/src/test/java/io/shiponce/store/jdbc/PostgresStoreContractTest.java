package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.ShipmentStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The contract, on PostgreSQL, with the server's own clock. */
final class PostgresStoreContractTest extends ShipmentStoreContract {
    private final TestDatabase.Place place = TestDatabase.POSTGRESQL.fresh();

    @Override
    protected ShipmentStore openFresh() {
        JdbcShipmentStore.migrate(place.settings());
        return openAgain();
    }

    @Override
    protected JdbcShipmentStore openAgain() {
        return JdbcShipmentStore.open(place.settings());
    }

    /** Here a stopped caller is a transaction that holds rows and does not go on. */
    @Override
    @Test
    protected void s12_aCallerThatStopsInTheMiddleBlocksNobody() {
        assertDoesNotThrow(this::claimBesideAStoppedCaller);
    }

    private void claimBesideAStoppedCaller() throws SQLException {
        try (JdbcShipmentStore store = openAgain();
                Connection stopped = place.connect();
                Statement statement = stopped.createStatement()) {
            store.accept(Orders.plans(2), "shop");
            stopped.setAutoCommit(false);
            statement.execute("SELECT 1 FROM " + place.prefix() + "shipment WHERE id = 's-n0-1' FOR UPDATE");

            assertEquals(
                    1,
                    store.exchange(Orders.exchange(Orders.claim(5))).claimed().size());
        }
    }

    @Override
    @Test
    protected void s13_noWriteJoinsACallersTransaction() {
        assertDoesNotThrow(this::claimBesideACallersTransaction);
    }

    private void claimBesideACallersTransaction() throws SQLException {
        try (JdbcShipmentStore store = openAgain();
                Connection caller = place.connect()) {
            store.accept(Orders.plans(1), "shop");
            caller.setAutoCommit(false);
            store.register(caller, Orders.plan("callers"), "shop");
            store.exchange(Orders.exchange(Orders.claim(5)));
            caller.rollback();

            assertEquals(
                    ShipmentState.CLAIMED,
                    store.find(Orders.id("n0")).orElseThrow().shipment().state());
            assertTrue(store.find(Orders.id("callers")).isEmpty());
        }
    }
}
