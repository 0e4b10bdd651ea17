package io.shiponce.benchmarks.contender;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;

/** The reference carrier's real adapter, its sends counted. */
final class CountedCarrier implements CarrierAdapter, CarrierLookup {
    private final CarrierAdapter http;
    private final Sends sends;

    CountedCarrier(CarrierAdapter http, Sends sends) {
        this.http = http;
        this.sends = sends;
    }

    @Override
    public Recovery recovery() {
        return http.recovery();
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        sends.began();
        SendOutcome outcome = http.send(consignment, permit);
        sends.ended();
        return outcome;
    }

    @Override
    public LookupOutcome lookUp(String reference) {
        return ((CarrierLookup) http).lookUp(reference);
    }

    @Override
    public void close() {
        http.close();
    }
}
