package io.shiponce.examples;

import io.shiponce.DispatchRun;
import io.shiponce.EngineSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run in good order when the process is told to end (SIGTERM, Ctrl-C): claims nothing more, and keeps the process alive until
 * what is in flight is settled and reported, for a bounded time. The exit code is then the signal's, as usual.
 *
 * <p>Safe for any thread. A process that is killed outright leaves its claims in doubt.
 */
final class Interruption implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Duration bound;
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "shiponce-interruption");
    private volatile @Nullable DispatchRun run;
    private volatile boolean happened;

    Interruption(EngineSettings settings) {
        bound = settings.closeTimeout().plus(GRACE);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** This is the run to end. */
    DispatchRun of(DispatchRun started) {
        run = started;
        if (happened) {
            started.cancel();
        }
        return started;
    }

    /** Waits until the process is told to end. An interrupt of this thread tells the same, and is over with that: what ends waits, too. */
    void await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            told.countDown();
        }
    }

    boolean happened() {
        return happened;
    }

    private void end() {
        happened = true;
        told.countDown();
        DispatchRun current = run;
        if (current != null) {
            current.cancel();
        }
        try {
            reported.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is settled, reported and closed. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running right now, and was just told that it can end.
        }
    }
}
