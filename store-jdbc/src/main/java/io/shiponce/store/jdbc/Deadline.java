package io.shiponce.store.jdbc;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a call must be over, by this machine's monotonic clock. Immutable and safe for any thread. */
final class Deadline {
    private final long endsAtNanos;

    private Deadline(long endsAtNanos) {
        this.endsAtNanos = endsAtNanos;
    }

    /** From now on; a time too long to be counted never ends. */
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + nanos(time));
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(1_000)) < 0 ? time.toNanos() : TimeUnit.DAYS.toNanos(1_000);
    }

    /** What is left, never negative. */
    long nanosLeft() {
        return Math.max(0, endsAtNanos - System.nanoTime());
    }

    /** What is left in whole milliseconds, rounded up, so that 0 means "over"; at most an int. */
    int millisLeft() {
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanosLeft() + 999_999));
    }

    boolean isOver() {
        return nanosLeft() == 0;
    }
}
