package io.shiponce.store.jdbc;

import io.shiponce.CrashSimulation;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import org.jspecify.annotations.Nullable;

/** The crash simulation on a database: real transactions, simulated time. */
abstract class SqlSimulation extends CrashSimulation {
    private final TestDatabase database;
    TestDatabase.@Nullable Place place;
    private MutableClock clock = new MutableClock();

    SqlSimulation(TestDatabase database) {
        this.database = database;
    }

    @Override
    protected ShipmentStore openFresh(MutableClock simulated) {
        place = database.fresh();
        clock = simulated;
        JdbcShipmentStore.migrate(place.settings());
        return openAgain();
    }

    @Override
    protected ShipmentStore openAgain() {
        if (place == null) {
            throw new IllegalStateException("call openFresh first");
        }
        return JdbcShipmentStore.open(place.settings(), clock);
    }
}
