package io.shiponce.examples.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for a condition, never for a time. Stateless. */
final class Await {
    private static final long LOOK_NANOS = 2_000_000;

    private Await() {}

    /** Returns as soon as it is true; fails after {@code bound}, and says what was waited for. */
    static void until(Duration bound, Supplier<String> what, Callable<Boolean> condition) throws Exception {
        if (!within(bound, condition)) {
            throw new AssertionError("not within " + bound + ": " + what.get());
        }
    }

    /** Whether it became true in time. */
    static boolean within(Duration bound, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
