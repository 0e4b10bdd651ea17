package io.shiponce.carrier.shipengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedEndpoint;
import io.shiponce.testkit.ScriptedReaction;
import io.shiponce.testkit.ScriptedRequest;
import io.shiponce.testkit.TestPermit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Labels come with the acceptance where they can; whatever is wrong with them, the acceptance stays. */
class LabelFilesTest {
    private static final String PDF = "%PDF-1.4 a label";

    @Test
    void aFileInTheAnswerIsKept() throws Exception {
        assertEquals(List.of(pdf(PDF)), labels(url -> "{\"href\":\"" + data(PDF) + "\"}", null));
        assertEquals(List.of(pdf(PDF)), labels(url -> "{\"pdf\":\"" + data(PDF) + "\",\"href\":\"data:,x\"}", null));
        assertEquals(
                List.of(new Label("application/zpl", bytes("\n ^XA^XZ"))),
                labels(url -> "{\"href\":\"" + data("\n ^XA^XZ") + "\"}", null, "label_format", "zpl"));
        assertEquals(
                List.of(new Label("image/png", bytes("\u0089PNG"))),
                labels(url -> "{\"href\":\"" + data("\u0089PNG") + "\"}", null, "label_format", "png"));
    }

    @Test
    void aFileAtShipEnginesAddressIsFetchedWithTheKey() throws Exception {
        AtomicReference<ScriptedRequest> fetch = new AtomicReference<>();
        assertEquals(
                List.of(pdf(PDF)), labels(url -> "{\"href\":\"" + url + "/v1/downloads/1/label.pdf\"}", request -> {
                    fetch.set(request);
                    return ScriptedReaction.answer(ScriptedAnswer.of(200, PDF));
                }));
        assertEquals("/v1/downloads/1/label.pdf", fetch.get().target());
        assertEquals(Optional.of(Samples.KEY), fetch.get().header("API-Key"));
    }

