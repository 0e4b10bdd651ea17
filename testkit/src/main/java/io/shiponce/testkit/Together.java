package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many callers at once, in the contract's tests. Without state; safe for any thread. */
final class Together {
    private static final long BOUND_SECONDS = 60;

    private Together() {}

    /** Runs the same work on so many threads at once, and returns what each of them brought; the first failure ends it. */
    static <T> List<T> run(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        CompletionService<T> running = new ExecutorCompletionService<>(pool);
        List<T> results = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                running.submit(() -> {
                    start.await(BOUND_SECONDS, TimeUnit.SECONDS);
                    return work.call();
                });
            }
            while (results.size() < threads) {
                Future<T> next = running.poll(BOUND_SECONDS, TimeUnit.SECONDS);
                assertNotNull(next, "S12 broken: callers wait for each other: sending would stand still");
                results.add(next.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new AssertionError("S12 broken: a caller failed because of others: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** What a loop of {@link #run} asks, so that it ends when another thread has failed. */
    static boolean goesOn() {
        return !Thread.currentThread().isInterrupted();
    }
}
