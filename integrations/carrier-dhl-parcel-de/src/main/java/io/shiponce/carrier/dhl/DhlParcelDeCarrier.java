package io.shiponce.carrier.dhl;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierCancellation;
import io.shiponce.carrier.CarrierValidation;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.carrier.http.Deadline;
import io.shiponce.carrier.http.Exchanges;
import io.shiponce.carrier.http.Reply;
import io.shiponce.carrier.http.Texts;
import io.shiponce.carrier.http.UnsendableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/**
 * Sends to DHL Parcel DE Shipping, version 2: one shipment per request, so that one lost answer is one doubt.
 *
 * <p>DHL offers nothing to find a shipment by our reference, and takes the same reference again: level 0, a person decides each
 * doubt. Its dry run is the same request with {@code validate=true}, and stands in another address than the create's.
 *
 * <p>Safe for any number of threads; each call blocks its own until it ends, within the setting {@code timeout} and, for a send,
 * within the permit's. Nothing is kept but idle connections and a login's token: a crash leaves whatever was written to DHL, and
 * the claim in the store.
 */
final class DhlParcelDeCarrier implements CarrierAdapter, CarrierCancellation, CarrierValidation {
    /** Two documents of the largest size in base64, and what is around them: one too large costs the document only. */
    private static final int MAX_ANSWER = 2 * (Label.MAX_BYTES / 3 * 4) + (1 << 20);

    private static final int MAX_SHORT_ANSWER = 1 << 20;

    private final DhlSettings settings;
    private final Exchanges exchanges;
    private final Documents documents;
    private final URI create;
    private final URI dryRun;

    DhlParcelDeCarrier(DhlSettings settings) {
        this.settings = settings;
        exchanges = new Exchanges("dhl-parcel-de", settings.timeout());
        documents = new Documents(settings.print().docFormat());
        create = URI.create(settings.base() + "/orders?" + settings.print().query(settings.mustEncode()));
        dryRun = URI.create(create + "&validate=true");
    }

    @Override
    public Recovery recovery() {
        return settings.recovery();
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        Deadline deadline = exchanges.deadline(permit);
        HttpRequest.Builder request = HttpRequest.newBuilder(create).header("Content-Type", "application/json");
        byte[] body;
        try {
            body = settings.orders().bytes(consignment, permit.reference());
            if (!permit.allowsSend()) {
                return new SendOutcome.NotSent("too little time left on the claim");
            }
            settings.access().authorize(request, deadline);
        } catch (UnsendableException e) {
            return e.outcome();
        }
        Reply reply = exchanges.create(request, body, permit, deadline, MAX_ANSWER);
        noticeRefusedAccess(reply);
        Reasons reasons = new Reasons(consignment.shipTo());
        return Outcomes.ofSend(reply, permit.reference(), reasons, documents, Instant.now());
    }

    @Override
    public ValidationOutcome validate(Consignment consignment, String reference) {
        try {
            byte[] body = settings.orders().bytes(consignment, reference);
            HttpRequest.Builder request = HttpRequest.newBuilder(dryRun)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body));
            return Outcomes.ofValidation(ask(request), new Reasons(consignment.shipTo()));
        } catch (UnsendableException e) {
            return e.validation();
        }
    }

    @Override
    public CancelOutcome cancel(TrackingNumber trackingNumber) {
        URI shipment = URI.create(settings.base() + "/orders?profile="
                + Texts.encoded(settings.orders().profile()) + "&shipment=" + Texts.encoded(trackingNumber.value()));
        try {
            return Outcomes.ofCancel(ask(HttpRequest.newBuilder(shipment).DELETE()), trackingNumber);
        } catch (UnsendableException e) {
            return new CancelOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Reply ask(HttpRequest.Builder request) throws UnsendableException {
        Deadline deadline = exchanges.deadline();
        settings.access().authorize(request, deadline);
        Reply reply = exchanges.ask(request, deadline, MAX_SHORT_ANSWER);
        noticeRefusedAccess(reply);
        return reply;
    }

    private void noticeRefusedAccess(Reply reply) {
        if (reply instanceof Reply.Answer answer && answer.status() == 401) {
            settings.access().refused();
        }
    }

    @Override
    public String toString() {
        return "DhlParcelDeCarrier[" + settings.recovery().scope() + "]";
    }
}