    @Test
    void theKeyGoesNowhereElseAndNothingInClearText() throws Exception {
        try (ScriptedEndpoint other =
                ScriptedEndpoint.start(request -> ScriptedReaction.answer(ScriptedAnswer.of(200, PDF)))) {
            for (String place : List.of(
                    other.url() + "/label.pdf",
                    other.url().toString().replace("http", "ftp"),
                    "file:///etc/hostname",
                    "//" + other.url().getAuthority() + "/label.pdf",
                    "label.pdf")) {
                assertEquals(List.of(), labels(url -> "{\"href\":\"" + place + "\"}", null), place);
            }
            // With TLS it would be asked, without the key; nobody there speaks it.
            assertEquals(
                    List.of(),
                    labels(url -> "{\"href\":\"" + other.url().toString().replace("http", "https") + "\"}", null));
            assertTrue(
                    other.requests().stream().noneMatch(request -> request.all().contains("k3yQuarz")),
                    "the key was sent to somebody else");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        assertEquals(
                List.of(),
                labels(
                        url -> "{\"href\":\"" + url + "/a\"}",
                        request -> ScriptedReaction.answer(
                                request.target().equals("/a")
                                        ? ScriptedAnswer.of(302, "").with("Location", "/b")
                                        : ScriptedAnswer.of(200, PDF))));
    }

    @Test
    void aFileThatCannotBeUsedIsLeftOutAndTheAcceptanceStays() throws Exception {
        for (String download : List.of(
                "{}",
                "[]",
                "null",
                "{\"href\":7}",
                "{\"href\":\"\"}",
                "{\"href\":\"data:application/pdf,x\"}",
                "{\"href\":\"data:application/pdf;base64\"}",
                "{\"href\":\"data:application/pdf;base64,%%%\"}",
                "{\"href\":\"data:application/pdf;base64," + base64("<html>sorry</html>") + "\"}",
                "{\"href\":\"data:application/pdf;base64,\"}",
                "{\"href\":\"data:application/pdf;base64," + base64(PDF + "x".repeat(Label.MAX_BYTES)) + "\"}",
                "{\"href\":\"http://[\"}")) {
            assertEquals(List.of(), labels(url -> download, null));
        }
    }

    @Test
    void aFileThatDoesNotComeIsLeftOutAndTheAcceptanceStays() throws Exception {
        for (ScriptedReaction reaction : List.of(
                ScriptedReaction.close(),
                ScriptedReaction.reset(),
                ScriptedReaction.answer(ScriptedAnswer.of(404, "gone")),
                ScriptedReaction.answer(ScriptedAnswer.of(500, PDF)),
                ScriptedReaction.answer(ScriptedAnswer.of(200, "<html>sign in</html>")),
                ScriptedReaction.answer(ScriptedAnswer.of(200, "")),
                ScriptedReaction.answer(ScriptedAnswer.of(200, PDF + "x".repeat(Label.MAX_BYTES))))) {
            assertEquals(List.of(), labels(url -> "{\"href\":\"" + url + "/label.pdf\"}", request -> reaction));
        }
    }

    @Test
    void c7_aFileThatNeverComesDoesNotMakeTheAcceptanceLate() throws Exception {
        long start = System.nanoTime();
        Duration timeout = Duration.ofMillis(1_500);
        assertEquals(
                List.of(),
                labels(timeout, url -> "{\"href\":\"" + url + "/label.pdf\"}", request -> ScriptedReaction.silence()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(timeout) < 0, took::toString);
    }

    @Test
    void withoutTimeForAFileNobodyAsksForIt() throws Exception {
        AtomicReference<ScriptedRequest> fetch = new AtomicReference<>();
        assertEquals(
                List.of(), labels(Duration.ofMillis(900), url -> "{\"href\":\"" + url + "/label.pdf\"}", request -> {
                    fetch.set(request);
                    return ScriptedReaction.answer(ScriptedAnswer.of(200, PDF));
                }));
        assertNull(fetch.get());
    }

    @Test
    void whoWantsNoFilesGetsNone() throws Exception {
        assertEquals(List.of(), labels(url -> "{\"href\":\"" + data(PDF) + "\"}", null, "label_download", "none"));
    }

    @Test
    void whereThereIsNoFileForAllThePackagesFilesAreKept() throws Exception {
        String packages = "\"packages\":[{\"tracking_number\":\"T-1\",\"label_download\":{\"href\":\"" + data(PDF + 1)
                + "\"}},{\"tracking_number\":\"T-2\",\"label_download\":{\"href\":\"data:x\"}},{\"tracking_number\":\"T-3\","
                + "\"label_download\":{\"href\":\"" + data(PDF + 3) + "\"}}]";
        String answer = Answers.with(Answers.label(Samples.REFERENCE, "T-1"), packages);
        try (ScriptedEndpoint endpoint =
                        ScriptedEndpoint.start(request -> ScriptedReaction.answer(ScriptedAnswer.json(200, answer)));
                ShipEngineCarrier adapter = Samples.adapter(endpoint.url().toString())) {
            SendOutcome outcome = adapter.send(
                    Samples.to(
                            Samples.berlin(),
                            Samples.parcel(Samples.mug()),
                            Samples.parcel(Samples.mug()),
                            Samples.parcel(Samples.mug())),
                    TestPermit.of(Samples.REFERENCE));
            assertEquals(
                    new SendOutcome.Accepted(
                            new Receipt(new TrackingNumber("T-1"), List.of(pdf(PDF + 1), pdf(PDF + 3)))),
                    outcome);
        }
    }

    @Test
    void c2_anAnswerThatIsTooLargeIsUnknownAndNotLost() throws Exception {
        String answer = Answers.with(Answers.label(Samples.REFERENCE, "T-1"), "\"x\":\"" + "x".repeat(16 << 20) + "\"");
        try (ScriptedEndpoint endpoint =
                        ScriptedEndpoint.start(request -> ScriptedReaction.answer(ScriptedAnswer.json(200, answer)));
                ShipEngineCarrier adapter = Samples.adapter(endpoint.url().toString())) {
            assertInstanceOf(
                    SendOutcome.Unknown.class,
                    adapter.send(Samples.to(Samples.berlin()), TestPermit.of(Samples.REFERENCE)));
        }
    }

    private static List<Label> labels(
            Function<String, String> download, ScriptedEndpoint.Script files, String... settings) throws Exception {
        return labels(Duration.ofSeconds(10), download, files, settings);
    }

    /** Buys a label with such a download, from an endpoint that has such files; it must be accepted in any case. */
    private static List<Label> labels(
            Duration timeout, Function<String, String> download, ScriptedEndpoint.Script files, String... settings)
            throws Exception {
        AtomicReference<String> url = new AtomicReference<>("");
        try (ScriptedEndpoint endpoint =
                        ScriptedEndpoint.start(request -> request.method().equals("POST")
                                ? ScriptedReaction.answer(ScriptedAnswer.json(
                                        200,
                                        Answers.with(
                                                Answers.label(Samples.REFERENCE, "T-1"),
                                                "\"label_download\":" + download.apply(url.get()))))
                                : files.to(request));
                ShipEngineCarrier adapter = Samples.adapter(endpoint.url().toString(), settings)) {
            url.set(endpoint.url().toString());
            SendOutcome outcome = adapter.send(
                    Samples.to(Samples.berlin()),
                    TestPermit.of(Samples.REFERENCE).withTimeout(timeout));
            Receipt receipt =
                    assertInstanceOf(SendOutcome.Accepted.class, outcome).receipt();
            assertEquals(new TrackingNumber("T-1"), receipt.trackingNumber());
            return receipt.labels();
        }
    }

    private static String data(String content) {
        return "data:application/pdf;base64," + base64(content);
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer bytes(String content) {
        return ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Label pdf(String content) {
        return new Label("application/pdf", bytes(content));
    }
}
