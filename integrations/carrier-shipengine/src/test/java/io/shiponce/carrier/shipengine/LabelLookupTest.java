package io.shiponce.carrier.shipengine;

import static io.shiponce.carrier.shipengine.Answers.answer;
import static io.shiponce.carrier.shipengine.Answers.errors;
import static io.shiponce.carrier.shipengine.Answers.label;
import static io.shiponce.carrier.shipengine.Answers.list;
import static io.shiponce.carrier.shipengine.Answers.notFound;
import static io.shiponce.carrier.shipengine.Answers.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.LookupOutcome.Absent;
import io.shiponce.carrier.LookupOutcome.Failed;
import io.shiponce.carrier.LookupOutcome.Found;
import io.shiponce.carrier.LookupOutcome.Match;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C8: what ShipEngine's answers to a look-up mean. */
class LabelLookupTest {
    private static final String R = Samples.REFERENCE;
    private static final String LABEL = "/v1/labels/external_shipment_id/" + R;
    private static final String LABELS = "/v1/labels?shipment_id=se-100&page_size=100";
    private static final String SHIPMENT = "/v1/shipments/external_shipment_id/" + R;
    /** The last moment that {@code 2026-11-28T10:00:00Z} can mean. */
    private static final Instant CREATED = Instant.parse("2026-11-28T10:00:00.999999999Z");

    private final Map<String, Reply> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void oneLiveLabelIsFound() {
        given(LABEL, 200, label(R, "T-1"));
        given(LABELS, 200, list(label(R, "T-1")));
        assertEquals(found(new Match(number("T-1"), CREATED, false)), lookUp());
        assertEquals(List.of(LABEL, LABELS), asked);
    }

    /** It may become the second one: taken for the only one, the first would end the doubt. */
    @Test
    void aLabelBesideOneThatIsBeingProcessedIsNotFound() {
        given(LABEL, 200, label("se-1", "se-100", R, "completed", false, "T-1"));
        given(
                LABELS,
                200,
                list(
                        label("se-1", "se-100", R, "completed", false, "T-1"),
                        label("se-2", "se-100", R, "processing", false, null)));
        assertInstanceOf(Failed.class, lookUp());
    }

    @Test
    void allLabelsOfTheShipmentAreFoundVoidedOnesMarked() {
        given(LABEL, 200, label("se-1", "se-100", R, "voided", true, "T-1"));
        given(
                LABELS,
                200,
                list(
                        label("se-1", "se-100", R, "voided", true, "T-1"),
                        label("se-2", "se-100", R, "completed", false, "T-2"),
                        label("se-3", "se-100", null, "completed", true, "T-3"),
                        label("se-4", "se-100", R, "error", false, null),
                        with(label("se-5", "se-100", R, "completed", false, "T-5"), "\"is_return_label\":true"),
                        label("se-6", "se-100", R + "X", "completed", false, "T-6"),
                        label("se-7", "se-101", R, "completed", false, "T-7")));
        assertEquals(
                found(
                        new Match(number("T-1"), CREATED, true),
                        new Match(number("T-2"), CREATED, false),
                        new Match(number("T-3"), CREATED, true)),
                lookUp());
    }

    @Test
    void absentIsWhatNeitherLabelNorShipmentIsKnownOf() {
        given(LABEL, 404, notFound());
        given(SHIPMENT, 404, notFound());
        assertEquals(new Absent(), lookUp());
        assertEquals(List.of(LABEL, SHIPMENT), asked);
    }

