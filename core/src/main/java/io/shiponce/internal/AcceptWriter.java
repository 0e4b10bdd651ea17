package io.shiponce.internal;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes what many threads accept at once in common commits: whoever finds the store free writes for all who wait, until its own order
 * is written, and then hands the store to the one who has waited longest. The others sleep until their own result is there; all those
 * of one commit wake at once, and are back with their next orders while the next commit is under way.
 *
 * <p>Safe for any thread. A call returns when its order is durable; one that throws leaves it unknown whether it is, and accepting
 * it again finds out.
 */
final class AcceptWriter {
    private static final int BATCH = 500;

    private final ShipmentStore store;
    private final String actor;
    private final Semaphore free = new Semaphore(1);
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(10_000);

    AcceptWriter(ShipmentStore store, String actor) {
        this.store = store;
        this.actor = actor;
    }

    AcceptResult accept(OrderPlan plan) throws InterruptedException {
        Waiting mine = new Waiting(plan);
        queue.put(mine);
        if (free.tryAcquire() || mine.sleepsUntilHandedTheStore()) {
            lead(mine);
        }
        return mine.result();
    }

    /** Many orders of one caller, batch by batch. */
    List<AcceptResult> acceptAll(List<OrderPlan> plans) {
        List<AcceptResult> results = new ArrayList<>(plans.size());
        for (int from = 0; from < plans.size(); from += BATCH) {
            results.addAll(store.accept(plans.subList(from, Math.min(from + BATCH, plans.size())), actor));
        }
        return results;
    }

    /** The store is this thread's until it passes it on. */
    private void lead(Waiting mine) {
        try {
            while (!mine.isWritten()) {
                writeBatch();
            }
        } finally {
            // Who leaves by an Error, with its order still in the queue, would be handed the store again.
            if (!mine.isWritten()) {
                queue.remove(mine);
            }
            passOn();
        }
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>();
        queue.drainTo(batch, BATCH);
        try {
            List<AcceptResult> results =
                    store.accept(batch.stream().map(Waiting::plan).toList(), actor);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).written(results.get(i));
            }
        } catch (Throwable e) {
            batch.forEach(waiting -> waiting.failed(e));
        }
    }

    /** Whoever comes after the last look at the queue finds the store free, or is seen by one more look. */
    private void passOn() {
        do {
            Waiting next = queue.peek();
            if (next != null) {
                next.wake();
                return;
            }
            free.release();
        } while (!queue.isEmpty() && free.tryAcquire());
    }

    /** An order, and who sleeps until it is written or the store is handed over. */
    private static final class Waiting {
        private final OrderPlan plan;
        private final Semaphore bell = new Semaphore(0);
        private volatile @Nullable AcceptResult result;
        private volatile @Nullable Throwable failure;

        Waiting(OrderPlan plan) {
            this.plan = plan;
        }

        OrderPlan plan() {
            return plan;
        }

        /**
         * False if it was written instead. It sleeps as long as that takes: every write has its deadline, and who left now would leave the
         * store to nobody.
         */
        boolean sleepsUntilHandedTheStore() {
            bell.acquireUninterruptibly();
            return !isWritten();
        }

        void wake() {
            bell.release();
        }

        void written(AcceptResult its) {
            result = its;
            wake();
        }

        void failed(Throwable its) {
            failure = its;
            wake();
        }

        boolean isWritten() {
            return result != null || failure != null;
        }

        AcceptResult result() {
            AcceptResult its = result;
            if (its != null) {
                return its;
            }
            if (failure instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(failure);
        }
    }
}
