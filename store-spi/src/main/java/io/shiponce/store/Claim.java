package io.shiponce.store;

import java.time.Instant;

/**
 * The right to send one shipment once. It ends by a {@link Settlement} or, expired, in doubt; it is never retaken.
 *
 * <p>Immutable and safe for any thread. All times are the store's.
 *
 * @param id the exchange that made it
 * @param attempt counts this shipment's claims, from 1
 * @param expiresAt when any engine may put the shipment in doubt
 * @param quietEndsAt when nothing of this claim can be under way any more, if its process is gone
 * @param recovery what can be done about a doubt; while exposed, the weakest of all its attempts (R9)
 */
public record Claim(
        ExchangeId id,
        int attempt,
        EngineId owner,
        Instant claimedAt,
        Instant expiresAt,
        Instant quietEndsAt,
        RecoveryTerms recovery) {
    public Claim {
        Checks.atLeast("attempt", attempt, 1);
    }
}
