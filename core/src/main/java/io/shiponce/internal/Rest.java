package io.shiponce.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Leaves a store to those who send, between pieces of work that are not urgent. Safe for any thread. */
@FunctionalInterface
public interface Rest {
    /** Three times as long as the piece took, so that three quarters of the store's time are theirs. */
    int TIMES = 3;

    /** A disk that stood still for once must not hold up the work. */
    Duration LONGEST = Duration.ofSeconds(1);

    /** Three times as long as the piece of work took, at most a second. */
    Rest OF_THREE_QUARTERS = worked -> TimeUnit.NANOSECONDS.sleep(after(worked).toNanos());

    /** Returns when the next piece of work may begin. */
    void take(Duration worked) throws InterruptedException;

    /** How long the rest is after so much work. */
    static Duration after(Duration worked) {
        Duration rest = worked.multipliedBy(TIMES);
        return rest.compareTo(LONGEST) < 0 ? rest : LONGEST;
    }
}
