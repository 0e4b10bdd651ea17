package io.shiponce.store;

/**
 * What became of a {@link Transition}.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface TransitionResult {

    /** Written, durably. */
    record Done(ShipmentRecord after) implements TransitionResult {}

    /** Somebody else was faster; nothing was written. */
    record Stale(ShipmentRecord current) implements TransitionResult {}

    /** The law forbids it, or the shipment that it would make exists already; nothing was written. */
    record Refused(ShipmentRecord current, String reason) implements TransitionResult {}

    /** There is no such shipment. */
    record Missing(ShipmentId shipment) implements TransitionResult {}
}
