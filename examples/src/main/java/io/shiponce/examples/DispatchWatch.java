package io.shiponce.examples;

import io.shiponce.DispatchEngine;
import io.shiponce.DispatchListener;
import io.shiponce.DispatchRun;
import io.shiponce.Health;
import io.shiponce.Progress;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows a run to a person while it lasts. Safe for any thread: the engine tells it what happens while the main thread waits. */
final class DispatchWatch implements DispatchListener {
    private static final long LOOK_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PrintWriter err;
    private final boolean terminal;
    private final Set<ShipmentId> alarms = new ConcurrentSkipListSet<>();

    DispatchWatch(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void duplicateAlarm(ShipmentRecord shipment) {
        alarms.add(shipment.id());
    }

    @Override
    public void carrierPaused(String carrier, String reason) {
        tell("Carrier " + carrier + " is paused: " + reason);
    }

    @Override
    public void storeUnavailable(String detail) {
        tell("The store does not answer; what was sent is kept and written when it does: " + detail);
    }

    private synchronized void tell(String text) {
        err.println(text);
        err.flush();
    }

    /** Shipments that may have left twice. */
    List<ShipmentId> alarms() {
        return List.copyOf(alarms);
    }

    /**
     * Returns when the run is over.
     *
     * @throws RefusedException if it cannot go on, or the store was away for too long; what could not be recorded is in doubt
     */
    Progress follow(DispatchEngine engine, DispatchRun run) {
        CompletableFuture<Progress> completion = run.completion();
        long storeSeenAtNanos = System.nanoTime();
        try (ProgressDisplay display = ProgressDisplay.on(err, terminal)) {
            while (true) {
                try {
                    Progress end = completion.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    display.show(end);
                    return end;
                } catch (TimeoutException e) {
                    display.show(run.progress());
                }
                if (!engine.health().has(Health.Code.STORE_UNAVAILABLE)) {
                    storeSeenAtNanos = System.nanoTime();
                } else if (System.nanoTime() - storeSeenAtNanos > PATIENCE.toNanos()) {
                    throw new RefusedException(
                            "the store did not answer for " + Words.of(PATIENCE)
                                    + ": what was sent and could not be recorded comes in doubt, and the next dispatch looks it up");
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new RefusedException("the run was ended: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("the run was interrupted", e);
        }
    }
}
