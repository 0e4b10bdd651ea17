package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What MariaDB is tested for, on a MySQL server that is given. */
@OnMySql
class MySqlTest extends MySqlFamilyTest {
    MySqlTest() {
        super(TestDatabase.mysql());
    }

    @Test
    void s3_aDurableServerHolds() {
        assertTrue(store.audit().holds(), store.audit().complaints());
        assertTrue(store.audit().description().startsWith("MySQL "));
    }

    @Override
    String deadlocks() {
        return "SELECT count FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'";
    }

    @Override
    String waitingForRows() {
        return "SELECT variable_value FROM performance_schema.global_status"
                + " WHERE variable_name = 'Innodb_row_lock_current_waits'";
    }
}
