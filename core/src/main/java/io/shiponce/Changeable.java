package io.shiponce;

import io.shiponce.store.ShipmentRecord;

/** What can still be done about a shipment whose order was changed in the shop after it was accepted. */
public enum Changeable {
    /**
     * Pending, and certainly never sent: {@link Operator#cancel} withdraws it, and what the change makes of it is accepted as an
     * order under a number of its own.
     */
    BY_CANCELLING,
    /** Refused by its carrier for good: {@link Operator#amend} sends it under a new reference, with other content. */
    BY_AMENDING,
    /**
     * It left, is leaving, or may have left: claimed, in doubt, confirmed, or pending although an earlier attempt may have been
     * executed. {@link Operator#cancel} is remembered, and asks the carrier once it is confirmed; nothing else stops it.
     */
    NOT_ANY_MORE,
    /** Cancelled: nothing of it leaves. */
    WITHDRAWN;

    /** Of a shipment as it stands in the store. */
    public static Changeable of(ShipmentRecord shipment) {
        return switch (shipment.state()) {
            case PENDING -> shipment.exposed() ? NOT_ANY_MORE : BY_CANCELLING;
            case REJECTED -> shipment.exposed() ? NOT_ANY_MORE : BY_AMENDING;
            case CLAIMED, CONFIRMED, IN_DOUBT -> NOT_ANY_MORE;
            case CANCELLED -> WITHDRAWN;
        };
    }
}
