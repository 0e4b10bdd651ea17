package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.shiponce.internal.RigDispatch;
import io.shiponce.internal.SimulatedStore;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a shipment costs the database and the heap, counted: 640 of them with 64 slots, from the start of a run to its end, the run's own
 * counting and looking around included. No time is measured, so the bounds hold on any machine; they are what was counted when they were
 * written, and a little more.
 */
final class DispatchCostTest {
    private static final int SHIPMENTS = 640;
    private static final int SLOTS = 64;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void commitsStatementsAndRoundTripsPerShipmentAreBounded(TestDatabase database) {
        TestDatabase.Place place = database.fresh();
        Counter counter = new Counter(place);
        try (RigDispatch dispatch = new RigDispatch(new Tapped(place, counter), SHIPMENTS, SLOTS)) {
            counter.reset();
            dispatch.run();
            String cost = counter.toString();
            assertEquals(SHIPMENTS, dispatch.confirmed());
            System.out.println("Per shipment on " + database + ": " + cost);
            assertTrue(counter.perShipment(counter.commits) <= 0.04, cost);
            // PostgreSQL writes all rows of an exchange at once, and is sent several statements at once.
            boolean joined = database == TestDatabase.POSTGRESQL;
            assertTrue(counter.perShipment(counter.statements) <= (joined ? 0.14 : 5.5), cost);
            assertTrue(counter.perShipment(counter.roundTrips) <= (joined ? 0.16 : 0.35), cost);
        }
    }

    /** Not of H2, the whole of which runs on this thread. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void bytesAllocatedPerShipmentAreBounded(TestDatabase database) {
        // The first run loads classes and fills caches.
        allocated(database);
        long perShipment = allocated(database) / SHIPMENTS;
        System.out.println("Per shipment on " + database + ": " + perShipment + " bytes allocated");
        assertTrue(perShipment <= 21_000, perShipment + " bytes per shipment");
    }

    /** All of it happens on this thread: engine, senders, store and driver. */
    private long allocated(TestDatabase database) {
        try (RigDispatch dispatch = new RigDispatch(new Tapped(database.fresh(), null), SHIPMENTS, SLOTS)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            dispatch.run();
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(SHIPMENTS, dispatch.confirmed());
            return bytes;
        }
    }

    /** Counts what is sent to the database. */
    private static final class Counter extends Tap {
        private long commits;
        private long statements;
        private long roundTrips;

        Counter(TestDatabase.Place place) {
            super(place);
        }

        void reset() {
            commits = 0;
            statements = 0;
            roundTrips = 0;
        }

        @Override
        void called(String method) {
            if (method.equals("addBatch")) {
                statements++;
            } else if (method.equals("executeBatch") || method.equals("executeLargeBatch")) {
                roundTrips++;
            } else if (method.startsWith("execute")) {
                statements++;
                roundTrips++;
            }
        }

        @Override
        void commit(Connection connection) throws SQLException {
            commits++;
            roundTrips++;
            super.commit(connection);
        }

        double perShipment(long count) {
            return (double) count / SHIPMENTS;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.4f commits, %.2f statements, %.3f round trips",
                    perShipment(commits),
                    perShipment(statements),
                    perShipment(roundTrips));
        }
    }

    private static final class Tapped implements SimulatedStore {
        private final TestDatabase.Place place;
        private final @Nullable Tap tap;
        private MutableClock clock = new MutableClock();

        Tapped(TestDatabase.Place place, @Nullable Tap tap) {
            this.place = place;
            this.tap = tap;
        }

        @Override
        public ShipmentStore openFresh(MutableClock simulated) {
            JdbcShipmentStore.migrate(place.settings());
            clock = simulated;
            return openAgain();
        }

        @Override
        public ShipmentStore openAgain() {
            return tap == null
                    ? JdbcShipmentStore.open(place.settings(), clock)
                    : JdbcShipmentStore.open(tap.dataSource(), place.settings(), clock);
        }

        @Override
        public @Nullable Runnable backup() {
            return null;
        }
    }
}
