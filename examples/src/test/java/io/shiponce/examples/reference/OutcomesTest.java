package io.shiponce.examples.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private static final String REFERENCE = "SO-ABCDEFGH";
    private static final Instant NOW = Instant.parse("2026-12-20T10:00:00Z");
    private static final String GOOD = "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"T-1\"}";

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void aReadableAcceptanceIsAccepted(int status) {
        SendOutcome outcome = send(status, null, GOOD);
        assertEquals(
                new TrackingNumber("T-1"),
                assertInstanceOf(SendOutcome.Accepted.class, outcome).receipt().trackingNumber());
    }

    @Test
    void fieldsNobodyKnowsDoNotHurt() {
        assertInstanceOf(SendOutcome.Accepted.class, send(201, null, GOOD.replace("{", "{\"eta\":[1,{}],")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "null",
                "[]",
                "{}",
                "{\"reference\":\"SO-ABCDEFGH\"}",
                "{\"trackingNumber\":\"T-1\"}",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"\"}",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"  \"}",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":null}",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":17}",
                "{\"reference\":\"SO-ABCDEFGI\",\"trackingNumber\":\"T-1\"}",
                "{\"reference\":\"so-abcdefgh\",\"trackingNumber\":\"T-1\"}",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"T-1",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"T-1\"}{",
                "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"T-1\",\"trackingNumber\":\"T-2\"}"
            })
    void r1_anAcceptanceThatCannotBeReadIsUnknown(String body) {
        assertInstanceOf(SendOutcome.Unknown.class, send(201, null, body));
        assertInstanceOf(SendOutcome.Unknown.class, send(200, null, body));
    }

    @Test
    void r1_aTrackingNumberOverItsLengthIsUnknown() {
        assertInstanceOf(SendOutcome.Unknown.class, send(201, null, GOOD.replace("T-1", "T".repeat(101))));
    }

    @Test
    void r1_bottomlessJsonIsUnknown() {
        assertInstanceOf(SendOutcome.Unknown.class, send(201, null, "[".repeat(60_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422})
    void c4_aRefusalWithATitleIsRejected(int status) {
        SendOutcome outcome = send(status, null, "{\"title\":\"postal\\ncode\",\"detail\":\"Ada Ahorn, Augsburg\"}");
        assertEquals(new SendOutcome.Rejected("HTTP " + status + ": postal code"), outcome);
    }

    @Test
    void c11_aLongTitleIsCut() {
        SendOutcome outcome = send(422, null, "{\"title\":\"" + "x".repeat(5_000) + "\"}");
        assertEquals(
                210,
                assertInstanceOf(SendOutcome.Rejected.class, outcome).detail().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Bad Gateway</html>", "{}", "{\"title\":\"\"}", "{\"title\":7}", "{\"title\":\"x\""})
    void r1_aRefusalThatCannotBeReadIsUnknown(String body) {
        assertInstanceOf(SendOutcome.Unknown.class, send(400, null, body));
        assertInstanceOf(SendOutcome.Unknown.class, send(422, null, body));
    }

    @Test
    void c3_tooManyIsNotSentWithAndWithoutATime() {
        assertEquals(new SendOutcome.NotSent("HTTP 429"), send(429, null, ""));
        assertEquals(new SendOutcome.NotSent("HTTP 429"), send(429, "soon", ""));
        assertEquals(new SendOutcome.NotSent("HTTP 429", Duration.ofSeconds(7)), send(429, "7", ""));
    }

    @Test
    void c3_unavailableIsNotSentOnlyWithRetryAfter() {
        assertEquals(new SendOutcome.NotSent("HTTP 503", Duration.ofSeconds(7)), send(503, "7", ""));
        assertEquals(new SendOutcome.NotSent("HTTP 503"), send(503, "soon", ""));
        assertInstanceOf(SendOutcome.Unknown.class, send(503, null, "{\"title\":\"overloaded\"}"));
    }

    @Test
    void r1_everyOtherStatusIsUnknownWhateverItSays() {
        Set<Integer> known = Set.of(200, 201, 400, 422, 429, 503);
        String body = "{\"title\":\"no\"," + GOOD.substring(1);
        IntStream.rangeClosed(100, 599)
                .filter(status -> !known.contains(status))
                .forEach(status -> {
                    SendOutcome outcome = send(status, "1", body);
                    assertEquals(new SendOutcome.Unknown("HTTP " + status), outcome);
                });
    }

    @Test
    void r1_noAnswerIsNotSentOnlyIfNothingLeft() {
        assertEquals(
                new SendOutcome.NotSent("ConnectException"),
                Outcomes.ofSend(new Reply.NoAnswer("ConnectException", true), REFERENCE, NOW));
        assertEquals(
                new SendOutcome.Unknown("ConnectException"),
                Outcomes.ofSend(new Reply.NoAnswer("ConnectException", false), REFERENCE, NOW));
    }

    @Test
    void c8_aLookUpFindsExactlyTheReference() {
        LookupOutcome outcome = lookUp(200, """
                {"consignments":[
                  {"reference":"SO-ABCDEFGH","trackingNumber":"T-1"},
                  {"reference":"SO-ABCDEFGH-2","trackingNumber":"T-2"},
                  {"reference":"SO-ABCDEFGH","trackingNumber":"T-3","createdAt":"2026-12-20T10:00:00.123456Z","voided":true}
                ]}""");
        assertEquals(
                new LookupOutcome.Found(List.of(
                        new LookupOutcome.Match(new TrackingNumber("T-1"), null, false),
                        new LookupOutcome.Match(
                                new TrackingNumber("T-3"), Instant.parse("2026-12-20T10:00:00.123456Z"), true))),
                outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-20T10:00:00Z, 2026-12-20T10:00:00.999999999Z",
        "2026-12-20T10:00:00.123Z, 2026-12-20T10:00:00.123999999Z",
        "2026-12-20T10:00:00.123456Z, 2026-12-20T10:00:00.123456Z"
    })
    void aCoarseTimeIsTheLatestMomentItCanMean(String given, Instant expected) {
        LookupOutcome outcome = lookUp(
                200,
                "{\"consignments\":[{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"T\",\"createdAt\":\"" + given
                        + "\"}]}");
        assertEquals(
                expected,
                assertInstanceOf(LookupOutcome.Found.class, outcome)
                        .matches()
                        .get(0)
                        .createdAt());
    }

    @Test
    void c8_onlyAReadableEmptyListIsAbsent() {
        assertEquals(new LookupOutcome.Absent(), lookUp(200, "{\"consignments\":[]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"consignments\":null}",
                "{\"consignments\":{}}",
                "{\"consignments\":[",
                "{\"consignments\":[]}x",
                "{\"consignments\":[{}]}",
                "{\"consignments\":[{\"reference\":\"SO-ABCDEFGH\"}]}",
                "{\"consignments\":[{\"trackingNumber\":\"T-1\"}]}",
                "{\"consignments\":[{\"reference\":\"SO-OTHER\",\"trackingNumber\":\"T-1\"}]}"
            })
    void c8_aLookUpThatCannotBeReadFailed(String body) {
        assertInstanceOf(LookupOutcome.Failed.class, lookUp(200, body));
    }

    @Test
    void c8_everyOtherStatusOfALookUpFailed() {
        IntStream.rangeClosed(100, 599)
                .filter(status -> status != 200)
                .forEach(status -> assertInstanceOf(
                        LookupOutcome.Failed.class, lookUp(status, "{\"consignments\":[]}"), () -> "HTTP " + status));
        assertInstanceOf(
                LookupOutcome.Failed.class, Outcomes.ofLookup(new Reply.NoAnswer("ConnectException", true), REFERENCE));
    }

    @Test
    void aCancelIsCancelledRefusedOrFailed() {
        assertEquals(new CancelOutcome.Cancelled(), cancel(204));
        assertInstanceOf(CancelOutcome.Refused.class, cancel(404));
        assertInstanceOf(CancelOutcome.Refused.class, cancel(409));
        IntStream.of(200, 202, 301, 400, 401, 410, 429, 500, 503)
                .forEach(status -> assertInstanceOf(CancelOutcome.Failed.class, cancel(status)));
        assertInstanceOf(CancelOutcome.Failed.class, Outcomes.ofCancel(new Reply.NoAnswer("ConnectException", true)));
    }

    private static SendOutcome send(int status, String retryAfter, String body) {
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
        Reply reply = new Reply.Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
        return Outcomes.ofSend(reply, REFERENCE, NOW);
    }

    private static LookupOutcome lookUp(int status, String body) {
        return Outcomes.ofLookup(Reply.Answer.of(status, body), REFERENCE);
    }

    private static CancelOutcome cancel(int status) {
        return Outcomes.ofCancel(Reply.Answer.of(status, ""));
    }
}
