package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Answers.NUMBER;
import static io.shiponce.carrier.dhl.Answers.created;
import static io.shiponce.carrier.dhl.Answers.item;
import static io.shiponce.carrier.dhl.Answers.message;
import static io.shiponce.carrier.dhl.Answers.refused;
import static io.shiponce.carrier.dhl.Answers.status;
import static io.shiponce.carrier.dhl.Answers.whole;
import static io.shiponce.carrier.dhl.Samples.REFERENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.carrier.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of outcomes: each answer that DHL documents, and what is not documented. */
class OutcomesOfDhlTest {
    private static final Instant NOW = Instant.parse("2026-12-20T10:00:00Z");
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted(Receipt.of(new TrackingNumber(NUMBER)));

    @ParameterizedTest
    @ValueSource(ints = {200, 207})
    void oneItemWithStatus200AndANumberIsAccepted(int http) {
        assertEquals(ACCEPTED, send(http, whole(http, created(REFERENCE, NUMBER))));
        assertEquals(ACCEPTED, send(http, "{\"items\":[" + item(200, "\"shipmentNo\":\"" + NUMBER + "\"") + "]}"));
    }

    @Test
    void aNumberThatIsWrittenAsOneIsANumber() {
        // The description's own example.
        String body = """
                {"items":[{"shipmentNo":340434310428091700,"routingCode":"40327653113+99000943058020",
                 "sstatus":{"title":"OK","status":200},"label":{"url":"https://example.test/labels?token=x","format":"PDF"}}]}
                """;
        SendOutcome.Accepted accepted = assertInstanceOf(SendOutcome.Accepted.class, send(200, body));
        assertEquals("340434310428091700", accepted.receipt().trackingNumber().value());
    }

