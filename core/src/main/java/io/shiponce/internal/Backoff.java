package io.shiponce.internal;

import java.time.Duration;
import java.util.Random;

/** Exponential back-off with jitter. Coordinator only; the same seed gives the same times. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofMinutes(1);

    private final Random random;

    Backoff(long seed) {
        this.random = new Random(seed);
    }

    /** The pause after the so-manieth attempt, counted from 1: 200 ms, 400 ms, … up to a minute, give or take a fifth. */
    Duration after(int attempts) {
        Duration exponential = FIRST.multipliedBy(1L << Math.min(Math.max(attempts, 1) - 1, 20));
        Duration bounded = exponential.compareTo(LAST) < 0 ? exponential : LAST;
        return Duration.ofNanos((long) (bounded.toNanos() * (0.8 + 0.4 * random.nextDouble())));
    }
}
