package io.shiponce.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call of somebody else's code, on a thread of its own, so that whoever waits for it can stop waiting. */
final class BoundedCall<T> {
    /**
     * How it ended.
     *
     * @param value what it returned; null if it returned null, threw, or has not ended
     * @param thrown what it threw; null if it threw nothing, or has not ended
     * @param ended false if it has not ended within the time it had
     */
    record End<T>(@Nullable T value, @Nullable Throwable thrown, boolean ended) {}

    private static final Duration SLICE = Duration.ofMillis(50);

    private final FutureTask<T> task;
    private final Thread thread;

    BoundedCall(Callable<T> work) {
        task = new FutureTask<>(work);
        thread = new Thread(task, "adapter-call");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits at most so long; may be asked again. The time is counted in slices: where one takes longer because the machine is
     * busy with other things, the call has longer too.
     */
    End<T> await(Duration atMost) throws InterruptedException {
        long slices = Math.max(1, atMost.dividedBy(SLICE));
        for (long slice = 0; slice < slices; slice++) {
            try {
                return new End<>(task.get(SLICE.toNanos(), TimeUnit.NANOSECONDS), null, true);
            } catch (ExecutionException e) {
                return new End<>(null, e.getCause(), true);
            } catch (TimeoutException e) {
                // Not yet.
            }
        }
        return new End<>(null, null, false);
    }

    /** Interrupts the thread, as an engine does that closes. */
    void interrupt() {
        thread.interrupt();
    }
}
