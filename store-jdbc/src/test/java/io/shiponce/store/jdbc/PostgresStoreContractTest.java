package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.ShipmentStoreContract;

/** The contract, on PostgreSQL, with the server's own clock. */
final class PostgresStoreContractTest extends ShipmentStoreContract {
    private final TestDatabase.Place place = TestDatabase.POSTGRESQL.fresh();

    @Override
    protected ShipmentStore openFresh() {
        JdbcShipmentStore.migrate(place.settings());
        return openAgain();
    }

    @Override
    protected ShipmentStore openAgain() {
        return JdbcShipmentStore.open(place.settings());
    }
}
