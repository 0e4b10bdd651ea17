package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** C5 to C7: what is written, and when. */
abstract class RequestRules extends SendRules {
    private static final String NOT_THE_SAME =
            "C5 broken: the same consignment, reference and first claim time made different requests: sent again under"
                    + " its key it is refused, or executed as another";
    private static final Object ENVIRONMENT = new Object();
    private static final int MOST_QUESTIONS = 5;

    @Test
    void c5_twoSendsUnderOneReferenceAreTheSameBytes() throws Exception {
        Consignment goods = goods(ContractGoods.address());
        TestPermit permit = TestPermit.of(USUAL);
        try (ScriptedEndpoint endpoint = endpoint(USUAL, ContractGoods.number(1))) {
            try (CarrierAdapter adapter = create(endpoint.url())) {
                sendAccepted(adapter, goods, permit);
                awaitNextSecond();
                sendAccepted(
                        adapter,
                        goods,
                        permit.withAttempt(7)
                                .withTimeout(TestPermit.LONG.minusSeconds(1))
                                .withTimeLeft(() -> Duration.ofHours(1)));
            }
            sendElsewhere(endpoint, goods, permit.withAttempt(2));
            List<ScriptedRequest> requests = creates(endpoint);
            assertEquals(3, requests.size(), "C1 broken: three sends are three POSTs");
            RequestText first = RequestText.of(requests.get(0), author().volatileHeaders());
            assertEquals(
                    first,
                    RequestText.of(requests.get(1), author().volatileHeaders()),
                    NOT_THE_SAME + " (sent again a second later, by the same adapter)");
            assertEquals(
                    first,
                    RequestText.of(requests.get(2), author().volatileHeaders()),
                    NOT_THE_SAME + " (sent again by another adapter, with another default locale and time zone)");
        }
    }

    /** As after a restart on another machine. */
    private void sendElsewhere(ScriptedEndpoint endpoint, Consignment goods, TestPermit permit) throws Exception {
        synchronized (ENVIRONMENT) {
            Locale locale = Locale.getDefault();
            TimeZone zone = TimeZone.getDefault();
            try {
                // Other digits, another lower case for I, and another day.
                Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                try (CarrierAdapter adapter = create(endpoint.url())) {
                    sendAccepted(adapter, goods, permit);
                }
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }
        }
    }

    private static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == second) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void c5_thePresentDayIsNotInTheRequest() throws Exception {
        Instant before = Instant.now();
        try (ScriptedEndpoint endpoint = endpoint(USUAL, ContractGoods.number(1));
                CarrierAdapter adapter = create(endpoint.url())) {
            sendAccepted(adapter, goods(ContractGoods.address()), TestPermit.of(USUAL));
            assertNone(
                    RequestText.of(creates(endpoint).get(0), author().volatileHeaders())
                            .timesBetween(before, Instant.now()),
                    "C5 broken: the request holds the present time; the only time it may hold is that of the first claim:"
                            + " sent again the next day it is another request");
        }
    }

    @Test
    void c6_referenceAndKeyArriveToTheLetter() throws Exception {
        List<String> seen = new ArrayList<>();
        List<String> references =
                List.of(USUAL, "K8ZW3QX5", "40813577120964", "W3-B8D-5HJ2-0", "Z9Y8X7W6-V5U4T3S2-R1Q0P9O8-N7M6L5K4");
        for (String reference : references) {
            try (ScriptedEndpoint endpoint = endpoint(reference, ContractGoods.number(1));
                    CarrierAdapter adapter = create(endpoint.url())) {
                TestPermit permit = TestPermit.of(reference);
                SendOutcome outcome = adapter.send(goods(ContractGoods.address()), permit);
                List<ScriptedRequest> requests = creates(endpoint);
                if (outcome instanceof SendOutcome.Rejected && requests.isEmpty() && !reference.equals(USUAL)) {
                    continue; // The carrier cannot take it, and was not asked to.
                }
                for (ScriptedRequest request : requests) {
                    seen.addAll(
                            RequestText.of(request, author().volatileHeaders()).changed(permit));
                }
                if (requests.isEmpty()) {
                    seen.add(reference + ": nothing arrived, and the outcome is " + outcome);
                }
            }
        }
        assertNone(
                seen,
                "C6 broken: a reference or key was cut or changed: the carrier cannot be asked for it, and takes two"
                        + " shipments for one, or one for two");
    }

    @Test
    void c7_withoutTimeLeftNothingIsWritten() throws Exception {
        List<Duration> tooShort = List.of(Duration.ofMillis(1), Duration.ZERO, Duration.ofSeconds(-1));
        for (Duration left : tooShort) {
            assertNotSent(TestPermit.of(USUAL).withTimeLeft(() -> left), left + " was left");
        }
    }

    @Test
    void c7_theTimeLeftIsAskedForAndEveryAnswerIsObeyed() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        try (ScriptedEndpoint endpoint = endpoint(USUAL, ContractGoods.number(1));
                CarrierAdapter adapter = create(endpoint.url())) {
            sendAccepted(
                    adapter,
                    goods(ContractGoods.address()),
                    TestPermit.of(USUAL).withTimeLeft(() -> {
                        questions.incrementAndGet();
                        return Duration.ofMinutes(5);
                    }));
        }
        assertTrue(
                questions.get() > 0,
                "C7 broken: the time left was never asked for: a process that was paused sends after its claim is over");
        for (int over = 1; over <= Math.min(questions.get(), MOST_QUESTIONS); over++) {
            AtomicInteger left = new AtomicInteger(over);
            assertNotSent(
                    TestPermit.of(USUAL)
                            .withTimeLeft(() -> left.decrementAndGet() <= 0 ? Duration.ZERO : Duration.ofMinutes(5)),
                    "no time was left at question " + over + " of " + questions.get());
        }
    }

    private void assertNotSent(TestPermit permit, String situation) throws Exception {
        try (ScriptedEndpoint endpoint = endpoint(permit.reference(), ContractGoods.number(1));
                CarrierAdapter adapter = create(endpoint.url())) {
            SendOutcome outcome = adapter.send(goods(ContractGoods.address()), permit);
            String consequence =
                    "C7 broken: sent although " + situation + ": the claim may be over, and another may send it too";
            assertEquals(List.of(), creates(endpoint), consequence);
            assertInstanceOf(
                    SendOutcome.NotSent.class,
                    outcome,
                    "C7 broken: nothing was written, as " + situation + ": that is NotSent, and needs no person");
        }
    }
}
