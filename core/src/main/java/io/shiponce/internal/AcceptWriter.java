package io.shiponce.internal;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes what many threads accept at once in common commits: whoever finds the store free writes for all who wait.
 *
 * <p>Safe for any thread. A call returns when its order is durable; one that throws leaves it unknown whether it is, and accepting
 * it again finds out.
 */
final class AcceptWriter {
    private static final int BATCH = 500;

    private final ShipmentStore store;
    private final String actor;
    private final ReentrantLock writing = new ReentrantLock();
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(10_000);

    private record Waiting(OrderPlan plan, CompletableFuture<AcceptResult> result) {}

    AcceptWriter(ShipmentStore store, String actor) {
        this.store = store;
        this.actor = actor;
    }

    AcceptResult accept(OrderPlan plan) throws InterruptedException {
        Waiting mine = new Waiting(plan, new CompletableFuture<>());
        queue.put(mine);
        while (!mine.result.isDone()) {
            writing.lockInterruptibly();
            try {
                if (!mine.result.isDone()) {
                    writeBatch();
                }
            } finally {
                writing.unlock();
            }
        }
        try {
            return mine.result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Many orders of one caller, batch by batch. */
    List<AcceptResult> acceptAll(List<OrderPlan> plans) {
        List<AcceptResult> results = new ArrayList<>(plans.size());
        for (int from = 0; from < plans.size(); from += BATCH) {
            results.addAll(store.accept(plans.subList(from, Math.min(from + BATCH, plans.size())), actor));
        }
        return results;
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>();
        queue.drainTo(batch, BATCH);
        try {
            List<AcceptResult> results =
                    store.accept(batch.stream().map(Waiting::plan).toList(), actor);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result.complete(results.get(i));
            }
        } catch (Throwable e) {
            batch.forEach(waiting -> waiting.result.completeExceptionally(e));
        }
    }
}
