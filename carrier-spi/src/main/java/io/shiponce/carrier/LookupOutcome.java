package io.shiponce.carrier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up brought. Only one live match is proof; nothing else changes a shipment's state below {@link
 * Recovery.Level#UNIQUE_REFERENCE}.
 *
 * <p>Immutable and safe for any thread. Details hold no personal data (C11). A violation throws {@link IllegalArgumentException}, which
 * counts as {@link Failed}.
 */
public sealed interface LookupOutcome {

    /** The carrier answered and holds these under exactly the reference asked for: from 1 to 1,000, voided ones included. */
    record Found(List<Match> matches) implements LookupOutcome {
        public Found {
            matches = Checks.nonEmpty("matches", matches, 1_000);
        }
    }

    /**
     * The carrier answered, readably, that it holds none. Its index may lag. One that it lists without a number yet is {@link
     * Failed}, not this (C12).
     */
    record Absent() implements LookupOutcome {}

    /** No answer, or none that can be read. */
    record Failed(String detail) implements LookupOutcome {}

    /**
     * One consignment at the carrier.
     *
     * @param createdAt by the carrier's clock; null if it does not say
     * @param voided true if it was cancelled there
     */
    record Match(TrackingNumber trackingNumber, @Nullable Instant createdAt, boolean voided) {}
}
