package io.shiponce;

import java.util.concurrent.CompletableFuture;

/**
 * A manual run, under way or over.
 *
 * <p>Safe for any thread. It ends when nothing of its selection is claimed, no automatic step on a doubt is outstanding, and every
 * pending shipment is blocked (paused, held, no adapter, in its carrier's quiet hours, at a carrier that has taken nothing for half a
 * minute), dated later by its order, or more than the selection's limit. The last step on a doubt
 * that nothing resolves is one answered look-up after its quiet time; one that fails is tried again for some ten seconds. A crash
 * ends a run without a trace of its own: the shipments keep theirs, and the next run goes on.
 */
public interface DispatchRun {

    /** How far it is, right now. */
    Progress progress();

    /** Claims nothing more; what is in flight is finished and settled. Harmless if repeated. */
    void cancel();

    /**
     * Completes with the final progress; exceptionally if the engine was closed before, or its store was restored from a backup
     * (R14). Completing it from outside changes nothing.
     */
    CompletableFuture<Progress> completion();
}
