package io.shiponce.store;

/**
 * How many shipments of one carrier an engine can send at once, right now.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param carrier whose shipments
 * @param filter which of them; its carrier, state and due time are not looked at
 * @param limit at most this many (R2: free send slots)
 * @param doubtRoom at most so many minus the carrier's open doubts from unknown answers (R17: the limit minus what this engine
 *     has under way)
 * @param terms what the claims are made of
 */
public record ClaimRequest(String carrier, ShipmentFilter filter, int limit, int doubtRoom, ClaimTerms terms) {
    public ClaimRequest {
        Checks.text("carrier", carrier, ShipmentRecord.MAX_CARRIER);
        Checks.atLeast("limit", limit, 1);
    }
}
