package io.shiponce.carrier.http;

import java.time.Duration;

/**
 * When one call of an adapter must be over, by this machine's monotonic clock. {@link Exchanges} makes it; all exchanges of one
 * call share it.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Zero or negative when it is over. */
    public Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }

    /** One that ends so much earlier: for a part of the call that must not make the rest of it late. */
    public Deadline earlier(Duration by) {
        return new Deadline(endNanos - by.toNanos());
    }

    /** What is left, for who takes no zero: one nanosecond at least. */
    Duration positive() {
        Duration left = left();
        return left.compareTo(Duration.ZERO) > 0 ? left : Duration.ofNanos(1);
    }
}
