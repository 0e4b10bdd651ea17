package io.shiponce.internal;

import io.shiponce.DispatchListener;
import io.shiponce.store.Doubt;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import org.slf4j.Logger;

/**
 * What a person has to look at, as events of the log: by their codes, with ids in place of names and addresses. What goes well is
 * in the histories only. Doubts are as many as slots and the carrier's limit allow.
 */
final class EventLog implements DispatchListener {
    private final Logger log;

    EventLog(Logger log) {
        this.log = log;
    }

    @Override
    public void settled(ShipmentRecord shipment, Outcome outcome) {
        Doubt doubt = shipment.doubt();
        if (doubt != null) {
            doubtful(shipment, doubt);
        } else if (shipment.state() == ShipmentState.PENDING && shipment.held() != null) {
            log.warn(
                    "event=SO-205 shipment={} carrier={} attempt={} It is held until a person releases it: see its history",
                    shipment.id(),
                    shipment.carrier(),
                    shipment.attempt());
        }
    }

    @Override
    public void expired(ShipmentRecord shipment) {
        Doubt doubt = shipment.doubt();
        if (doubt != null) {
            doubtful(shipment, doubt);
        }
    }

    /** Not one whose number follows: the carrier has said that it has it. */
    private void doubtful(ShipmentRecord shipment, Doubt doubt) {
        if (doubt.cause() != Doubt.Cause.NUMBER_FOLLOWS) {
            log.warn(
                    "event=SO-204 shipment={} carrier={} attempt={} cause={} It is in doubt: nobody knows whether the carrier has it",
                    shipment.id(),
                    shipment.carrier(),
                    shipment.attempt(),
                    doubt.cause());
        }
    }

    @Override
    public void duplicateAlarm(ShipmentRecord shipment) {
        log.error(
                "event=SO-202 shipment={} carrier={} It may leave twice: call the carrier, see its history",
                shipment.id(),
                shipment.carrier());
    }

    @Override
    public void carrierPaused(String carrier, String reason) {
        log.error("event=SO-301 carrier={} It is paused until somebody resumes it: {}", carrier, reason);
    }
}
