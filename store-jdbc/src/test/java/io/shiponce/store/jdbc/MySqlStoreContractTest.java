package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.ShipmentStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, on a MySQL server that is given, with a clock that the tests move. */
@EnabledIfSystemProperty(named = TestDatabase.MYSQL, matches = ".+", disabledReason = TestDatabase.NO_MYSQL)
final class MySqlStoreContractTest extends ShipmentStoreContract {
    private final MutableClock clock = new MutableClock();
    private final TestDatabase.Place place = TestDatabase.mysql();

    @Override
    protected ShipmentStore openFresh() {
        JdbcShipmentStore.migrate(place.settings());
        return openAgain();
    }

    @Override
    protected ShipmentStore openAgain() {
        return JdbcShipmentStore.open(place.settings(), clock);
    }

    @Override
    protected boolean advanceClock(Duration time) {
        clock.advance(time);
        return true;
    }
}
