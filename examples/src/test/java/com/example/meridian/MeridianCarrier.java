package com.example.meridian;

// <imports>
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
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.carrier.http.Reply;
import io.shiponce.carrier.http.Texts;
import io.shiponce.carrier.http.UnsendableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
// </imports>

/** Sends to Meridian Parcels, interface 2. Safe for any number of threads; keeps nothing but idle connections. */
final class MeridianCarrier implements CarrierAdapter, CarrierLookup, CarrierCancellation {
    // <send>
    private static final int LARGEST_ANSWER = 1 << 20;

    private final String shipments;
    private final String key;
    private final Exchanges exchanges;

    MeridianCarrier(String shipments, String key, Duration timeout) {
        this.shipments = shipments;
        this.key = key;
        exchanges = new Exchanges("meridian", timeout);
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        try {
            byte[] body = MeridianRequest.of(consignment, permit.reference());
            Reply reply = exchanges.create(request(""), body, permit, LARGEST_ANSWER);
            return MeridianAnswers.ofSend(reply, permit.reference(), Instant.now());
        } catch (UnsendableException e) {
            return e.outcome(); // Nothing was written.
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(shipments + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }
    // </send>

    // <lookup>
    @Override
    public LookupOutcome lookUp(String reference) {
        HttpRequest.Builder request = request("?shop_reference=" + Texts.encoded(reference));
        return MeridianAnswers.ofLookup(exchanges.ask(request.GET(), LARGEST_ANSWER), reference);
    }
    // </lookup>

    // <cancel>
    @Override
    public CancelOutcome cancel(TrackingNumber number) {
        HttpRequest.Builder request = request("/" + Texts.encoded(number.value()));
        return MeridianAnswers.ofCancel(exchanges.ask(request.DELETE(), LARGEST_ANSWER));
    }
    // </cancel>

    // <recovery>
    @Override
    public Recovery recovery() {
        return Recovery.of(Recovery.Level.LOOKUP, shipments, MeridianRequest.FORMAT);
    }
    // </recovery>
}
