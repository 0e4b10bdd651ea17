package io.shiponce.carrier.shipengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What each reply to {@code POST /v1/labels} means: the one place where that is decided. What is not in the table is unknown.
 *
 * <table>
 *   <caption>Outcomes</caption>
 *   <tr><td>200, 201: this reference, {@code completed}, a number for the label and for each of its packages</td>
 *       <td>accepted</td></tr>
 *   <tr><td>200, 201: this reference, {@code processing}</td><td>taken, the number follows</td></tr>
 *   <tr><td>400, 404: every error is {@code validation} or {@code business_rules} with a code that says what is wrong</td>
 *       <td>rejected</td></tr>
 *   <tr><td>400, 404: every error says what is wrong with the account</td><td>not sent</td></tr>
 *   <tr><td>401, 403: ShipEngine's own {@code security} errors</td><td>not sent</td></tr>
 *   <tr><td>429: ShipEngine's own {@code rate_limit_exceeded}</td><td>not sent</td></tr>
 *   <tr><td>everything else: 409, {@code identifier_conflict}, {@code system}, a carrier's unspecified error, 5xx</td>
 *       <td>unknown</td></tr>
 * </table>
 *
 * <p>Pure functions, safe for any thread.
 */
final class SendAnswers {
    private SendAnswers() {}

    /**
     * The reply to a create.
     *
     * @param parcels how many were asked for
     * @param labels fetches the printable labels of an accepted answer; whatever it brings, the answer stays accepted
     */
    static SendOutcome of(
            Reply reply, String reference, int parcels, Instant now, Function<JsonNode, List<Label>> labels) {
        if (reply instanceof Reply.NoAnswer none) {
            return none.ofSend();
        }
        if (reply instanceof Reply.Answer answer) {
            return switch (answer.status()) {
                case 200, 201 -> bought(answer, reference, parcels, labels);
                case 400, 404 -> refused(ApiErrors.of(answer));
                case 401, 403 -> notAllowed(ApiErrors.of(answer));
                case 429 -> tooMany(answer, now);
                default -> new SendOutcome.Unknown(ApiErrors.of(answer).shown());
            };
        }
        throw new AssertionError(reply);
    }

    private static SendOutcome bought(
            Reply.Answer answer, String reference, int parcels, Function<JsonNode, List<Label>> labels) {
        JsonNode json = Json.of(answer);
        Optional<LabelEntry> read = LabelEntry.read(json);
        String status = "HTTP " + answer.status();
        if (read.isEmpty() || !read.get().externalId().equals(Optional.of(reference))) {
            return new SendOutcome.Unknown(status + " without a readable label for this reference");
        }
        LabelEntry label = read.get();
        if (!json.path("errors").isEmpty()) {
            // "Entirely or partially successful": which part is missing, nobody can tell from here.
            return new SendOutcome.Unknown(status + " with a label and with errors");
        }
        if (label.voided() || label.isReturn()) {
            return new SendOutcome.Unknown(
                    status + " with a label that is " + (label.voided() ? "voided" : "a return"));
        }
        return switch (label.status()) {
            case "completed" -> completed(label, status, parcels, () -> labels.apply(json));
            case "processing" -> new SendOutcome.NumberFollows(status + ": the label is being processed");
            default -> new SendOutcome.Unknown(status + " with a label in status " + label.status());
        };
    }

    private static SendOutcome completed(LabelEntry label, String status, int parcels, Supplier<List<Label>> labels) {
        if (label.number().isEmpty()) {
            return new SendOutcome.Unknown(status + " with a label without a tracking number");
        }
        List<Optional<TrackingNumber>> packages = label.packages();
        if (parcels > 1 || packages.size() > 1) {
            if (packages.size() != parcels) {
                return new SendOutcome.Unknown(
                        status + " with " + packages.size() + " packages, of " + parcels + " parcels sent");
            }
            for (int i = 0; i < parcels; i++) {
                if (packages.get(i).isEmpty()) {
                    return new SendOutcome.Unknown(
                            status + ": package " + (i + 1) + " of " + parcels + " has no tracking number");
                }
            }
        }
        return new SendOutcome.Accepted(new Receipt(label.number().get(), labels.get()));
    }

    private static SendOutcome refused(ApiErrors errors) {
        if (errors.areAll(error -> error.verdict() == ApiError.Verdict.NOT_ACCEPTED)) {
            return new SendOutcome.NotSent(errors.shown());
        }
        return errors.areAll(error -> error.verdict() != ApiError.Verdict.UNCLEAR)
                ? new SendOutcome.Rejected(errors.shown())
                : new SendOutcome.Unknown(errors.shown());
    }

    private static SendOutcome notAllowed(ApiErrors errors) {
        return errors.areAll(ApiError::isNotAllowed)
                ? new SendOutcome.NotSent(errors.shown())
                : new SendOutcome.Unknown(errors.shown());
    }

    private static SendOutcome tooMany(Reply.Answer answer, Instant now) {
        ApiErrors errors = ApiErrors.of(answer);
        return errors.areAll(ApiError::isTooMany)
                ? new SendOutcome.NotSent(errors.shown(), answer.retryAfter(now).orElse(null))
                : new SendOutcome.Unknown(errors.shown());
    }
}
