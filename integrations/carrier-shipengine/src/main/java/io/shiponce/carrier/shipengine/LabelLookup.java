package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.http.Reply;
import io.shiponce.carrier.http.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the labels under one reference, in two requests that only read.
 *
 * <ol>
 *   <li>{@code GET /v1/labels/external_shipment_id/R}: one label of that shipment. It must carry exactly the reference.
 *   <li>If there is one: {@code GET /v1/labels?shipment_id=S}: all of that shipment, voided ones included; the first answer shows
 *       one only, also where a shipment got a second label by hand.
 *   <li>If there is none: {@code GET /v1/shipments/external_shipment_id/R}. Only where ShipEngine does not know a shipment by
 *       that name either is it absent. A shipment without a label may be a purchase under way, or one that failed: that
 *       is no answer to "may it be sent again", and it would be refused again.
 * </ol>
 *
 * <p>Safe for any thread. Anything unexpected is a failed look-up (C8).
 */
final class LabelLookup {
    private static final int PAGE = 100;

    private final Function<String, Reply> get;

    /** Asks by {@code get}, which takes a path. */
    LabelLookup(Function<String, Reply> get) {
        this.get = get;
    }

    LookupOutcome find(String reference) {
        Reply reply = get.apply("/v1/labels/external_shipment_id/" + Texts.encoded(reference));
        if (isNotFound(reply)) {
            return withoutLabel(reference);
        }
        if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
            return failed("the label", reply);
        }
        Optional<LabelEntry> label = LabelEntry.read(Json.of(answer));
        if (label.isEmpty() || !label.get().externalId().equals(Optional.of(reference))) {
            return new LookupOutcome.Failed("HTTP 200 without a readable label for this reference");
        }
        return ofShipment(label.get(), reference);
    }

    private LookupOutcome ofShipment(LabelEntry known, String reference) {
        Reply reply = get.apply("/v1/labels?shipment_id=" + known.shipmentId() + "&page_size=" + PAGE);
        if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
            return failed("the shipment's labels", reply);
        }
        Optional<List<LabelEntry>> read = list(Json.of(answer));
        if (read.isEmpty()) {
            return new LookupOutcome.Failed("HTTP 200 without a readable and whole list of labels");
        }
        List<LabelEntry> ours = read.get().stream()
                .filter(label -> label.shipmentId().equals(known.shipmentId()))
                .filter(label -> label.externalId().orElse(reference).equals(reference))
                .toList();
        if (ours.stream().noneMatch(label -> label.labelId().equals(known.labelId()))) {
            return new LookupOutcome.Failed("the list of labels lacks one that was there before");
        }
        return matches(ours.stream().filter(label -> !label.isReturn()).toList());
    }

    private static LookupOutcome matches(List<LabelEntry> labels) {
        List<LookupOutcome.Match> matches = new ArrayList<>();
        for (LabelEntry label : labels) {
            if (label.isLive() || label.voided()) {
                if (label.number().isEmpty()) {
                    return new LookupOutcome.Failed("a label under this reference has no tracking number");
                }
                matches.add(new LookupOutcome.Match(label.number().get(), label.createdAt(), label.voided()));
            } else if (label.status().equals("processing")) {
                return new LookupOutcome.Failed("a label under this reference is being processed");
            }
        }
        return matches.isEmpty()
                ? new LookupOutcome.Failed("no label under this reference was ever completed")
                : new LookupOutcome.Found(matches);
    }

    private LookupOutcome withoutLabel(String reference) {
        Reply reply = get.apply("/v1/shipments/external_shipment_id/" + Texts.encoded(reference));
        if (isNotFound(reply)) {
            return new LookupOutcome.Absent();
        }
        if (reply instanceof Reply.Answer answer && answer.status() == 200) {
            return new LookupOutcome.Failed(
                    reference.equals(
                                    Json.of(answer).path("external_shipment_id").textValue())
                            ? "ShipEngine holds a shipment under this reference, without a label"
                            : "HTTP 200 without a readable shipment for this reference");
        }
        return failed("the shipment", reply);
    }

    /** All labels of an answer, if it can be read and is the only page; each must be readable: one that is not may be ours. */
    static Optional<List<LabelEntry>> list(JsonNode json) {
        JsonNode list = json.path("labels");
        JsonNode total = json.path("total");
        if (!list.isArray() || !total.canConvertToInt() || total.intValue() != list.size()) {
            return Optional.empty();
        }
        List<LabelEntry> labels = new ArrayList<>();
        list.forEach(entry -> LabelEntry.read(entry).ifPresent(labels::add));
        return labels.size() == list.size() ? Optional.of(labels) : Optional.empty();
    }

    /** ShipEngine's own readable "does not exist"; a page with that status may come from anybody on the way. */
    static boolean isNotFound(Reply reply) {
        return reply instanceof Reply.Answer answer
                && answer.status() == 404
                && ApiErrors.of(answer).areAll(error -> error.source().equals("shipengine"));
    }

    private static LookupOutcome failed(String what, Reply reply) {
        return new LookupOutcome.Failed(what + ": " + shown(reply));
    }

    /** For histories. */
    static String shown(Reply reply) {
        if (reply instanceof Reply.NoAnswer none) {
            return none.cause();
        }
        if (reply instanceof Reply.Answer answer) {
            return answer.status() == 200 ? "HTTP 200" : ApiErrors.of(answer).shown();
        }
        throw new AssertionError(reply);
    }
}
