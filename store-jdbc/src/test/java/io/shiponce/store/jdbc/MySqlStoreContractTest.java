package io.shiponce.store.jdbc;

/** The contract, on a MySQL server that is given. */
@OnMySql
final class MySqlStoreContractTest extends ClockedStoreContract {
    MySqlStoreContractTest() {
        super(TestDatabase.mysql());
    }
}
