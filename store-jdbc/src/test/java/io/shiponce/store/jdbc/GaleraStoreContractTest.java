package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentStore;

/** The contract with what a cluster has in place of locks, on one server that is in none. */
final class GaleraStoreContractTest extends ClockedStoreContract {
    GaleraStoreContractTest() {
        super(TestDatabase.MARIADB.fresh());
    }

    @Override
    protected ShipmentStore openAgain() {
        JdbcShipmentStore.open(place.settings(), clock).close(); // It is somebody's from now on.
        return CommitProofTest.onANode(ConnectionSource.ofUrl(place.settings()), place, clock);
    }
}
