package io.shiponce.carrier.dhl;

import static io.shiponce.carrier.dhl.Answers.NUMBER;
import static io.shiponce.carrier.dhl.Answers.created;
import static io.shiponce.carrier.dhl.Answers.item;
import static io.shiponce.carrier.dhl.Answers.status;
import static io.shiponce.carrier.dhl.Answers.whole;
import static io.shiponce.carrier.dhl.Samples.REFERENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.ValidationOutcome;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedEndpoint;
import io.shiponce.testkit.ScriptedReaction;
import io.shiponce.testkit.ScriptedRequest;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the line, and what does not. */
@Timeout(60)
class DhlRequestsTest {
    private static final String LOGIN = "/parcel/de/account/auth/ropc/v1/token";
    private static final ScriptedAnswer CREATED = ScriptedAnswer.json(200, whole(200, created(REFERENCE, NUMBER)));
    private static final ScriptedAnswer VALID = ScriptedAnswer.json(200, whole(200, item(200, "")));

    @Test
    void aSendIsOneCreateAndNeverADryRun() throws Exception {
        try (ScriptedEndpoint dhl = answering(request -> CREATED)) {
            DhlParcelDeCarrier adapter = Samples.adapter(dhl.url().toString(), "printFormat", "910-300-600");
            assertInstanceOf(SendOutcome.Accepted.class, send(adapter));
            ScriptedRequest request = only(dhl);
            assertEquals("POST", request.method());
            assertEquals("/orders?docFormat=PDF&printFormat=910-300-600&includeDocs=include", request.target());
            assertEquals("application/json", request.header("Content-Type").orElse(""));
            assertEquals(Samples.KEY, request.header("dhl-api-key").orElse(""));
            assertEquals(
                    "Basic dXNlci12YWxpZDpwYXNzLTQ3MTE=",
                    request.header("Authorization").orElse(""));
            assertEquals(Samples.body(Samples.to(Samples.augsburg())), request.text());
        }
    }

    @Test
    void aDryRunIsTheSameRequestAndAlwaysSaysWhatItIs() throws Exception {
        try (ScriptedEndpoint dhl = answering(request -> VALID)) {
            for (String[] settings : new String[][] {
                {}, {"mustEncode", "true"}, {"labels", "links", "docFormat", "ZPL2"}, {"printFormat", "A4"}
            }) {
                DhlParcelDeCarrier adapter = Samples.adapter(dhl.url().toString(), settings);
                assertEquals(
                        new ValidationOutcome.Valid(), adapter.validate(Samples.to(Samples.augsburg()), REFERENCE));
            }
            assertEquals(4, dhl.requests().size());
            for (ScriptedRequest request : dhl.requests()) {
                assertTrue(request.target().matches("/orders\\?.*&validate=true"), request::target);
                assertEquals(Samples.body(Samples.to(Samples.augsburg())), request.text());
            }
        }
    }

    @Test
    void aDryRunOfWhatCannotBeSentAsksNobody() throws Exception {
        try (ScriptedEndpoint dhl = answering(request -> VALID)) {
            DhlParcelDeCarrier adapter = Samples.adapter(dhl.url().toString());
            assertInstanceOf(
                    ValidationOutcome.Invalid.class,
                    adapter.validate(Samples.to(Samples.augsburg(), Samples.mug()), "SHORT"));
            assertInstanceOf(
                    ValidationOutcome.Failed.class,
                    adapter.validate(Samples.travelling("express", Samples.augsburg()), REFERENCE));
            assertEquals(List.of(), dhl.requests());
        }
    }

    @Test
    void aCancellationNamesProfileAndNumber() throws Exception {
        try (ScriptedEndpoint dhl =
                answering(request -> ScriptedAnswer.json(200, whole(200, item(200, "\"shipmentNo\":\"a b&c\""))))) {
            DhlParcelDeCarrier adapter = Samples.adapter(dhl.url().toString(), "profile", "P & Q");
            assertEquals(new CancelOutcome.Cancelled(), adapter.cancel(new TrackingNumber("a b&c")));
            assertEquals("DELETE", only(dhl).method());
            assertEquals(
                    "/orders?profile=P%20%26%20Q&shipment=a%20b%26c", only(dhl).target());
        }
    }

