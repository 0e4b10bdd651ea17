package io.shiponce.store.jdbc;

/** The contract, on MariaDB. */
final class MariaDbStoreContractTest extends ClockedStoreContract {
    MariaDbStoreContractTest() {
        super(TestDatabase.MARIADB.fresh());
    }
}
