package io.shiponce.testkit;

import io.shiponce.store.ShipmentStore;
import java.time.Duration;

/** The contract, against the in-memory store. */
final class InMemoryShipmentStoreTest extends ShipmentStoreContract {
    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);

    @Override
    protected ShipmentStore openFresh() {
        return store;
    }

    @Override
    protected ShipmentStore openAgain() {
        return store;
    }

    @Override
    protected boolean advanceClock(Duration time) {
        clock.advance(time);
        return true;
    }
}