    @Test
    void aWarningIsNoRefusal() {
        String warned = item(
                200,
                "\"shipmentNo\":\"" + NUMBER + "\",\"validationMessages\":["
                        + message("consignee.postalCode", "cannot be encoded", "Warning") + "]");
        assertEquals(ACCEPTED, send(200, whole(200, warned)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 207})
    void oneItemWithStatus400AndWithoutANumberIsRejected(int http) {
        SendOutcome outcome = send(http, whole(http, refused(message("details.weight", "is too high", "Error"))));
        assertEquals(new SendOutcome.Rejected("HTTP " + http + ": details.weight: is too high"), outcome);
    }

    @Test
    void c4_http400AsDocumentedIsRejected() {
        assertInstanceOf(SendOutcome.Rejected.class, send(400, whole(400, refused())));
        assertInstanceOf(SendOutcome.Rejected.class, send(400, whole(400)));
        assertInstanceOf(SendOutcome.Rejected.class, send(400, "{\"status\":" + status(400) + "}"));
        assertInstanceOf(SendOutcome.Rejected.class, send(400, "{\"items\":[" + refused() + "]}"));
        assertInstanceOf(
                SendOutcome.Rejected.class,
                send(400, "{\"status\":{\"title\":\"Bad Request\",\"statusCode\":400}}"),
                "the older name");
    }

    @Test
    void c3_http401And429AsDocumentedAreNotSent() {
        assertInstanceOf(SendOutcome.NotSent.class, send(401, status(401)));
        assertEquals(new SendOutcome.NotSent("HTTP 429"), send(429, status(429)));
        assertEquals(
                new SendOutcome.NotSent("HTTP 429", Duration.ofSeconds(7)),
                send(429, Map.of("Retry-After", "7"), status(429)));
        assertEquals(
                new SendOutcome.NotSent("HTTP 429", Duration.ofSeconds(30)),
                send(429, Map.of("Retry-After", "Retry-After: 30"), status(429)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "null",
                "[]",
                "{}",
                "{\"items\":null}",
                "{\"items\":{}}",
                "{\"items\":[]}",
                "{\"items\":[null]}",
                "{\"items\":[{}]}",
                "{\"items\":[{\"shipmentNo\":\"1\"}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\"}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"status\":200}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\",\"status\":\"200\"}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\",\"status\":200,\"statusCode\":400}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\",\"status\":500}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\",\"status\":400}}]}",
                "{\"items\":[{\"shipmentNo\":[\"1\"],\"sstatus\":{\"title\":\"OK\",\"status\":400}}]}",
                "{\"items\":[{\"shipmentNo\":\"\",\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"items\":[{\"shipmentNo\":\"  \",\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"items\":[{\"shipmentNo\":null,\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"items\":[{\"shipmentNo\":1.5,\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"items\":[{\"shipmentNo\":true,\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"items\":[{\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"items\":[{\"sstatus\":{\"title\":\"no\",\"status\":500}}]}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\",\"status\":200}}",
                "{\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}{",
                "{\"items\":[{\"shipmentNo\":\"1\",\"shipmentNo\":\"2\",\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}"
            })
    void c2_anAcceptanceThatCannotBeReadIsUnknown(String body) {
        assertInstanceOf(SendOutcome.Unknown.class, send(200, body));
        assertInstanceOf(SendOutcome.Unknown.class, send(207, body));
    }

    @Test
    void c2_severalItemsAreNoAnswerToOneShipment() {
        String one = created(REFERENCE, NUMBER);
        assertInstanceOf(SendOutcome.Unknown.class, send(207, whole(207, one, created(REFERENCE, "2"))));
        assertInstanceOf(SendOutcome.Unknown.class, send(207, whole(207, one, refused())));
        assertInstanceOf(SendOutcome.Unknown.class, send(207, whole(207, refused(), refused())));
    }

    @Test
    void c2_anotherReferencesItemIsUnknown() {
        assertInstanceOf(SendOutcome.Unknown.class, send(200, whole(200, created("SO-OTHER-1", NUMBER))));
        assertInstanceOf(SendOutcome.Unknown.class, send(200, whole(200, created("so-abcdefgh", NUMBER))));
    }

    @Test
    void aNumberWithoutAStatusIsToldToWhoLooksIntoIt() {
        SendOutcome outcome = send(200, "{\"items\":[{\"shipmentNo\":\"" + NUMBER + "\"}]}");
        assertTrue(assertInstanceOf(SendOutcome.Unknown.class, outcome).detail().contains(NUMBER), outcome::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Bad Request</html>",
                "{}",
                "[]",
                "{\"title\":\"Bad Request\",\"status\":400}",
                "{\"status\":{\"title\":\"Bad Request\"}}",
                "{\"status\":{\"title\":\"Bad Request\",\"status\":500}}",
                "{\"items\":[]}",
                "{\"items\":{}}",
                "{\"status\":{\"title\":\"Bad Request\",\"status\":400},\"items\":{}}",
                "{\"status\":{\"title\":\"Bad Request\",\"status\":400},\"items\":[{}]}",
                "{\"status\":{\"title\":\"Bad\",\"status\":400},\"items\":[{\"sstatus\":{\"title\":\"OK\",\"status\":200}}]}",
                "{\"status\":{\"title\":\"Bad\",\"status\":400},\"items\":[{\"shipmentNo\":\"1\",\"sstatus\":{\"title\":\"B\",\"status\":400}}]}",
                "{\"status\":{\"title\":\"Bad\",\"status\":400}"
            })
    void c2_anHttp400ThatIsNoDocumentedRefusalIsUnknown(String body) {
        assertInstanceOf(SendOutcome.Unknown.class, send(400, body));
    }

    @Test
    void c2_http401And429InAnotherFormAreUnknown() {
        for (String body : new String[] {"", "{}", "<html/>", status(400), "{\"status\":{}}", "{\"status\":429}"}) {
            assertInstanceOf(SendOutcome.Unknown.class, send(401, body), body);
            assertInstanceOf(SendOutcome.Unknown.class, send(429, Map.of("Retry-After", "7"), body), body);
        }
    }

    @Test
    void c2_everyOtherStatusIsUnknownWhateverItSays() {
        Set<Integer> documented = Set.of(200, 207, 400, 401, 429);
        IntStream.rangeClosed(100, 599)
                .filter(http -> !documented.contains(http))
                .forEach(http -> {
                    Map<String, String> retry = Map.of("Retry-After", "1");
                    SendOutcome expected = new SendOutcome.Unknown("HTTP " + http);
                    assertEquals(expected, send(http, retry, whole(200, created(REFERENCE, NUMBER))));
                    assertEquals(expected, send(http, retry, whole(400, refused())));
                    assertEquals(expected, send(http, retry, status(http)));
                });
    }

    @Test
    void r1_noAnswerIsNotSentOnlyIfNothingLeft() {
        assertEquals(new SendOutcome.NotSent("ConnectException"), send(new Reply.NoAnswer("ConnectException", true)));
        assertEquals(new SendOutcome.Unknown("ConnectException"), send(new Reply.NoAnswer("ConnectException", false)));
    }

    @Test
    void aDryRunIsValidInvalidOrFailed() {
        assertEquals(new ValidationOutcome.Valid(), validate(200, whole(200, item(200, ""))));
        assertEquals(new ValidationOutcome.Valid(), validate(207, whole(207, item(200, ""))));
        assertEquals(
                new ValidationOutcome.Invalid("HTTP 400: details.weight: is too high"),
                validate(400, whole(400, refused(message("details.weight", "is too high", "Error")))));
        assertInstanceOf(ValidationOutcome.Invalid.class, validate(207, whole(207, refused())));
        for (int http : new int[] {401, 403, 404, 429, 500, 503}) {
            assertEquals(new ValidationOutcome.Failed("HTTP " + http), validate(http, status(http)));
        }
        for (String body : new String[] {"", "{}", whole(200), whole(200, item(500, "")), whole(200, "{}")}) {
            assertInstanceOf(ValidationOutcome.Failed.class, validate(200, body), body);
            assertInstanceOf(ValidationOutcome.Failed.class, validate(400, body), body);
        }
        assertEquals(
                new ValidationOutcome.Failed("HttpTimeoutException"),
                Outcomes.ofValidation(new Reply.NoAnswer("HttpTimeoutException", false), reasons()));
    }

    @Test
    void aCancellationIsCancelledRefusedOrFailed() {
        String number = "\"shipmentNo\":\"" + NUMBER + "\"";
        assertEquals(new CancelOutcome.Cancelled(), cancel(200, whole(200, item(200, number))));
        assertEquals(new CancelOutcome.Cancelled(), cancel(207, whole(207, item(200, number))));
        assertEquals(new CancelOutcome.Cancelled(), cancel(200, whole(200, item(200, ""))));
        assertInstanceOf(CancelOutcome.Refused.class, cancel(200, whole(200, item(400, number))));
        assertInstanceOf(CancelOutcome.Refused.class, cancel(207, whole(207, item(400, number))));
        assertInstanceOf(CancelOutcome.Refused.class, cancel(400, whole(400, item(400, number))));
        for (int http : new int[] {204, 401, 403, 404, 409, 429, 500}) {
            assertEquals(new CancelOutcome.Failed("HTTP " + http), cancel(http, status(http)));
        }
        String other = "\"shipmentNo\":\"00340434999999999999\"";
        for (String body : new String[] {"", "{}", whole(200), whole(200, item(200, other)), whole(200, "{}")}) {
            assertInstanceOf(CancelOutcome.Failed.class, cancel(200, body), body);
        }
        assertInstanceOf(CancelOutcome.Failed.class, cancel(400, "<html/>"));
        assertEquals(
                new CancelOutcome.Failed("HttpTimeoutException"),
                Outcomes.ofCancel(new Reply.NoAnswer("HttpTimeoutException", false), new TrackingNumber(NUMBER)));
    }

    private static SendOutcome send(int http, String body) {
        return send(http, Map.of(), body);
    }

    private static SendOutcome send(int http, Map<String, String> headers, String body) {
        return send(new Reply.Answer(http, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static SendOutcome send(Reply reply) {
        SendOutcome outcome = Outcomes.ofSend(reply, REFERENCE, reasons(), new Documents("PDF"), NOW);
        return outcome instanceof SendOutcome.Accepted accepted
                ? new SendOutcome.Accepted(Receipt.of(accepted.receipt().trackingNumber()))
                : outcome;
    }

    private static ValidationOutcome validate(int http, String body) {
        return Outcomes.ofValidation(Reply.Answer.of(http, body), reasons());
    }

    private static CancelOutcome cancel(int http, String body) {
        return Outcomes.ofCancel(Reply.Answer.of(http, body), new TrackingNumber(NUMBER));
    }

    private static Reasons reasons() {
        return new Reasons(Samples.augsburg());
    }
}
