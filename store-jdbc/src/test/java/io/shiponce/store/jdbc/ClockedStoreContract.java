package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.ShipmentStoreContract;
import java.time.Duration;

/** The contract, on a database of the test's own, with a clock that the tests move. */
abstract class ClockedStoreContract extends ShipmentStoreContract {
    final MutableClock clock = new MutableClock();
    final TestDatabase.Place place;

    ClockedStoreContract(TestDatabase.Place place) {
        this.place = place;
    }

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
