package com.example.meridian.first;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierCancellation;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.time.Duration;

// <skeleton>
/** Sends to Meridian Parcels, interface 2. Safe for any number of threads; keeps nothing but idle connections. */
final class MeridianCarrier implements CarrierAdapter, CarrierLookup, CarrierCancellation {
    MeridianCarrier(String shipments, String key, Duration timeout) {}

    @Override
    public Recovery recovery() {
        return Recovery.of(Recovery.Level.NONE, "nowhere", "nothing");
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        return new SendOutcome.Unknown("not written yet");
    }

    @Override
    public LookupOutcome lookUp(String reference) {
        return new LookupOutcome.Failed("not written yet");
    }

    @Override
    public CancelOutcome cancel(TrackingNumber number) {
        return new CancelOutcome.Failed("not written yet");
    }
}
// </skeleton>
