package io.shiponce.examples;

import io.shiponce.store.Doubt;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Waits for quiet times to end, by the store's clock. Stateless and safe for any thread. */
final class QuietTime {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final long MOST_MILLIS = 1_000;

    private QuietTime() {}

    /**
     * Returns when the quiet time of all these doubts is over.
     *
     * @throws RefusedException if the store's clock does not get there in that time and a minute more
     */
    static void await(ShipmentStore store, List<ShipmentRecord> doubts, Consumer<String> note) {
        Instant end = doubts.stream()
                .map(ShipmentRecord::doubt)
                .flatMap(doubt -> Stream.ofNullable(doubt))
                .map(Doubt::quietEndsAt)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        Instant now = store.control().now();
        if (!now.isBefore(end)) {
            return;
        }
        Duration first = Duration.between(now, end);
        note.accept("Waiting " + Words.of(first) + " for the end of the quiet time.");
        long bound = System.nanoTime() + first.plus(GRACE).toNanos();
        while (now.isBefore(end)) {
            if (System.nanoTime() - bound > 0) {
                throw new RefusedException("the store's clock does not reach " + end + ", it says " + now);
            }
            pause(Math.min(MOST_MILLIS, Duration.between(now, end).toMillis() + 1));
            now = store.control().now();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted while waiting for the quiet time", e);
        }
    }
}
