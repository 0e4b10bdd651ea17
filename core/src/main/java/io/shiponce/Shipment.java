package io.shiponce;

import io.shiponce.store.Claim;
import io.shiponce.store.Doubt;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import org.jspecify.annotations.Nullable;

/**
 * How one shipment stood when it was read. What a shop shows and decides on; it holds no personal data.
 *
 * <p>Immutable and safe for any thread. It may be out of date at once: whoever acts on it passes its version along,
 * and loses if somebody was faster (R13).
 *
 * @param part counts the shipments of its order, from 1; a reshipment continues the count
 * @param version what the row's version was
 * @param revision counts what was ever to be sent under this shipment, from 1; an amend starts the next
 * @param reference ours, printed by the carrier; of this revision (R7)
 * @param attempt how many times it was claimed
 * @param claim the latest: whose process, since when, until when; who declares a doubt not sent says that this process is gone
 * @param trackingNumber the carrier's; null until the carrier is known to have it
 * @param held why a person has to look before it is sent; null if nobody has
 * @param doubt why it is in doubt; null in every other state
 * @param cancelRequested a person asked to cancel it when it could no longer simply be withdrawn
 * @param reshipOf the shipment that this one repeats on purpose; null if none
 */
public record Shipment(
        ShipmentId id,
        OrderKey order,
        int part,
        String carrier,
        ShipmentState state,
        long version,
        int revision,
        String reference,
        int attempt,
        @Nullable Claim claim,
        @Nullable String trackingNumber,
        @Nullable String held,
        @Nullable Doubt doubt,
        boolean cancelRequested,
        @Nullable ShipmentId reshipOf) {

    /** What a caller may know of the record. */
    public static Shipment of(ShipmentRecord shipment) {
        return new Shipment(
                shipment.id(),
                shipment.order(),
                shipment.part(),
                shipment.carrier(),
                shipment.state(),
                shipment.version(),
                shipment.revision(),
                shipment.reference(),
                shipment.attempt(),
                shipment.claim(),
                shipment.trackingNumber(),
                shipment.held(),
                shipment.doubt(),
                shipment.cancelRequested(),
                shipment.reshipOf());
    }
}
