package io.shiponce.benchmarks.contender;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was handed to the carrier. Safe for any thread. */
final class Sends {
    private final LongAdder count = new LongAdder();
    private final AtomicLong firstAtNanos = new AtomicLong();
    private final Runnable onFirst;

    Sends(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /** Right before a request leaves. */
    void began() {
        if (firstAtNanos.get() == 0 && firstAtNanos.compareAndSet(0, System.nanoTime())) {
            onFirst.run();
        }
    }

    /** The carrier has answered. */
    void ended() {
        count.increment();
    }

    long count() {
        return count.sum();
    }

    long firstAtNanos() {
        return firstAtNanos.get();
    }
}
