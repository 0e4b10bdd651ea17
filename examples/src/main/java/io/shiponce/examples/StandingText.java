package io.shiponce.examples;

import io.shiponce.Acceptance;
import io.shiponce.Shipment;

/** Says of a shipment whose order was changed in the shop what may still be changed, and with which command. Stateless. */
final class StandingText {
    private static final String INSTEAD = "import what is to be sent instead under a number of its own";

    private StandingText() {}

    static String of(Acceptance.Conflict.Standing standing) {
        Shipment shipment = standing.shipment();
        String id = shipment.id().value();
        return "shipment " + id + ", part " + shipment.part() + ", is " + shipment.state() + ": "
                + switch (standing.changeable()) {
                    case BY_CANCELLING -> "it may still be changed: 'cancel " + id + "' withdraws it; " + INSTEAD;
                    case BY_AMENDING -> "it may still be changed: 'amend " + id + "' sends it to another address";
                    case NOT_ANY_MORE -> "it may not be changed any more: " + tooLate(shipment);
                    case WITHDRAWN -> "nothing of it leaves; " + INSTEAD;
                };
    }

    private static String tooLate(Shipment shipment) {
        String cancel = "'cancel " + shipment.id() + "'";
        return switch (shipment.state()) {
            case CONFIRMED -> "its carrier has it; " + cancel + " asks the carrier to stop it";
            case CLAIMED -> "it is being sent; " + cancel + " keeps it from being sent again";
            case IN_DOUBT -> "it may have left; " + cancel + " keeps it from being sent again";
            case PENDING, REJECTED, CANCELLED -> "it may have left with an earlier attempt";
        };
    }
}
