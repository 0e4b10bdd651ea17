package io.shiponce.examples.reference;

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
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends to a carrier that speaks the reference carrier's HTTP interface.
 *
 * <p>Safe for any number of threads; each call blocks its own until it ends, within the setting {@code timeout} and, for a
 * send, within the permit's. Nothing is kept but idle connections: a crash leaves whatever was written to the carrier, and the
 * claim in the store. At level 3 the carrier is taken to remember keys for 24 hours.
 */
public final class ReferenceCarrier implements CarrierAdapter, CarrierLookup, CarrierCancellation {
    /** How long the carrier remembers an idempotency key, at level 3. */
    public static final Duration KEY_LIFETIME = Duration.ofHours(24);

    /** The largest request that the carrier reads, in bytes. */
    public static final int MAX_REQUEST_BYTES = 1 << 20;

    /** The largest answer that is read, in bytes. */
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final String consignments;
    private final Recovery recovery;
    private final Exchanges exchanges;

    ReferenceCarrier(ReferenceSettings settings) {
        consignments = settings.base() + "/v1/consignments";
        recovery = settings.level() == Recovery.Level.IDEMPOTENCY_KEY
                ? Recovery.idempotencyKey(settings.base(), ConsignmentJson.FORMAT, KEY_LIFETIME)
                : Recovery.of(settings.level(), settings.base(), ConsignmentJson.FORMAT);
        exchanges = new Exchanges("reference-carrier", settings.timeout());
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        byte[] body;
        try {
            body = ConsignmentJson.bytes(consignment, permit.reference());
        } catch (CharacterCodingException e) {
            return new SendOutcome.Rejected("the consignment holds text that is not Unicode");
        }
        if (body.length > MAX_REQUEST_BYTES) {
            return new SendOutcome.Rejected("the request would have " + body.length + " bytes, the carrier reads "
                    + MAX_REQUEST_BYTES + " at most");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(consignments))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", permit.reference());
        Reply reply = exchanges.create(request, body, permit, MAX_ANSWER_BYTES);
        return Outcomes.ofSend(reply, permit.reference(), Instant.now());
    }

    @Override
    public LookupOutcome lookUp(String reference) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(consignments + "?reference=" + Texts.encoded(reference)))
                .GET();
        return Outcomes.ofLookup(exchanges.ask(request, MAX_ANSWER_BYTES), reference);
    }

    @Override
    public CancelOutcome cancel(TrackingNumber trackingNumber) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(consignments + "/" + Texts.encoded(trackingNumber.value())))
                .DELETE();
        return Outcomes.ofCancel(exchanges.ask(request, MAX_ANSWER_BYTES));
    }
}
