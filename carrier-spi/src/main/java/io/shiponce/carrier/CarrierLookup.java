package io.shiponce.carrier;

/**
 * Finds what the carrier holds under one of our references. Needed at {@link Recovery.Level#LOOKUP} and {@link
 * Recovery.Level#UNIQUE_REFERENCE}; at {@link Recovery.Level#IDEMPOTENCY_KEY} it spares
 * a repetition, and settles what the key is too old for; at {@link
 * Recovery.Level#NONE} it is never called.
 *
 * <p>Called by many threads at once. It only reads at the carrier; whatever it throws counts as {@link
 * LookupOutcome.Failed}. A crash in the middle leaves nothing.
 */
public interface CarrierLookup {

    /**
     * Asks for exactly this reference (C8). Returns within the adapter's own timeout, some seconds. It takes a slot of the carrier
     * until it returns; past the engine's send timeout it counts as {@link LookupOutcome.Failed}.
     */
    LookupOutcome lookUp(String reference);
}
