package io.shiponce;

import io.shiponce.store.OrderKey;
import java.util.List;

/**
 * Which shipments an order becomes, and why: what accepting it would store.
 *
 * <p>Immutable and safe for any thread. {@link #toString()} shows no personal data.
 *
 * @param shipments in the order of their parts
 * @param notes what concerns the order as a whole, for example what needs no shipping
 */
public record PlanPreview(OrderKey order, List<PlannedShipment> shipments, List<Reason> notes) {
    public PlanPreview {
        shipments = List.copyOf(shipments);
        notes = List.copyOf(notes);
    }
}
