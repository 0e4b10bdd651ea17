package io.shiponce;

import io.shiponce.store.OrderKey;
import java.util.List;

/**
 * What became of an order that was offered to {@link DispatchEngine#accept}.
 *
 * <p>Immutable and safe for any thread. Whichever it is, it is durable.
 */
public sealed interface Acceptance {

    /** Whose order. */
    OrderKey order();

    /** Accepted just now: these are its shipments. */
    record Accepted(OrderKey order, List<Shipment> shipments) implements Acceptance {
        public Accepted {
            shipments = List.copyOf(shipments);
        }
    }

    /** The same order was accepted before: these are its shipments, split as they were then (R12). */
    record AlreadyAccepted(OrderKey order, List<Shipment> shipments) implements Acceptance {
        public AlreadyAccepted {
            shipments = List.copyOf(shipments);
        }
    }

    /** An order with this number and another content was accepted before; nothing was changed. */
    record Conflict(OrderKey order) implements Acceptance {}

    /** It cannot be split into shipments; nothing was stored. The reason holds no personal data. */
    record Refused(OrderKey order, String reason) implements Acceptance {}
}
