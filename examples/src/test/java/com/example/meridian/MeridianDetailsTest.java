package com.example.meridian;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer leaves beside its kind; look-ups, cancellations, labels. */
class MeridianDetailsTest {
    private static SendOutcome sent(Reply reply) {
        return MeridianAnswers.ofSend(reply, "SO-12345", Instant.EPOCH);
    }

    @Test
    void aRefusalSaysItsCodeAndNothingElse() {
        Reply reply = Reply.Answer.of(422, "{\"code\":\"ADDRESS_UNKNOWN\",\"message\":\"no street Am Bach 1\"}");

        assertEquals(new SendOutcome.Rejected("HTTP 422 ADDRESS_UNKNOWN"), sent(reply));
    }

    @Test
    void theTimeToWaitIsKept() {
        Reply reply = new Reply.Answer(429, Map.of("Retry-After", "7"), new byte[0]);

        assertEquals(new SendOutcome.NotSent("HTTP 429", Duration.ofSeconds(7)), sent(reply));
    }

    @Test
    void withoutAnAnswerItIsNotSentOnlyIfNothingLeft() {
        assertEquals(new SendOutcome.NotSent("ConnectException"), sent(new Reply.NoAnswer("ConnectException", true)));
        assertEquals(new SendOutcome.Unknown("ConnectException"), sent(new Reply.NoAnswer("ConnectException", false)));
    }

    @ParameterizedTest
    @CsvSource({"1234567890", "'{\"shop_reference\":\"SO-12345\"}{}'", "'{\"number\":\"MP1\",\"number\":\"MP2\"}'", "''"
    })
    void whatCannotBeReadIsUnknown(String body) {
        assertEquals(
                new SendOutcome.Unknown("HTTP 201 without this reference and a number"),
                sent(Reply.Answer.of(201, body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | SO-12345  | 2026-12-20T10:00:00Z | false | Found
            200 | SO-12345  | 2026-12-20T10:00:00Z | true  | Found
            200 | SO-123456 | 2026-12-20T10:00:00Z | false | Absent
            200 | so-12345  | 2026-12-20T10:00:00Z | false | Absent
            200 | SO-12345  | yesterday            | false | Failed
            200 | SO-12345  | 2026-12-20T10:00:00Z | maybe | Failed
            404 | SO-12345  | 2026-12-20T10:00:00Z | false | Failed
            500 | SO-12345  | 2026-12-20T10:00:00Z | false | Failed
            """)
    void lookUp(int status, String reference, String madeAt, String cancelled, String outcome) {
        String body = held(reference, "MP1", madeAt, cancelled.equals("maybe") ? "\"maybe\"" : cancelled);

        assertEquals(outcome, found(status, body).getClass().getSimpleName());
    }

    @Test
    void aLookUpTellsAllOfIt() {
        assertEquals(
                new LookupOutcome.Found(List.of(new LookupOutcome.Match(
                        new TrackingNumber("MP1"), Instant.parse("2026-12-20T10:00:00Z"), true))),
                found(200, held("SO-12345", "MP1", "2026-12-20T10:00:00Z", "true")));
    }

    @ParameterizedTest
    @CsvSource({"Absent, '{\"shipments\":[]}'", "Failed, '{\"shipments\":{}}'", "Failed, {}", "Failed, []", "Failed, ''"
    })
    void onlyAReadableEmptyListIsAbsent(String outcome, String body) {
        assertEquals(outcome, found(200, body).getClass().getSimpleName());
    }

    @Test
    void aLookUpWithoutAnAnswerFailed() {
        assertEquals(
                new LookupOutcome.Failed("HttpTimeoutException"),
                MeridianAnswers.ofLookup(new Reply.NoAnswer("HttpTimeoutException", false), "SO-12345"));
    }

    private static LookupOutcome found(int status, String body) {
        return MeridianAnswers.ofLookup(Reply.Answer.of(status, body), "SO-12345");
    }

    private static String held(String reference, String number, String madeAt, String cancelled) {
        return "{\"shipments\":[{\"shop_reference\":\"" + reference + "\",\"number\":\"" + number + "\",\"made_at\":\""
                + madeAt + "\",\"cancelled\":" + cancelled + "}]}";
    }

    @ParameterizedTest
    @CsvSource({"204, Cancelled", "404, Refused", "409, Refused", "200, Failed", "429, Failed", "500, Failed"})
    void cancel(int status, String outcome) {
        assertEquals(
                outcome,
                MeridianAnswers.ofCancel(Reply.Answer.of(status, "")).getClass().getSimpleName());
    }

    @Test
    void aCancellationWithoutAnAnswerFailed() {
        assertEquals(
                new CancelOutcome.Failed("IOException"),
                MeridianAnswers.ofCancel(new Reply.NoAnswer("IOException", false)));
    }

    @Test
    void theLabelIsKept() {
        Label label = new Label("application/pdf", ByteBuffer.wrap("%PDF-1.4".getBytes(StandardCharsets.US_ASCII)));

        assertEquals(
                new SendOutcome.Accepted(new Receipt(new TrackingNumber("MP1"), List.of(label))),
                sent(Reply.Answer.of(
                        201, "{\"shop_reference\":\"SO-12345\",\"number\":\"MP1\",\"label\":\"JVBERi0xLjQ=\"}")));
    }

    @ParameterizedTest
    @CsvSource({"'\"no Base64\"'", "'\"\"'", "7", "null"})
    void anAcceptanceOutlivesItsLabel(String label) {
        String body = "{\"shop_reference\":\"SO-12345\",\"number\":\"MP1\",\"label\":" + label + "}";

        assertEquals(new SendOutcome.Accepted(Receipt.of(new TrackingNumber("MP1"))), sent(Reply.Answer.of(201, body)));
    }
}
