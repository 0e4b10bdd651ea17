package io.shiponce;

import io.shiponce.carrier.Consignment;
import java.time.Instant;
import java.util.List;

/**
 * One shipment as it would be stored, and why it is as it is.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows no personal data.
 *
 * @param part counts the shipments of its order, from 1
 * @param carrier the name of the adapter that sends it
 * @param consignment what the carrier is told: origin, service, receiver, and one parcel
 * @param notBefore not sent earlier; {@link Instant#EPOCH} for "at once"
 * @param reasons in the order in which it was decided
 */
public record PlannedShipment(
        int part, String carrier, Consignment consignment, Instant notBefore, List<Reason> reasons) {
    public PlannedShipment {
        reasons = List.copyOf(reasons);
    }

    /** Whether somebody should look at it: a rule could not be kept. */
    public boolean flagged() {
        return reasons.stream().anyMatch(Reason::flagged);
    }
}
