package io.shiponce.internal;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * What the store's clock shows, as far as an engine can tell between two exchanges: the last reading plus the monotonic time since
 * it was received, hence never ahead.
 *
 * <p>Safe for any thread.
 */
final class StoreClock {
    private record Reading(Instant time, long receivedAtNanos) {}

    private final LongSupplier nanos;
    private volatile Reading reading;

    StoreClock(LongSupplier nanos, Instant now) {
        this.nanos = nanos;
        this.reading = new Reading(now, nanos.getAsLong());
    }

    void received(Instant now) {
        reading = new Reading(now, nanos.getAsLong());
    }

    /** Never ahead of the store's clock, unless that was set back. */
    Instant earliest() {
        Reading last = reading;
        return last.time.plusNanos(Math.max(0, nanos.getAsLong() - last.receivedAtNanos));
    }

    /** The same, where a later time is the cautious one: a second ahead, more than an exchange takes to arrive. */
    Instant latest() {
        return earliest().plusSeconds(1);
    }
}
