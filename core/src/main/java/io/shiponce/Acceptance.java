package io.shiponce;

import io.shiponce.store.OrderKey;
import java.util.List;

/**
 * What became of an order that was offered to {@link DispatchEngine#accept}.
 *
 * <p>Immutable and safe for any thread. Whichever it is, it is durable; how a conflict's shipments stand may change at once.
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

    /**
     * An order with this number and another content was accepted before: it was changed in the shop since. Nothing was changed here.
     *
     * @param shipments of the order as it was accepted, by part, reshipments included; a snapshot, read after the conflict: whoever
     *     acts on one passes its version along, and loses if it was claimed, say, meanwhile (R13)
     */
    record Conflict(OrderKey order, List<Standing> shipments) implements Acceptance {
        public Conflict {
            shipments = List.copyOf(shipments);
        }

        /** How one of them stood, and what could still be done about it. */
        public record Standing(Shipment shipment, Changeable changeable) {}
    }

    /** It cannot be split into shipments; nothing was stored. The reason holds no personal data. */
    record Refused(OrderKey order, String reason) implements Acceptance {}
}
