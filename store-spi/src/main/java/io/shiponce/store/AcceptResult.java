package io.shiponce.store;

import java.util.List;

/**
 * What became of one offered {@link OrderPlan}.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface AcceptResult {

    /** Stored durably, just now. */
    record Stored(List<ShipmentRecord> shipments) implements AcceptResult {
        public Stored {
            shipments = List.copyOf(shipments);
        }
    }

    /** The same order was stored before; these are its shipments, as they stand now. */
    record AlreadyStored(List<ShipmentRecord> shipments) implements AcceptResult {
        public AlreadyStored {
            shipments = List.copyOf(shipments);
        }
    }

    /** Another content was stored under this number before; nothing was changed. */
    record Conflict(String storedFingerprint) implements AcceptResult {}
}
