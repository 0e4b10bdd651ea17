package io.shiponce.carrier;

/**
 * Finds what the carrier holds under one of our references. Implemented by adapters from {@link Recovery.Level#LOOKUP} on.
 *
 * <p>Called by many threads at once. It only reads at the carrier; whatever it throws counts as {@link
 * LookupOutcome.Failed}.
 */
public interface CarrierLookup {

    /**
     * Asks for exactly this reference (C8). Returns within the engine's send timeout; one that does not counts as {@link
     * LookupOutcome.Failed} and keeps its slot until it returns.
     */
    LookupOutcome lookUp(String reference);
}
