package io.shiponce.examples.reference;

import java.time.Duration;

/**
 * When one exchange must be over, by this machine's monotonic clock.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param limit how long it was when it was set
 */
record Deadline(Duration limit, long endNanos) {

    static Deadline after(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    /** Zero or negative when it is over. */
    Duration left() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }
}
