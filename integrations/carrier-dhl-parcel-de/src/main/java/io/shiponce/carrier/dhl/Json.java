package io.shiponce.carrier.dhl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.carrier.http.Reply;

/** Reads DHL's JSON. Stateless and safe for any thread. */
final class Json {
    /** Strict: an answer of which half is missing, or that says two things, cannot be read. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The body of an answer; a missing node if it cannot be read. */
    static JsonNode of(Reply.Answer answer) {
        try {
            return MAPPER.readTree(answer.text());
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
