package io.shiponce.store.jdbc;

/** The contract, on H2. */
final class H2StoreContractTest extends ClockedStoreContract {
    H2StoreContractTest() {
        super(TestDatabase.H2.fresh());
    }
}
