package io.shiponce.store.jdbc;

/** The contract, on SQLite. */
final class SqliteStoreContractTest extends ClockedStoreContract {
    SqliteStoreContractTest() {
        super(TestDatabase.SQLITE.fresh());
    }
}
