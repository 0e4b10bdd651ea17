package io.shiponce.store;

/**
 * An action on the version of a shipment that its actor saw (R13).
 *
 * <p>Immutable and safe for any thread.
 */
public record Transition(ShipmentId shipment, long expectedVersion, String actor, Action action) {
    public Transition {
        Checks.text("actor", actor, HistoryEntry.MAX_ACTOR);
    }
}
