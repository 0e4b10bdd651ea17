package io.shiponce.store;

import java.time.Duration;

/**
 * What a new claim is made of, but for the times, which are the store's.
 *
 * <p>Immutable and safe for any thread. The quiet time is not shorter than the time to live, else {@link
 * IllegalArgumentException}.
 */
public record ClaimTerms(Duration timeToLive, Duration quiet, RecoveryTerms recovery) {
    public ClaimTerms {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("timeToLive must be positive, was " + timeToLive);
        }
        if (quiet.compareTo(timeToLive) < 0) {
            throw new IllegalArgumentException("quiet must be at least timeToLive, was " + quiet + " < " + timeToLive);
        }
    }
}