    @Test
    void c4_nothingLeavesForWhatDhlCannotTake() throws Exception {
        try (ScriptedEndpoint dhl = answering(request -> CREATED)) {
            DhlParcelDeCarrier adapter = Samples.adapter(dhl.url().toString());
            assertInstanceOf(
                    SendOutcome.Rejected.class,
                    adapter.send(Samples.to(Samples.augsburg()), TestPermit.of("S".repeat(36))));
            assertInstanceOf(
                    SendOutcome.NotSent.class,
                    adapter.send(Samples.travelling("express", Samples.augsburg()), TestPermit.of(REFERENCE)));
            assertEquals(0, dhl.connections());
        }
    }

    @Test
    void c7_withoutTimeLeftNotEvenALoginIsMade() throws Exception {
        try (ScriptedEndpoint dhl = answering(request -> login(request, "token", 1_799))) {
            TestPermit late = TestPermit.of(REFERENCE).withTimeLeft(() -> Duration.ofSeconds(1));
            assertInstanceOf(SendOutcome.NotSent.class, oauth(dhl).send(Samples.to(Samples.augsburg()), late));
            assertEquals(0, dhl.connections());
        }
    }

    @Test
    void aLabelTooLargeForAReceiptCostsTheLabelOnly() throws Exception {
        String large = "A".repeat((Label.MAX_BYTES / 3 + 10) * 4);
        String label = "\"shipmentNo\":\"" + NUMBER + "\",\"label\":{\"b64\":\"" + large
                + "\"},\"customsDoc\":{\"b64\":\"" + large.substring(0, 4) + "\"}";
        try (ScriptedEndpoint dhl = answering(request -> ScriptedAnswer.json(200, whole(200, item(200, label))))) {
            Receipt receipt = assertInstanceOf(
                            SendOutcome.Accepted.class,
                            send(Samples.adapter(dhl.url().toString())))
                    .receipt();
            assertEquals(NUMBER, receipt.trackingNumber().value());
            assertEquals(1, receipt.labels().size());
        }
    }

    @Test
    void anAnswerWithoutEndIsUnknown() throws Exception {
        ScriptedAnswer endless = CREATED.withBody(CREATED.body() + " ".repeat(13 << 20));
        try (ScriptedEndpoint dhl = answering(request -> endless)) {
            assertInstanceOf(
                    SendOutcome.Unknown.class, send(Samples.adapter(dhl.url().toString())));
        }
    }

