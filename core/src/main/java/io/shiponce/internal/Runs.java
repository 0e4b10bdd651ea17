package io.shiponce.internal;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The runs under way: whose turn it is at a lane, how much is left, and when a manual one is over. Coordinator only. */
final class Runs {
    private static final long COUNT_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<Run> all = new ArrayList<>();
    private final ShipmentStore store;
    private final Map<String, Lane> lanes;
    private final LongSupplier nanos;
    private final StoreClock clock;
    private final Map<Lane, Integer> turns = new HashMap<>();
    private long countAtNanos;

    Runs(ShipmentStore store, Map<String, Lane> lanes, LongSupplier nanos, StoreClock clock) {
        this.store = store;
        this.lanes = lanes;
        this.nanos = nanos;
        this.clock = clock;
        this.countAtNanos = nanos.getAsLong();
    }

    void add(Run run) {
        all.add(run);
        countAtNanos = nanos.getAsLong();
    }

    List<Run> all() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void pollNow() {
        all.forEach(Run::pollNow);
    }

    /** One run per lane and exchange, in turn, so that none starves another. */
    @Nullable
    Run nextFor(Lane lane, long nowNanos) {
        // Each lane counts its own: by a common count, two lanes and two runs would be the same pairs for ever.
        int turn = turns.merge(lane, 1, Integer::sum);
        for (int i = 0; i < all.size(); i++) {
            Run run = all.get(Math.floorMod(turn + i, all.size()));
            if (run.wantsFrom(lane, nowNanos)) {
                return run;
            }
        }
        return null;
    }

    /** Tells manual runs how much is left, about every second and never for more than a twentieth of the time. */
    void count() {
        long now = nanos.getAsLong();
        if (now - countAtNanos < 0) {
            return;
        }
        for (Run run : all) {
            if (!run.endless()) {
                run.counted(left(store.counts(run.filter())));
            }
        }
        long took = nanos.getAsLong() - now;
        countAtNanos = nanos.getAsLong() + Math.max(COUNT_INTERVAL_NANOS, took * 20);
    }

    private static long left(List<CarrierCounts> counts) {
        return counts.stream()
                .mapToLong(carrier -> carrier.in(ShipmentState.PENDING) + carrier.in(ShipmentState.CLAIMED))
                .sum();
    }

    /** Ends the manual runs that are over. */
    void endFinished(Reconciliation reconciliation) {
        for (Run run : all()) {
            if (!run.endless() && isOver(run, reconciliation)) {
                all.remove(run);
                run.end();
            }
        }
    }

    private boolean isOver(Run run, Reconciliation reconciliation) {
        if (run.inFlight() > 0) {
            return false;
        }
        if (run.cancelled()) {
            return true;
        }
        if (!run.firstPassDone || reconciliation.isBusy()) {
            return false;
        }
        List<CarrierCounts> counts = store.counts(run.filter());
        run.counted(left(counts));
        return counts.stream().noneMatch(carrier -> mayMove(run, carrier)) && !reconciliation.outstanding(run);
    }

    /** Whether something of this carrier is claimed, or can be claimed now or after a back-off of its own. */
    private boolean mayMove(Run run, CarrierCounts counts) {
        if (counts.in(ShipmentState.CLAIMED) > 0) {
            return true;
        }
        Lane lane = lanes.get(counts.carrier());
        boolean served = lane != null
                && !lane.paused()
                && !lane.hopeless()
                && !lane.isQuiet(clock.earliest())
                && run.wantsMore();
        return served && counts.ready() + counts.backingOff() > 0;
    }

    void failAll(RuntimeException cause) {
        for (Run run : all) {
            run.fail(cause);
        }
        all.clear();
    }
}
