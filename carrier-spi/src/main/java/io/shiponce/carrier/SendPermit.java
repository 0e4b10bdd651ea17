package io.shiponce.carrier;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The right to send one consignment once, handed to {@link CarrierAdapter#send}. Only valid during that call.
 *
 * <p>Safe for any thread. A crash while it is held leaves the shipment in doubt.
 */
public interface SendPermit {

    /** Ours, 8 to 35 characters of {@code A-Z 0-9 -}; belongs to the shipment's revision and is the same in every attempt. */
    String reference();

    /** The same as a UUID, for carriers that ask for one; as stable as the reference. */
    UUID key();

    /** Counts the claims of this shipment, from 1. Not for the request (C5). */
    int attempt();

    /** When this revision was first claimed, by the store's clock: the only time a request may contain (C5). */
    Instant firstClaimedAt();

    /** The longest that one whole send may take. */
    Duration timeout();

    /**
     * How long the claim still holds, by this machine's monotonic clock; asked for right before the bytes leave (C7). Zero
     * or negative when it is over.
     */
    Duration timeLeft();

    /** Whether the whole send still fits into the claim. */
    default boolean allowsSend() {
        return timeLeft().compareTo(timeout()) >= 0;
    }
}
