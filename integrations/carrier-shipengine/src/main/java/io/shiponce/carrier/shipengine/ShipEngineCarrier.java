package io.shiponce.carrier.shipengine;

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
import io.shiponce.carrier.http.Deadline;
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.carrier.http.Reply;
import io.shiponce.carrier.http.UnsendableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/**
 * Buys labels through ShipEngine: one {@code POST /v1/labels} per send, with the whole shipment in it.
 *
 * <p><b>Where the guard is.</b> The purchase itself carries our reference as {@code shipment.external_shipment_id}, which the
 * description calls a unique key. Buying a label makes a shipment, and a second shipment with the same external id is refused
 * (<a href="https://www.shipengine.com/docs/shipping/create-a-shipment/">Create a shipment</a>: must be unique, a duplicate is
 * answered with an error; <a href="https://www.shipengine.com/docs/errors/codes/">error codes</a>: {@code identifier_conflict}).
 * The id belongs to the shipment, which voiding its label leaves as it is (<a
 * href="https://www.shipengine.com/docs/labels/voiding/">Voiding</a>); nothing documented ever frees it. The other ways to buy,
 * by {@code shipment_id} or {@code rate_id}, carry no such guard: a shipment may get a second label. They are never taken.
 * What the documentation leaves open is in {@code docs/carrier-shipengine.md}; the setting {@code level} is for who wants less.
 *
 * <p><b>Tracking number.</b> The carrier's own number of the label, that people track by. ShipEngine's label id is not kept:
 * a cancellation finds it by the number.
 *
 * <p>Safe for any number of threads; each call blocks its own until it ends, within the setting {@code timeout} and, for a send,
 * within the permit's. Nothing is kept but idle connections: a crash leaves whatever was written to ShipEngine, and the claim in
 * the store.
 */
final class ShipEngineCarrier implements CarrierAdapter, CarrierLookup, CarrierCancellation {
    static final String KEY_HEADER = "API-Key";

    /** The largest answer without files in it, in bytes. */
    private static final int MAX_ANSWER = 1 << 20;

    /** The largest answer with files in it: far above what a label may have, so that one too large costs the label only. */
    private static final int MAX_INLINE_ANSWER = 16 << 20;

    private final ShipEngineSettings settings;
    private final Exchanges exchanges;
    private final LabelFiles files;

    ShipEngineCarrier(ShipEngineSettings settings) {
        this.settings = settings;
        this.exchanges = new Exchanges("shipengine", settings.timeout());
        this.files = new LabelFiles(exchanges, settings);
    }

    @Override
    public Recovery recovery() {
        return settings.recovery();
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        byte[] body;
        try {
            body = settings.requests().bytes(consignment, permit.reference());
        } catch (UnsendableException e) {
            return e.outcome();
        }
        Deadline deadline = exchanges.deadline(permit);
        HttpRequest.Builder request = request("/v1/labels").header("Content-Type", "application/json");
        int maxAnswer = settings.requests().options().isInline() ? MAX_INLINE_ANSWER : MAX_ANSWER;
        Reply reply = exchanges.create(request, body, permit, deadline, maxAnswer);
        return SendAnswers.of(
                reply,
                permit.reference(),
                consignment.parcels().size(),
                Instant.now(),
                label -> files.of(label, deadline));
    }

    @Override
    public LookupOutcome lookUp(String reference) {
        Deadline deadline = exchanges.deadline();
        return new LabelLookup(path -> get(path, deadline)).find(reference);
    }

    @Override
    public CancelOutcome cancel(TrackingNumber trackingNumber) {
        Deadline deadline = exchanges.deadline();
        return new LabelVoiding(path -> get(path, deadline), path -> put(path, deadline)).cancel(trackingNumber);
    }

    private Reply get(String path, Deadline deadline) {
        return exchanges.ask(request(path).GET(), deadline, MAX_ANSWER);
    }

    private Reply put(String path, Deadline deadline) {
        return exchanges.ask(request(path).PUT(BodyPublishers.noBody()), deadline, MAX_ANSWER);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.base() + path))
                .header(KEY_HEADER, settings.apiKey())
                .header("Accept", "application/json");
    }

    @Override
    public String toString() {
        return "ShipEngineCarrier[" + settings.recovery().scope() + "]";
    }
}
