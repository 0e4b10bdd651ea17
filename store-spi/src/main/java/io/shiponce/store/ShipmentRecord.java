package io.shiponce.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One shipment as a store keeps it: everything but its payload. Every write is conditional on {@code version} and raises it
 * by one; {@link ShipmentLaw} computes what is written.
 *
 * <p>Immutable and safe for any thread. Times are the store's unless said otherwise.
 *
 * @param part counts the shipments of its order, from 1; a reshipment continues the count
 * @param revision counts what was ever to be sent under this shipment, from 1; an amend starts the next
 * @param reference ours, of this revision (R7): 8 to 35 characters
 * @param key the same as a UUID
 * @param fingerprint of payload and reference; what does not match it is never sent
 * @param priority higher is claimed first
 * @param notBefore dated by its order: not claimed earlier
 * @param dueAt the end of its own back-off: of the next claim while pending, of the next look-up while in doubt
 * @param placedAt by the shop's clock; null if the order does not say
 * @param attempt how many claims it had
 * @param attemptsForgiven what {@code attempt} was when a person last released it: the bound of attempts counts from here
 * @param exposed an earlier attempt under this reference ended unknown (R6)
 * @param cancelRequested a person asked to cancel while it was claimed, in doubt or confirmed, or it left although it was cancelled (R13)
 * @param held why a person has to look before it is claimed again; null if nobody has
 * @param claim the latest claim, kept after its end; null if there was none
 * @param firstClaimedAt the first claim of this revision; null if there was none
 * @param trackingNumber the first acceptance or finding recorded; a shipment that has one can only end confirmed
 * @param doubt why it is in doubt; null in every other state
 * @param reshipOf the shipment that this one repeats on purpose; null if none
 */
public record ShipmentRecord(
        ShipmentId id,
        OrderKey order,
        int part,
        String carrier,
        long version,
        ShipmentState state,
        int revision,
        String reference,
        String key,
        String fingerprint,
        int priority,
        Instant notBefore,
        Instant dueAt,
        @Nullable Instant placedAt,
        int attempt,
        int attemptsForgiven,
        boolean exposed,
        boolean cancelRequested,
        @Nullable String held,
        @Nullable Claim claim,
        @Nullable Instant firstClaimedAt,
        @Nullable String trackingNumber,
        @Nullable Doubt doubt,
        @Nullable ShipmentId reshipOf) {

    /** The longest carrier name, in characters. */
    public static final int MAX_CARRIER = 50;

    public ShipmentRecord {
        Checks.atLeast("part", part, 1);
        Checks.text("carrier", carrier, MAX_CARRIER);
        Checks.atLeast("revision", revision, 1);
        Checks.text("reference", reference, 35);
        Checks.text("key", key, 36);
        Checks.text("fingerprint", fingerprint, 100);
        require((state == ShipmentState.IN_DOUBT) == (doubt != null), "doubt and state IN_DOUBT go together");
        require(state != ShipmentState.CLAIMED || claim != null, "a claimed shipment has a claim");
        require((attempt == 0) == (claim == null), "attempts and claim go together");
        require(
                state != ShipmentState.CONFIRMED || trackingNumber != null,
                "a confirmed shipment has a tracking number");
        require(trackingNumber == null || state == ShipmentState.CONFIRMED, "what has a tracking number is confirmed");
    }

    private static void require(boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException("broken shipment record: " + law);
        }
    }

    /** Whether {@code claimId} names the latest claim. */
    public boolean isLatestClaim(ExchangeId claimId) {
        return claim != null && claim.id().equals(claimId);
    }

    /** Whether the carrier took it and its number is still to come: then it is never sent again. */
    public boolean awaitsNumber() {
        return doubt != null && doubt.cause() == Doubt.Cause.NUMBER_FOLLOWS;
    }

    /** How many claims count against the bound of attempts. */
    public int attemptsCounted() {
        return attempt - attemptsForgiven;
    }
}
