package com.example.meridian.first;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

// <answers>
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

    private static SendOutcome accepted(JsonNode json, String reference) {
        Optional<TrackingNumber> number = number(json);
        if (number.isEmpty() || !reference.equals(json.path("shop_reference").textValue())) {
            return new SendOutcome.Unknown("HTTP 201 without this reference and a number");
        }
        return new SendOutcome.Accepted(Receipt.of(number.get()));
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
}
// </answers>
