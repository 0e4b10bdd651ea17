package io.shiponce.store;

/**
 * The end of a claim: what its holder knows. Idempotent, repeated until the store has taken it (R5).
 *
 * <p>Immutable and safe for any thread.
 *
 * @param claim the claim's id
 * @param revision what was sent
 * @param attempt which attempt it was
 * @param by who held the claim
 * @param incarnation the store's, when the claim was made: of an older one a certain no is history only (R14)
 */
public record Settlement(
        ShipmentId shipment,
        ExchangeId claim,
        int revision,
        int attempt,
        EngineId by,
        long incarnation,
        Outcome outcome) {}
