package io.shiponce.store;

import java.util.Optional;

/** R5: when a carrier's yes means that goods may leave twice, so that a person must see it. Stateless. */
final class DuplicateAlarm {
    private DuplicateAlarm() {}

    /** What the alarm says; empty if there is none: only a yes can raise one. */
    static Optional<String> of(ShipmentRecord shipment, Settlement settlement, boolean latest) {
        Outcome outcome = settlement.outcome();
        boolean yes = outcome instanceof Outcome.Accepted
                || (outcome instanceof Outcome.Unknown unknown && unknown.numberFollows());
        return yes && isRaised(shipment, settlement, latest)
                ? Optional.of(text(shipment, settlement))
                : Optional.empty();
    }

    private static boolean isRaised(ShipmentRecord shipment, Settlement settlement, boolean latest) {
        boolean amended = settlement.revision() != shipment.revision();
        return switch (shipment.state()) {
            case CONFIRMED ->
                settlement.outcome() instanceof Outcome.Accepted accepted
                        ? !accepted.trackingNumber().equals(shipment.trackingNumber())
                        : amended || (!latest && !isRecognized(shipment));
            case REJECTED, CANCELLED -> true;
            case PENDING, CLAIMED -> amended;
            // An attempt says yes once: this is another one's.
            case IN_DOUBT -> amended || (shipment.awaitsNumber() && !isRecognized(shipment));
        };
    }

    /** Whether the carrier takes a second attempt under one reference for the same parcel. */
    private static boolean isRecognized(ShipmentRecord shipment) {
        return ShipmentLaw.recordedRecovery(shipment).level() >= RecoveryTerms.UNIQUE_REFERENCE;
    }

    private static String text(ShipmentRecord shipment, Settlement settlement) {
        if (settlement.revision() != shipment.revision()) {
            return "the carrier accepted revision " + settlement.revision() + ", amended meanwhile";
        }
        return switch (shipment.state()) {
            case CONFIRMED ->
                settlement.outcome() instanceof Outcome.Accepted
                        ? "the carrier accepted it under a second tracking number"
                        : "the carrier accepted another attempt as well";
            case IN_DOUBT -> "the carrier accepted another attempt as well";
            case PENDING, CLAIMED, REJECTED, CANCELLED -> "the carrier accepted it after it was " + shipment.state();
        };
    }
}
