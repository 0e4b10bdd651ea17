package io.shiponce.page;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts wrong passwords, by address and in all, minute by minute. Safe for any thread; its size is bounded by the count of all. */
final class Throttle {
    private static final int MOST_OF_ONE = 5;
    private static final int MOST_OF_ALL = 50;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private final Map<String, Integer> failures = new HashMap<>();
    private int all;
    private long since;

    /** Nothing was wrong yet, by this monotonic clock. */
    public Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** How long this address has to wait; empty if it need not. */
    public synchronized Optional<Duration> blockedFor(String remote) {
        long age = age();
        return all >= MOST_OF_ALL || failures.getOrDefault(remote, 0) >= MOST_OF_ONE
                ? Optional.of(Duration.ofNanos(MINUTE_NANOS - age))
                : Optional.empty();
    }

    /** One more was wrong. */
    public synchronized void failed(String remote) {
        age();
        all++;
        failures.merge(remote, 1, Integer::sum);
    }

    private long age() {
        long now = nanoTime.getAsLong();
        if (now - since >= MINUTE_NANOS) {
            failures.clear();
            all = 0;
            since = now;
        }
        return now - since;
    }
}
