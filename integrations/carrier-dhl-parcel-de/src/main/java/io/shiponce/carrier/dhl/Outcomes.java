package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.carrier.http.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What each reply of DHL means: the one place where that is decided. What is not in the description, or not in its form, is
 * unknown.
 *
 * <p>Pure functions, safe for any thread.
 */
final class Outcomes {
    private Outcomes() {}

    /**
     * The reply to a create of one shipment. A warning is no refusal: the item's own status decides.
     *
     * <table>
     *   <caption>Outcomes</caption>
     *   <tr><td>200, 207: one item, status 200, with a number</td><td>accepted</td></tr>
     *   <tr><td>200, 207: one item, status 400, without a number</td><td>rejected</td></tr>
     *   <tr><td>400 in the documented form, no number in it</td><td>rejected</td></tr>
     *   <tr><td>401, 429 in the documented form; nothing written</td><td>not sent</td></tr>
     *   <tr><td>everything else: 500, an item that is missing, without status or number, another's</td>
     *       <td>unknown</td></tr>
     * </table>
     */
    static SendOutcome ofSend(Reply reply, String reference, Reasons reasons, Documents documents, Instant now) {
        if (reply instanceof Reply.NoAnswer none) {
            return none.ofSend();
        }
        if (reply instanceof Reply.Answer answer) {
            JsonNode json = Json.of(answer);
            return switch (answer.status()) {
                case 200, 207 -> created(answer, json, reference, reasons, documents);
                case 400 ->
                    isRefusal(json)
                            ? new SendOutcome.Rejected("HTTP 400: " + reasons.of(json))
                            : unknown(answer, " that is no documented refusal");
                case 401 ->
                    Status.is(json, 401)
                            ? new SendOutcome.NotSent("HTTP 401: DHL does not accept the credentials")
                            : unknown(answer, "");
                case 429 ->
                    Status.is(json, 429)
                            ? new SendOutcome.NotSent(
                                    "HTTP 429", answer.retryAfter(now).orElse(null))
                            : unknown(answer, "");
                default -> unknown(answer, "");
            };
        }
        throw new AssertionError(reply);
    }

    private static SendOutcome created(
            Reply.Answer answer, JsonNode json, String reference, Reasons reasons, Documents documents) {
        Optional<JsonNode> only = onlyItem(json);
        if (only.isEmpty()) {
            return unknown(answer, " without exactly one item");
        }
        JsonNode item = only.get();
        Optional<TrackingNumber> number = number(item);
        JsonNode its = item.path("shipmentRefNo");
        if (!its.isMissingNode() && !its.isNull() && !reference.equals(its.textValue())) {
            return unknown(answer, " for another reference");
        }
        if (Status.is(item.path("sstatus"), Status.OK) && number.isPresent()) {
            return new SendOutcome.Accepted(new Receipt(number.get(), documents.of(item)));
        }
        if (isRefused(item)) {
            return new SendOutcome.Rejected("HTTP " + answer.status() + ": " + reasons.of(json));
        }
        // The number, if there is one, is all that a person has to look it up by.
        return unknown(
                answer,
                number.map(found -> " with shipment number " + found + " and no status that can be read")
                        .orElse(" without a shipment number"));
    }

    /** The reply to a dry run. */
    static ValidationOutcome ofValidation(Reply reply, Reasons reasons) {
        if (!(reply instanceof Reply.Answer answer)) {
            return new ValidationOutcome.Failed(reply.words());
        }
        JsonNode json = Json.of(answer);
        boolean multi = answer.status() == 200 || answer.status() == 207;
        Optional<JsonNode> item = multi ? onlyItem(json) : Optional.empty();
        if (item.filter(one -> Status.is(one.path("sstatus"), Status.OK)).isPresent()) {
            return new ValidationOutcome.Valid();
        }
        return item.filter(Outcomes::isRefused).isPresent() || (answer.status() == 400 && isRefusal(json))
                ? new ValidationOutcome.Invalid("HTTP " + answer.status() + ": " + reasons.of(json))
                : new ValidationOutcome.Failed("HTTP " + answer.status());
    }

    /**
     * The reply to a cancellation. DHL says the same of a number that it does not know, that was cancelled before, and that is
     * closed for the day.
     */
    static CancelOutcome ofCancel(Reply reply, TrackingNumber trackingNumber) {
        if (!(reply instanceof Reply.Answer answer)) {
            return new CancelOutcome.Failed(reply.words());
        }
        JsonNode json = Json.of(answer);
        boolean multi = answer.status() == 200 || answer.status() == 207;
        Optional<JsonNode> item = (multi ? onlyItem(json) : Optional.<JsonNode>empty())
                .filter(one -> number(one).map(trackingNumber::equals).orElse(true));
        if (item.filter(one -> Status.is(one.path("sstatus"), Status.OK)).isPresent()) {
            return new CancelOutcome.Cancelled();
        }
        boolean refused = item.filter(one -> Status.is(one.path("sstatus"), Status.BAD_REQUEST))
                        .isPresent()
                || (answer.status() == 400 && Status.is(json.path("status"), Status.BAD_REQUEST));
        return refused
                ? new CancelOutcome.Refused("HTTP " + answer.status()
                        + ": DHL does not know the number, cancelled it before, or has closed it for the day")
                : new CancelOutcome.Failed("HTTP " + answer.status());
    }

    /** HTTP 400 as the description has it: a status, items, or both, all of them refused, and no number anywhere. */
    private static boolean isRefusal(JsonNode json) {
        JsonNode status = json.path("status");
        JsonNode items = json.path("items");
        boolean saysSomething = !status.isMissingNode() || !items.isEmpty();
        boolean wholeIsRefused = status.isMissingNode() || Status.is(status, Status.BAD_REQUEST);
        boolean eachIsRefused = items.isMissingNode()
                || (items.isArray()
                        && StreamSupport.stream(items.spliterator(), false).allMatch(Outcomes::isRefused));
        return saysSomething && wholeIsRefused && eachIsRefused;
    }

    private static boolean isRefused(JsonNode item) {
        JsonNode number = item.path("shipmentNo");
        boolean numberless = number.isMissingNode() || number.isNull() || number.equals(TextNode.valueOf(""));
        return numberless && Status.is(item.path("sstatus"), Status.BAD_REQUEST);
    }

    private static Optional<JsonNode> onlyItem(JsonNode json) {
        JsonNode items = json.path("items");
        return items.isArray() && items.size() == 1 ? Optional.of(items.get(0)) : Optional.empty();
    }

    /** A text by its schema; a number in the description's own example. */
    private static Optional<TrackingNumber> number(JsonNode item) {
        JsonNode number = item.path("shipmentNo");
        return Optional.of(number)
                .filter(node -> node.isTextual() || node.isIntegralNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank() && text.length() <= TrackingNumber.MAX_LENGTH)
                .map(TrackingNumber::new);
    }

    private static SendOutcome unknown(Reply.Answer answer, String why) {
        return new SendOutcome.Unknown("HTTP " + answer.status() + why);
    }
}
