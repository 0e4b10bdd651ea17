package io.shiponce.examples.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What each reply of the reference carrier means: the one place where that is decided.
 *
 * <p>Pure functions, safe for any thread. What is not in the table is unknown.
 */
final class Outcomes {
    private static final int MAX_TITLE = 200;
    private static final int MAX_MATCHES = 1_000;

    /** Strict: an answer of which half is missing, or that says two things, cannot be read. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Outcomes() {}

    /**
     * The reply to a create.
     *
     * <table>
     *   <caption>Outcomes</caption>
     *   <tr><td>200, 201 with this reference and a tracking number</td><td>accepted</td></tr>
     *   <tr><td>400, 422 with a title in JSON</td><td>rejected</td></tr>
     *   <tr><td>429; 503 with Retry-After; nothing written</td><td>not sent</td></tr>
     *   <tr><td>everything else</td><td>unknown</td></tr>
     * </table>
     */
    static SendOutcome ofSend(Reply reply, String reference, Instant now) {
        if (reply instanceof Reply.NoAnswer none) {
            return none.ofSend();
        }
        if (reply instanceof Reply.Answer answer) {
            return switch (answer.status()) {
                case 200, 201 -> accepted(answer, reference);
                case 400, 422 -> rejected(answer);
                case 429 -> notSent(answer, now);
                case 503 -> answer.header("Retry-After").isPresent() ? notSent(answer, now) : unknown(answer);
                default -> unknown(answer);
            };
        }
        throw new AssertionError(reply);
    }

    /** The reply to a look-up. An answer that lists only what nobody asked for did not answer the question. */
    static LookupOutcome ofLookup(Reply reply, String reference) {
        if (reply instanceof Reply.NoAnswer none) {
            return new LookupOutcome.Failed(none.cause());
        }
        if (reply instanceof Reply.Answer answer) {
            if (answer.status() == 501) {
                return new LookupOutcome.Failed("HTTP 501: this carrier offers no look-up");
            }
            return answer.status() == 200
                    ? matches(answer, reference)
                    : new LookupOutcome.Failed("HTTP " + answer.status());
        }
        throw new AssertionError(reply);
    }

    /** The reply to a cancellation. */
    static CancelOutcome ofCancel(Reply reply) {
        if (reply instanceof Reply.NoAnswer none) {
            return new CancelOutcome.Failed(none.cause());
        }
        if (reply instanceof Reply.Answer answer) {
            return switch (answer.status()) {
                case 204 -> new CancelOutcome.Cancelled();
                case 404 -> new CancelOutcome.Refused("HTTP 404: the carrier does not know this number");
                case 409 -> new CancelOutcome.Refused("HTTP 409: too late");
                default -> new CancelOutcome.Failed("HTTP " + answer.status());
            };
        }
        throw new AssertionError(reply);
    }

    private static SendOutcome accepted(Reply.Answer answer, String reference) {
        JsonNode json = json(answer);
        Optional<TrackingNumber> number = trackingNumber(json);
        if (number.isEmpty() || !reference.equals(json.path("reference").textValue())) {
            return new SendOutcome.Unknown("HTTP " + answer.status() + " without this reference and a tracking number");
        }
        return new SendOutcome.Accepted(Receipt.of(number.get()));
    }

    private static SendOutcome rejected(Reply.Answer answer) {
        // Only the title: it names the kind of problem, while other fields may repeat what was sent, addresses
        // included.
        String given = json(answer).path("title").textValue();
        String title = given == null ? "" : given.replaceAll("\\p{Cntrl}", " ").strip();
        if (title.isEmpty()) {
            return new SendOutcome.Unknown("HTTP " + answer.status() + " without a title");
        }
        String shown = title.length() > MAX_TITLE ? title.substring(0, MAX_TITLE) : title;
        return new SendOutcome.Rejected("HTTP " + answer.status() + ": " + shown);
    }

    private static SendOutcome notSent(Reply.Answer answer, Instant now) {
        return new SendOutcome.NotSent(
                "HTTP " + answer.status(), answer.retryAfter(now).orElse(null));
    }

    private static SendOutcome unknown(Reply.Answer answer) {
        return new SendOutcome.Unknown("HTTP " + answer.status());
    }

    private static LookupOutcome matches(Reply.Answer answer, String reference) {
        JsonNode list = json(answer).path("consignments");
        if (!list.isArray() || list.size() > MAX_MATCHES) {
            return new LookupOutcome.Failed("HTTP 200 that cannot be read");
        }
        List<LookupOutcome.Match> matches = new ArrayList<>();
        for (JsonNode entry : list) {
            Optional<TrackingNumber> number = trackingNumber(entry);
            if (number.isEmpty() || !entry.path("reference").isTextual()) {
                return new LookupOutcome.Failed("HTTP 200 with an entry that cannot be read");
            }
            if (entry.path("reference").textValue().equals(reference)) {
                matches.add(new LookupOutcome.Match(
                        number.get(),
                        createdAt(entry).orElse(null),
                        entry.path("voided").asBoolean(false)));
            }
        }
        if (!matches.isEmpty()) {
            return new LookupOutcome.Found(matches);
        }
        return list.isEmpty()
                ? new LookupOutcome.Absent()
                : new LookupOutcome.Failed("HTTP 200 that lists other references only");
    }

    private static Optional<TrackingNumber> trackingNumber(JsonNode node) {
        return Optional.of(node.path("trackingNumber"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank() && text.length() <= TrackingNumber.MAX_LENGTH)
                .map(TrackingNumber::new);
    }

    /** The latest moment that the text can mean: a time without milliseconds may be any moment of its second. */
    private static Optional<Instant> createdAt(JsonNode node) {
        try {
            Instant time = Instant.parse(node.path("createdAt").asText(""));
            for (ChronoUnit unit : List.of(ChronoUnit.SECONDS, ChronoUnit.MILLIS)) {
                if (time.equals(time.truncatedTo(unit))) {
                    return Optional.of(time.plus(1, unit).minusNanos(1));
                }
            }
            return Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(Reply.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
