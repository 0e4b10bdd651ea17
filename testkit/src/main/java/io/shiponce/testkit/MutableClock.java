package io.shiponce.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until a test moves it, also backwards. Its zone is UTC.
 *
 * <p>Safe for any thread: a reading is the last time that was set.
 */
public final class MutableClock extends Clock {
    /** Where a new clock stands: shortly before Christmas, on a whole second. */
    public static final Instant START = Instant.parse("2026-12-20T10:00:00Z");

    private Instant now;

    /** A clock at {@link #START}. */
    public MutableClock() {
        this(START);
    }

    /** A clock at {@code start}. */
    public MutableClock(Instant start) {
        now = start;
    }

    /** Moves it forward, or back if {@code time} is negative; returns what it shows now. */
    public synchronized Instant advance(Duration time) {
        now = now.plus(time);
        return now;
    }

    /** Sets it to any time, also an earlier one. */
    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** This clock: it knows no zone but UTC, and instants have none. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