    @Test
    void aLoginIsMadeOnceForManySends() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ScriptedEndpoint dhl = answering(request -> {
            if (request.target().equals(LOGIN)) {
                logins.incrementAndGet();
            }
            return login(request, "token-1", 1_799);
        })) {
            DhlParcelDeCarrier adapter = oauth(dhl);
            List<Future<SendOutcome>> sends = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        together.countDown();
                        together.await();
                        return send(adapter);
                    }))
                    .toList();
            for (Future<SendOutcome> send : sends) {
                assertInstanceOf(SendOutcome.Accepted.class, send.get());
            }
            assertEquals(1, logins.get());
            ScriptedRequest first = dhl.requests().get(0);
            assertEquals(
                    "grant_type=password&client_id=key-4711&client_secret=secret-4711&username=user-valid"
                            + "&password=pass-4711",
                    first.text());
            ScriptedRequest last = dhl.requests().get(8);
            assertEquals("Bearer token-1", last.header("Authorization").orElse(""));
            assertTrue(last.header("dhl-api-key").isEmpty());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void c3_aLoginThatFailsSendsNothing() throws Exception {
        for (ScriptedReaction reaction : List.of(
                ScriptedReaction.close(),
                ScriptedReaction.reset(),
                ScriptedReaction.answer(ScriptedAnswer.json(401, "{\"error\":\"invalid_grant\"}")),
                ScriptedReaction.answer(ScriptedAnswer.json(200, "{}")),
                ScriptedReaction.answer(ScriptedAnswer.json(200, "{\"access_token\":\"a b\",\"expires_in\":5}")),
                ScriptedReaction.answer(
                        ScriptedAnswer.json(200, "{\"access_token\":\"x\\r\\nY: z\",\"expires_in\":5}")),
                ScriptedReaction.answer(ScriptedAnswer.json(200, "{\"access_token\":\"ab\"}")),
                ScriptedReaction.answer(ScriptedAnswer.of(500, "")))) {
            try (ScriptedEndpoint dhl = ScriptedEndpoint.start(request -> reaction)) {
                DhlParcelDeCarrier adapter = oauth(dhl);
                assertInstanceOf(SendOutcome.NotSent.class, send(adapter));
                assertInstanceOf(CancelOutcome.Failed.class, adapter.cancel(new TrackingNumber(NUMBER)));
                assertInstanceOf(
                        ValidationOutcome.Failed.class, adapter.validate(Samples.to(Samples.augsburg()), REFERENCE));
                assertTrue(dhl.requests().stream()
                        .allMatch(request -> request.target().equals(LOGIN)));
            }
        }
    }

    @Test
    void aLoginThatHangsEndsWithTheSend() throws Exception {
        try (ScriptedEndpoint dhl = ScriptedEndpoint.start(request -> ScriptedReaction.silence())) {
            TestPermit permit = TestPermit.of(REFERENCE).withTimeout(Duration.ofMillis(300));
            long start = System.nanoTime();
            assertInstanceOf(SendOutcome.NotSent.class, oauth(dhl).send(Samples.to(Samples.augsburg()), permit));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.compareTo(Duration.ofSeconds(8)) < 0, took::toString);
        }
    }

    @Test
    void aTokenThatDhlRefusesIsForgotten() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        try (ScriptedEndpoint dhl = answering(request -> {
            if (request.target().equals(LOGIN)) {
                return login(request, "token-" + logins.incrementAndGet(), 1_799);
            }
            boolean old = request.header("Authorization").orElse("").equals("Bearer token-1");
            return old ? ScriptedAnswer.json(401, status(401)) : CREATED;
        })) {
            DhlParcelDeCarrier adapter = oauth(dhl);
            assertInstanceOf(SendOutcome.NotSent.class, send(adapter));
            assertInstanceOf(SendOutcome.Accepted.class, send(adapter));
            assertInstanceOf(SendOutcome.Accepted.class, send(adapter));
            assertEquals(2, logins.get());
        }
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        try (ScriptedEndpoint dhl = answering(request ->
                login(request, "token-" + logins.get(), request.target().equals(LOGIN) ? logins() : 0))) {
            // Shorter than the margin: kept for a second, and no more.
            DhlParcelDeCarrier adapter = oauth(dhl);
            assertInstanceOf(SendOutcome.Accepted.class, send(adapter));
            long start = System.nanoTime();
            while (count(dhl) < 2) {
                assertInstanceOf(SendOutcome.Accepted.class, send(adapter));
                assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
            }
        }
    }

    private static int logins() {
        return 30;
    }

    private static long count(ScriptedEndpoint dhl) {
        return dhl.requests().stream()
                .filter(request -> request.target().equals(LOGIN))
                .count();
    }

    private static ScriptedAnswer login(ScriptedRequest request, String token, int seconds) {
        return request.target().equals(LOGIN)
                ? ScriptedAnswer.json(
                        200,
                        "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}")
                : CREATED;
    }

    private static DhlParcelDeCarrier oauth(ScriptedEndpoint dhl) {
        return Samples.adapter(dhl.url().toString(), "authentication", "oauth", "apiSecret", Samples.SECRET);
    }

    private static SendOutcome send(DhlParcelDeCarrier adapter) {
        return adapter.send(Samples.to(Samples.augsburg()), TestPermit.of(REFERENCE));
    }

    private static ScriptedEndpoint answering(Function<ScriptedRequest, ScriptedAnswer> answer) throws IOException {
        return ScriptedEndpoint.start(request -> ScriptedReaction.answer(answer.apply(request)));
    }

    private static ScriptedRequest only(ScriptedEndpoint dhl) {
        assertEquals(1, dhl.requests().size());
        assertFalse(dhl.requests().isEmpty());
        return dhl.requests().get(0);
    }
}
