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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    private final String consignments;
    private final Duration timeout;
    private final Recovery recovery;
    private final Exchanges exchanges;

    ReferenceCarrier(ReferenceSettings settings) {
        consignments = settings.base() + "/v1/consignments";
        timeout = settings.timeout();
        recovery = settings.level() == Recovery.Level.IDEMPOTENCY_KEY
                ? Recovery.idempotencyKey(settings.base(), ConsignmentJson.FORMAT, KEY_LIFETIME)
                : Recovery.of(settings.level(), settings.base(), ConsignmentJson.FORMAT);
        exchanges = new Exchanges(timeout);
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
        if (!permit.allowsSend()) {
            return new SendOutcome.NotSent("too little time left on the claim");
        }
        Deadline deadline = Deadline.after(shorter(timeout, permit.timeout()));
        // Asked again behind the connecting, right before the bytes leave: what is left of this send must fit in.
        Gate gate = new Gate(body, () -> {
            Duration left = deadline.left();
            return left.compareTo(Duration.ZERO) > 0 && permit.timeLeft().compareTo(left) >= 0;
        });
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(consignments))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", permit.reference())
                .POST(gate);
        return Outcomes.ofSend(exchanges.exchange(request, deadline, gate::shut), permit.reference(), Instant.now());
    }

    @Override
    public LookupOutcome lookUp(String reference) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(consignments + "?reference=" + encoded(reference)))
                .GET();
        return Outcomes.ofLookup(exchanges.exchange(request, Deadline.after(timeout), () -> false), reference);
    }

    @Override
    public CancelOutcome cancel(TrackingNumber trackingNumber) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(consignments + "/" + encoded(trackingNumber.value())))
                .DELETE();
        return Outcomes.ofCancel(exchanges.exchange(request, Deadline.after(timeout), () -> false));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String encoded(String text) {
        // The encoder is made for forms; a plus sign is a space there and a plus sign in a path.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
