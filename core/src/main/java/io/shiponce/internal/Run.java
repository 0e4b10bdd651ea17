package io.shiponce.internal;

import io.shiponce.DispatchRun;
import io.shiponce.Progress;
import io.shiponce.Selection;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run, manual or (endless) automatic. Written by the coordinator; {@link #progress}, {@link #cancel} and {@link #completion}
 * are for any thread.
 */
final class Run implements DispatchRun {
    private final ShipmentFilter filter;
    private final boolean endless;
    private final LongSupplier nanos;
    private final Runnable wake;
    private final long startedAtNanos;
    private final Map<Lane, Long> drainedUntilNanos = new HashMap<>();
    private final CompletableFuture<Progress> completion = new CompletableFuture<>();

    private volatile boolean cancelled;
    private volatile long sent;
    private volatile long rejected;
    private volatile long inDoubt;
    private volatile long reconciled;
    private volatile long left;
    private volatile int inFlight;
    private volatile long endedAtNanos;
    private long budget;

    /** Where the first pass over all doubts stands; every doubt is looked up at least once in a manual run. */
    @Nullable
    ShipmentId firstPassAfter;

    boolean firstPassDone;

    /** Where the sweep over due doubts stands. */
    @Nullable
    ShipmentId sweepAfter;

    Run(Selection selection, boolean endless, LongSupplier nanos, Runnable wake) {
        this.filter = selection.filter();
        this.budget = selection.limit();
        this.endless = endless;
        this.firstPassDone = endless;
        this.nanos = nanos;
        this.wake = wake;
        this.startedAtNanos = nanos.getAsLong();
    }

    ShipmentFilter filter() {
        return filter;
    }

    boolean endless() {
        return endless;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Whether it may still claim. */
    boolean wantsMore() {
        return !cancelled && budget > 0;
    }

    boolean wantsFrom(Lane lane, long nowNanos) {
        String carrier = filter.carrier();
        return wantsMore()
                && (carrier == null || carrier.equals(lane.carrier()))
                && nowNanos - drainedUntilNanos.getOrDefault(lane, startedAtNanos) >= 0;
    }

    int atMost(int slots) {
        return (int) Math.min(slots, budget);
    }

    /** Nothing more was to be had of this lane; look again later. */
    void drained(Lane lane, long untilNanos) {
        drainedUntilNanos.put(lane, untilNanos);
    }

    void pollNow() {
        drainedUntilNanos.clear();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the coordinator
    void claimed() {
        inFlight++;
        budget--;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the coordinator
    void landed() {
        inFlight--;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the coordinator
    void settled(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            sent++;
            left--;
        } else if (outcome instanceof Outcome.Rejected) {
            rejected++;
            left--;
        } else if (outcome instanceof Outcome.Unknown) {
            inDoubt++;
            left--;
        } else if (outcome instanceof Outcome.NotSent) {
            budget++;
        } else {
            throw new AssertionError(outcome);
        }
    }

    /** What was counted as unknown was answered after all. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the coordinator
    void settledLate(Outcome outcome) {
        inDoubt--;
        left++;
        settled(outcome);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the coordinator
    void reconciled(ShipmentState now) {
        if (now == ShipmentState.CONFIRMED) {
            reconciled++;
        }
    }

    void counted(long nowLeft) {
        left = nowLeft;
    }

    int inFlight() {
        return inFlight;
    }

    void end() {
        endedAtNanos = nanos.getAsLong();
        completion.complete(progress());
    }

    void fail(Throwable cause) {
        endedAtNanos = nanos.getAsLong();
        completion.completeExceptionally(cause);
    }

    @Override
    public Progress progress() {
        long until = endedAtNanos == 0 ? nanos.getAsLong() : endedAtNanos;
        Duration elapsed = Duration.ofNanos(Math.max(0, until - startedAtNanos));
        long done = sent + rejected + inDoubt;
        double perSecond = elapsed.isZero() ? 0 : done * 1e9 / elapsed.toNanos();
        long leftNow = Math.max(0, left);
        Duration timeLeft = perSecond > 0 ? Duration.ofMillis((long) (leftNow * 1e3 / perSecond)) : null;
        return new Progress(sent, rejected, inDoubt, reconciled, leftNow, inFlight, perSecond, elapsed, timeLeft);
    }

    @Override
    public void cancel() {
        cancelled = true;
        wake.run();
    }

    @Override
    public CompletableFuture<Progress> completion() {
        return completion.copy();
    }
}
