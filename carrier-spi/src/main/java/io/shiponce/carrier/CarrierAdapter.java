package io.shiponce.carrier;

/**
 * Sends consignments to one carrier under one account. Implementations also implement {@link CarrierLookup}, {@link
 * CarrierCancellation} and {@link CarrierValidation} where the carrier offers them.
 *
 * <p>Called by many threads at once (C10). The rules C1 to C12 are in the package's description; whatever {@code send}
 * throws, the engine takes for {@link SendOutcome.Unknown}. The adapter keeps no record: a crash leaves the claim in the
 * store, and the shipment in doubt.
 */
public interface CarrierAdapter extends AutoCloseable {

    /** What the carrier offers for recovery: constant for this adapter's life (C9). */
    Recovery recovery();

    /**
     * Makes at most one create request (C1) and says how it ended. Returns within {@link SendPermit#timeout()}; one that does
     * not is settled as unknown and keeps its slot until it returns.
     */
    SendOutcome send(Consignment consignment, SendPermit permit);

    /**
     * Frees connections; no call begins after it. Called by whoever made the adapter, after the engine is closed. A send or look-up that
     * the engine gave up waiting for may still be under way: it may fail then, and counts for nothing any more.
     */
    @Override
    default void close() {}
}
