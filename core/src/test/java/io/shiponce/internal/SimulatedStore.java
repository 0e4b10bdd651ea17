package io.shiponce.internal;

import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import org.jspecify.annotations.Nullable;

/** The store of a simulation. One thread only. */
public interface SimulatedStore {
    /** A new, empty store whose time is that of this clock. Called once. */
    ShipmentStore openFresh(MutableClock clock) throws Exception;

    /** The same store, as another process opens it: for each engine, and after each crash. */
    ShipmentStore openAgain() throws Exception;

    /** Keeps all that is stored now; running the answer brings exactly that back. Null if the store cannot. */
    @Nullable
    Runnable backup() throws Exception;

    /** One in memory. */
    static SimulatedStore inMemory() {
        return new SimulatedStore() {
            private @Nullable InMemoryShipmentStore store;

            @Override
            public ShipmentStore openFresh(MutableClock clock) {
                store = new InMemoryShipmentStore(clock);
                return store;
            }

            @Override
            public ShipmentStore openAgain() {
                return opened();
            }

            @Override
            public Runnable backup() {
                InMemoryShipmentStore.Snapshot snapshot = opened().snapshot();
                return () -> opened().restore(snapshot);
            }

            private InMemoryShipmentStore opened() {
                if (store == null) {
                    throw new IllegalStateException("call openFresh first");
                }
                return store;
            }
        };
    }
}
