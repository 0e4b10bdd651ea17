package io.shiponce.examples.power;

import io.shiponce.examples.power.Acknowledged.Row;
import io.shiponce.store.ShipmentState;

/** Something that was acknowledged and is not in the store after the power cut. Immutable. */
record Loss(Kind kind, String what) {

    /** What it was, and what comes of it. */
    enum Kind {
        /** The store cannot be opened or is damaged. */
        DATABASE,
        /** The shop thinks that it is accepted: it is never sent. */
        ORDER,
        /** The shipment may be on its way: it is sent again. */
        CLAIM,
        /** What came of a claim is forgotten. */
        SETTLEMENT,
        /** The carrier has it, and the store takes it for not sent: it is sent again. */
        SEND
    }

    static Loss of(String id, Row acknowledged, String found) {
        Kind kind = switch (acknowledged.state()) {
            case PENDING -> acknowledged.version() == 1 ? Kind.ORDER : Kind.SETTLEMENT;
            case CLAIMED -> Kind.CLAIM;
            case CONFIRMED, REJECTED, IN_DOUBT, CANCELLED -> Kind.SETTLEMENT;
        };
        return new Loss(kind, id + " was acknowledged as " + acknowledged + ", found is " + found);
    }

    static Loss ofSend(String reference, ShipmentState found) {
        return new Loss(Kind.SEND, reference + " was sent, found is " + found);
    }
}
