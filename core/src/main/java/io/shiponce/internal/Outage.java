package io.shiponce.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A store that does not answer is asked again at growing intervals; meanwhile nothing is claimed. Coordinator only. */
final class Outage {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LAST = Duration.ofSeconds(5);

    private int failures;
    private long retryAtNanos;
    private volatile @Nullable String detail;

    /** Returns whether this is the first failure of the outage. */
    boolean hit(String what, long nowNanos) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures, 10));
        retryAtNanos = nowNanos + (pause.compareTo(LAST) < 0 ? pause : LAST).toNanos();
        detail = what;
        return failures++ == 0;
    }

    /** Returns whether there was one. */
    boolean over() {
        boolean was = failures > 0;
        failures = 0;
        detail = null;
        return was;
    }

    boolean goesOn() {
        return failures > 0;
    }

    boolean mustWait(long nowNanos) {
        return goesOn() && nowNanos - retryAtNanos < 0;
    }

    long retryAtNanos() {
        return retryAtNanos;
    }

    @Nullable
    String detail() {
        return detail;
    }
}
