package io.shiponce.examples.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several stories at once: each of them mostly waits. Stateless. */
public final class Together {
    private Together() {}

    /** Runs them all to their ends; fails with the first failure, the others beside it. */
    public static <T> List<T> run(int atOnce, List<? extends Callable<T>> stories) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<T> results = new ArrayList<>();
            AssertionError failure = null;
            for (Future<T> story : threads.invokeAll(stories)) {
                try {
                    results.add(story.get());
                } catch (ExecutionException e) {
                    AssertionError error = new AssertionError(e.getCause().toString(), e.getCause());
                    if (failure == null) {
                        failure = error;
                    } else {
                        failure.addSuppressed(error);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
