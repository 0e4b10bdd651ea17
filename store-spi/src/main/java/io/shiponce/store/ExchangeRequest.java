package io.shiponce.store;

import java.util.List;

/**
 * One turn of an engine: what it knows, and what it can take.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param id minted by the engine, never used before (R4)
 * @param incarnation the store's, as the engine knows it; with another one nothing is claimed (R14)
 * @param expireUpTo at most so many expired claims are put in doubt; 0 for none
 */
public record ExchangeRequest(
        ExchangeId id,
        EngineId engine,
        long incarnation,
        List<Settlement> settlements,
        List<ClaimRequest> claims,
        int expireUpTo) {
    public ExchangeRequest {
        settlements = List.copyOf(settlements);
        claims = List.copyOf(claims);
        Checks.atLeast("expireUpTo", expireUpTo, 0);
    }
}
