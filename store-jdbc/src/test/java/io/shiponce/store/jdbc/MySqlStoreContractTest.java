package io.shiponce.store.jdbc;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, on a MySQL server that is given. */
@EnabledIfSystemProperty(named = TestDatabase.MYSQL, matches = ".+", disabledReason = TestDatabase.NO_MYSQL)
final class MySqlStoreContractTest extends ClockedStoreContract {
    MySqlStoreContractTest() {
        super(TestDatabase.mysql());
    }
}