    @Test
    void aShipmentWithoutALabelIsNotAbsent() {
        given(LABEL, 404, notFound());
        given(SHIPMENT, 200, Answers.shipment(R));
        assertEquals(new Failed("ShipEngine holds a shipment under this reference, without a label"), lookUp());
        given(SHIPMENT, 200, Answers.shipment(R + "X"));
        assertEquals(new Failed("HTTP 200 without a readable shipment for this reference"), lookUp());
        given(SHIPMENT, 500, errors("shipengine/system/unspecified"));
        assertEquals(new Failed("the shipment: HTTP 500: shipengine/system/unspecified"), lookUp());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"processing,-", "processing,T-1", "completed,-", "error,-"})
    void aLabelThatIsNotFinishedIsNeitherFoundNorAbsent(String status, String number) {
        String label = label("se-1", "se-100", R, status, false, number);
        given(LABEL, 200, label);
        given(LABELS, 200, list(label));
        assertInstanceOf(Failed.class, lookUp());
    }

    @Test
    void onlyExactlyThisReferenceCounts() {
        for (String other : List.of(R + "X", "X" + R, R.substring(1), R.toLowerCase(java.util.Locale.ROOT), " " + R)) {
            given(LABEL, 200, label(other, "T-1"));
            assertInstanceOf(Failed.class, lookUp(), other);
        }
        given(LABEL, 200, label(null, "T-1"));
        assertInstanceOf(Failed.class, lookUp());
    }

    @Test
    void aListThatIsNotWholeFails() {
        given(LABEL, 200, label(R, "T-1"));
        for (String body : List.of(
                "",
                "{}",
                "{\"labels\":[]}",
                "{\"labels\":{},\"total\":0}",
                list(),
                list(label("se-2", "se-100", R, "completed", false, "T-2")),
                list(label(R, "T-1")).replace("\"total\":1", "\"total\":2"),
                list(label(R, "T-1")).replace("\"total\":1", "\"total\":\"1\""),
                list(label(R, "T-1"), "{}"),
                list(label(R, "T-1")).substring(0, 50))) {
            given(LABELS, 200, body);
            assertInstanceOf(Failed.class, lookUp(), body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 301, 302, 400, 401, 403, 404, 405, 409, 410, 429, 500, 501, 502, 503, 504})
    void everyOtherAnswerFails(int status) {
        given(SHIPMENT, 404, notFound());
        for (String body : List.of("", "<html>", label(R, "T-1"), "{\"errors\":[]}")) {
            given(LABEL, status, body);
            assertInstanceOf(Failed.class, lookUp(), body);
        }
        given(LABEL, 200, label(R, "T-1"));
        given(LABELS, status, notFound());
        assertInstanceOf(Failed.class, lookUp());
        given(LABEL, 404, notFound());
        given(SHIPMENT, status, "<html>");
        assertInstanceOf(Failed.class, lookUp());
    }

    @Test
    void aCarriersNotFoundIsNotShipEngines() {
        given(LABEL, 404, errors("carrier/validation/invalid_identifier"));
        assertInstanceOf(Failed.class, lookUp());
    }

    @Test
    void noAnswerFails() {
        for (String path : List.of(LABEL, LABELS, SHIPMENT)) {
            given(LABEL, path.equals(SHIPMENT) ? 404 : 200, path.equals(SHIPMENT) ? notFound() : label(R, "T-1"));
            replies.put(path, new Reply.NoAnswer("HttpTimeoutException", false));
            Failed failed = assertInstanceOf(Failed.class, lookUp());
            assertEquals("HttpTimeoutException", failed.detail().replaceFirst(".*: ", ""));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-11-28T10:00:00Z,2026-11-28T10:00:00.999999999Z",
                "2026-11-28T10:00:00.000Z,2026-11-28T10:00:00.999999999Z",
                "2026-11-28T11:00:00.250+01:00,2026-11-28T10:00:00.250999999Z",
                "2026-11-28T10:00:00.1234567Z,2026-11-28T10:00:00.123456700Z",
                "yesterday,-",
                "2026-11-28T10:00:00,-"
            })
    void theTimeIsTheLatestThatWasMeant(String written, Instant meant) {
        String label = label(R, "T-1").replace("2026-11-28T10:00:00Z", written);
        given(LABEL, 200, label);
        given(LABELS, 200, list(label));
        assertEquals(found(new Match(number("T-1"), meant, false)), lookUp());
    }

    @Test
    void theReferenceIsWrittenIntoThePathToTheLetter() {
        new LabelLookup(path -> {
                    asked.add(path);
                    return answer(404, notFound());
                })
                .find("A B/C?D+E");
        assertEquals("/v1/labels/external_shipment_id/A%20B%2FC%3FD%2BE", asked.get(0));
    }

    private void given(String path, int status, String body) {
        replies.put(path, answer(status, body));
    }

    private LookupOutcome lookUp() {
        asked.clear();
        return new LabelLookup(path -> {
                    asked.add(path);
                    return replies.getOrDefault(path, answer(500, "nobody asked before"));
                })
                .find(R);
    }

    private static TrackingNumber number(String text) {
        return new TrackingNumber(text);
    }

    private static LookupOutcome found(Match... matches) {
        return new Found(List.of(matches));
    }
}
