package com.example.meridian;

// <imports>
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
// </imports>

/** What each answer of Meridian means, decided here and nowhere else; what its documentation does not name is unknown. */
final class MeridianAnswers {
    private static final Set<String> REFUSALS = Set.of("ADDRESS_UNKNOWN", "COUNTRY_NOT_SERVED", "TOO_HEAVY");

    /** Strict: an answer that says a thing twice, or goes on behind its end, cannot be read. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MeridianAnswers() {}

    static SendOutcome ofSend(Reply reply, String reference, Instant now) {
        if (reply instanceof Reply.NoAnswer none) {
            return none.ofSend();
        }
        if (reply instanceof Reply.Answer answer) {
            JsonNode json = json(answer);
            String code = json.path("code").asText();
            if (answer.status() == 201) {
                return accepted(json, reference);
            } else if (answer.status() == 422 && REFUSALS.contains(code)) {
                return new SendOutcome.Rejected(reply.words() + " " + code);
            } else if (answer.status() == 401 && code.equals("KEY_UNKNOWN")) {
                return new SendOutcome.NotSent(reply.words() + " " + code);
            } else if (answer.status() == 429) {
                return new SendOutcome.NotSent(
                        reply.words(), answer.retryAfter(now).orElse(null));
            }
        }
        return new SendOutcome.Unknown(reply.words());
    }

    private static JsonNode json(Reply.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static Optional<TrackingNumber> number(JsonNode json) {
        return Optional.ofNullable(json.path("number").textValue())
                .filter(text -> !text.isBlank() && text.length() <= TrackingNumber.MAX_LENGTH)
                .map(TrackingNumber::new);
    }

    // <labels>
    private static SendOutcome accepted(JsonNode json, String reference) {
        Optional<TrackingNumber> number = number(json);
        if (number.isEmpty() || !reference.equals(json.path("shop_reference").textValue())) {
            return new SendOutcome.Unknown("HTTP 201 without this reference and a number");
        }
        return new SendOutcome.Accepted(new Receipt(number.get(), labels(json)));
    }

    /** None if it cannot be read: the parcel travels all the same, and its number must not get lost with its label. */
    private static List<Label> labels(JsonNode json) {
        try {
            byte[] pdf = json.path("label").binaryValue();
            return pdf == null || pdf.length == 0
                    ? List.of()
                    : List.of(new Label("application/pdf", ByteBuffer.wrap(pdf)));
        } catch (IOException e) {
            return List.of();
        }
    }
    // </labels>

    // <lookup>
    static LookupOutcome ofLookup(Reply reply, String reference) {
        if (!(reply instanceof Reply.Answer answer) || answer.status() != 200) {
            return new LookupOutcome.Failed(reply.words());
        }
        JsonNode list = json(answer).path("shipments");
        if (!list.isArray()) {
            return new LookupOutcome.Failed("HTTP 200 without a list");
        }
        List<LookupOutcome.Match> matches = new ArrayList<>();
        for (JsonNode entry : list) {
            Optional<LookupOutcome.Match> match = match(entry);
            String held = entry.path("shop_reference").textValue();
            if (match.isEmpty() || held == null) {
                return new LookupOutcome.Failed("HTTP 200 with an entry that cannot be read");
            }
            if (held.equals(reference)) { // Meridian lists all that begin with it.
                matches.add(match.get());
            }
        }
        return matches.isEmpty() ? new LookupOutcome.Absent() : new LookupOutcome.Found(matches);
    }

    private static Optional<LookupOutcome.Match> match(JsonNode entry) {
        JsonNode cancelled = entry.path("cancelled");
        try {
            Instant madeAt = Instant.parse(entry.path("made_at").asText());
            return number(entry)
                    .filter(number -> cancelled.isBoolean())
                    .map(number -> new LookupOutcome.Match(number, madeAt, cancelled.booleanValue()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
    // </lookup>

    // <cancel>
    static CancelOutcome ofCancel(Reply reply) {
        if (!(reply instanceof Reply.Answer answer)) {
            return new CancelOutcome.Failed(reply.words());
        }
        return switch (answer.status()) {
            case 204 -> new CancelOutcome.Cancelled();
            case 404 -> new CancelOutcome.Refused("HTTP 404: Meridian does not know this number");
            case 409 -> new CancelOutcome.Refused("HTTP 409: it was collected");
            default -> new CancelOutcome.Failed(reply.words());
        };
    }
    // </cancel>
}
