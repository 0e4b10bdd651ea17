package io.shiponce.carrier.shipengine;

import static io.shiponce.carrier.shipengine.Answers.answer;
import static io.shiponce.carrier.shipengine.Answers.errors;
import static io.shiponce.carrier.shipengine.Answers.label;
import static io.shiponce.carrier.shipengine.Answers.list;
import static io.shiponce.carrier.shipengine.Answers.notFound;
import static io.shiponce.carrier.shipengine.Answers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.CancelOutcome.Cancelled;
import io.shiponce.carrier.CancelOutcome.Failed;
import io.shiponce.carrier.CancelOutcome.Refused;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancellation finds the label by its number and voids it. */
class LabelVoidingTest {
    private static final String R = Samples.REFERENCE;
    private static final String LIVE = label("se-1", "se-100", R, "completed", false, "T-1");
    private static final String VOIDED = label("se-2", "se-100", R, "voided", true, "T-1");
    private static final String APPROVED = "{\"approved\":true,\"message\":\"done\"}";

    private final List<String> asked = new ArrayList<>();

    @Test
    void theOneLiveLabelIsVoided() {
        assertEquals(new Cancelled(), cancel(list(VOIDED, LIVE), answer(200, APPROVED)));
        assertEquals(List.of("GET /v1/labels?tracking_number=T-1", "PUT /v1/labels/se-1/void"), asked);
    }

    @Test
    void whatIsVoidedAlreadyIsCancelled() {
        assertEquals(new Cancelled(), cancel(list(VOIDED), answer(500, "")));
        assertEquals(List.of("GET /v1/labels?tracking_number=T-1"), asked);
        assertEquals(
                new Cancelled(),
                cancel(
                        list(LIVE),
                        answer(200, "{\"approved\":false,\"message\":\"\",\"reason_code\":\"label_already_voided\"}")));
    }

    @Test
    void aNumberThatShipEngineDoesNotHoldIsRefused() {
        for (String body : List.of(
                list(),
                list(label("se-1", "se-100", R, "completed", false, "T-11")),
                list(label("se-1", "se-100", R, "processing", false, null)),
                list(with(LIVE, "\"is_return_label\":true")))) {
            assertEquals(
                    new Refused("ShipEngine holds no label under this number"),
                    cancel(body, answer(200, APPROVED)),
                    body);
            assertEquals(1, asked.size());
        }
    }

    @Test
    void ofSeveralLiveLabelsNoneIsVoidedByGuess() {
        assertInstanceOf(
                Refused.class,
                cancel(
                        list(LIVE, label("se-9", "se-900", "SO-OTHER", "completed", false, "T-1")),
                        answer(200, APPROVED)));
        assertEquals(1, asked.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "unspecified",
                "validation_failed",
                "label_not_found_within_void_period",
                "label_already_used",
                "contact_carrier"
            })
    void whatIsNotApprovedIsRefusedByItsReason(String reason) {
        assertEquals(
                new Refused("not approved: " + reason),
                cancel(
                        list(LIVE),
                        answer(
                                200,
                                "{\"approved\":false,\"message\":\"Lindenstr. 1\",\"reason_code\":\"" + reason
                                        + "\"}")));
    }

    @Test
    void aReasonThatIsNotDocumentedIsNotShown() {
        for (String more : List.of("", ",\"reason_code\":\"Lindenstr. 1\"", ",\"reason_code\":null")) {
            assertEquals(
                    new Refused("not approved, for no reason that is documented"),
                    cancel(list(LIVE), answer(200, "{\"approved\":false,\"message\":\"Lindenstr. 1\"" + more + "}")));
        }
    }

    @Test
    void anErrorAnswerIsRefusedOnlyIfItCanBeRead() {
        assertEquals(
                new Refused("HTTP 400: shipengine/business_rules/invalid_status"),
                cancel(list(LIVE), answer(400, errors("shipengine/business_rules/invalid_status"))));
        assertInstanceOf(Refused.class, cancel(list(LIVE), answer(404, notFound())));
        assertInstanceOf(Failed.class, cancel(list(LIVE), answer(400, "")));
        assertInstanceOf(Failed.class, cancel(list(LIVE), answer(404, "<html>")));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 301, 401, 403, 409, 429, 500, 502, 503})
    void everyOtherAnswerMayBeAskedAgain(int status) {
        assertInstanceOf(Failed.class, cancel(list(LIVE), answer(status, notFound())));
        assertInstanceOf(
                Failed.class,
                new LabelVoiding(path -> answer(status, list(LIVE)), path -> answer(200, APPROVED))
                        .cancel(new TrackingNumber("T-1")));
    }

    @Test
    void whatCannotBeReadMayBeAskedAgain() {
        for (String body : List.of("", "{}", "{\"approved\":\"yes\"}", "[]", APPROVED + "}")) {
            assertInstanceOf(Failed.class, cancel(list(LIVE), answer(200, body)), body);
        }
        for (String body : List.of("", "{}", list(LIVE).replace("\"total\":1", "\"total\":2"), list("{}"))) {
            assertInstanceOf(Failed.class, cancel(body, answer(200, APPROVED)), body);
        }
        Reply none = new Reply.NoAnswer("HttpTimeoutException", false);
        assertEquals(new Failed("HttpTimeoutException"), cancel(list(LIVE), none));
        assertEquals(
                new Failed("the label: HttpTimeoutException"),
                new LabelVoiding(path -> none, path -> none).cancel(new TrackingNumber("T-1")));
    }

    @Test
    void theNumberIsWrittenIntoTheQueryToTheLetter() {
        new LabelVoiding(
                        path -> {
                            asked.add(path);
                            return answer(200, list());
                        },
                        path -> answer(200, APPROVED))
                .cancel(new TrackingNumber("A &b/?#+"));
        assertEquals(List.of("/v1/labels?tracking_number=A%20%26b%2F%3F%23%2B"), asked);
    }

    private CancelOutcome cancel(String labels, Reply voiding) {
        asked.clear();
        return new LabelVoiding(
                        path -> {
                            asked.add("GET " + path);
                            return answer(200, labels);
                        },
                        path -> {
                            asked.add("PUT " + path);
                            return voiding;
                        })
                .cancel(new TrackingNumber("T-1"));
    }
}
