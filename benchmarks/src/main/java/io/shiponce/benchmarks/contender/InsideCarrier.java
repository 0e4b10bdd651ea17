package io.shiponce.benchmarks.contender;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;

/** The carrier within this JVM. */
final class InsideCarrier implements CarrierAdapter {
    private final Job job;
    private final Sends sends;

    InsideCarrier(Job job, Sends sends) {
        this.job = job;
        this.sends = sends;
    }

    @Override
    public Recovery recovery() {
        return Recovery.of(Recovery.Level.NONE, "inside", "inside-1");
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        sends.began();
        try {
            String number = Delivery.inside(job);
            sends.ended();
            return new SendOutcome.Accepted(Receipt.of(new TrackingNumber(number)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SendOutcome.Unknown("interrupted");
        }
    }
}
