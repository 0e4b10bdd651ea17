package io.shiponce.examples.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Fault;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapter against the simulated carrier, every fault included. */
@Timeout(60)
class ReferenceCarrierTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    @Test
    void sendsFindsAndCancels() throws IOException {
        try (CarrierServer server = start()) {
            ReferenceCarrier adapter = Samples.adapter(server.url().toString(), Duration.ofSeconds(5));
            Instant before = Instant.now();
            TrackingNumber number = accepted(adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH")));
            LookupOutcome.Match match = found(adapter.lookUp("SO-ABCDEFGH"));
            assertEquals(number, match.trackingNumber());
            assertNotNull(match.createdAt());
            assertTrue(match.createdAt().isAfter(before));
            assertEquals(new LookupOutcome.Absent(), adapter.lookUp("SO-ABCDEFG"));
            assertEquals(new LookupOutcome.Absent(), adapter.lookUp("a b&reference=SO-ABCDEFGH+%"));
            assertEquals(new CancelOutcome.Cancelled(), adapter.cancel(number));
            assertTrue(found(adapter.lookUp("SO-ABCDEFGH")).voided());
            assertInstanceOf(CancelOutcome.Refused.class, adapter.cancel(new TrackingNumber("../a b/?#")));
        }
        assertEquals(Set.of("SO-ABCDEFGH"), ledger().distinctReferences());
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultEndsAsTheTableSays(Fault.Kind kind) throws IOException {
        CarrierSettings settings = CarrierSettings.of(folder.resolve("ledger")).withFaults(kind.word() + ":1");
        try (CarrierServer server = CarrierServer.start(settings)) {
            ReferenceCarrier adapter = Samples.adapter(server.url().toString(), SHORT);
            SendOutcome outcome = adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH"));
            switch (kind) {
                case CUT_BEFORE, ERROR_BEFORE, HANG_BEFORE -> assertUnknown(outcome, 0);
                case CUT_AFTER, ERROR_AFTER, HANG, CONFLICT, GARBLED, HOLLOW, SLOW -> assertUnknown(outcome, 1);
                case BUSY -> {
                    assertEquals(new SendOutcome.NotSent("HTTP 503", Duration.ofSeconds(1)), outcome);
                    assertEquals(0, ledger().creates());
                }
                case TOO_MANY -> {
                    assertInstanceOf(SendOutcome.NotSent.class, outcome);
                    assertEquals(0, ledger().creates());
                }
                case REJECT -> {
                    assertEquals(new SendOutcome.Rejected("HTTP 422: simulated refusal"), outcome);
                    assertEquals(0, ledger().creates());
                }
                case REFUSE_REPEAT -> {
                    accepted(outcome);
                    SendOutcome repeat = adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH"));
                    assertInstanceOf(SendOutcome.Rejected.class, repeat);
                    assertEquals(1, ledger().creates());
                }
                case LOOKUP_LAG -> {
                    accepted(outcome);
                    assertEquals(new LookupOutcome.Absent(), adapter.lookUp("SO-ABCDEFGH"));
                }
                case LOOKUP_ERROR -> {
                    accepted(outcome);
                    assertEquals(new LookupOutcome.Failed("HTTP 500"), adapter.lookUp("SO-ABCDEFGH"));
                }
            }
        }
    }

    @Test
    void someLimitsNameATimeAndSomeDoNot() throws IOException {
        CarrierSettings settings = CarrierSettings.of(folder.resolve("ledger")).withFaults("429:1");
        try (CarrierServer server = CarrierServer.start(settings)) {
            ReferenceCarrier adapter = Samples.adapter(server.url().toString(), Duration.ofSeconds(5));
            List<Boolean> named = IntStream.range(0, 40)
                    .mapToObj(i -> adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEF-" + i)))
                    .map(outcome -> ((SendOutcome.NotSent) outcome).retryAfter() != null)
                    .toList();
            assertEquals(Set.of(true, false), Set.copyOf(named));
        }
    }

    @Test
    void level0FindsNothingOut() throws IOException {
        CarrierSettings settings = CarrierSettings.of(folder.resolve("ledger")).withLevel(0);
        try (CarrierServer server = CarrierServer.start(settings)) {
            ReferenceCarrier adapter = Samples.adapter(server.url().toString(), Duration.ofSeconds(5));
            assertInstanceOf(LookupOutcome.Failed.class, adapter.lookUp("SO-ABCDEFGH"));
        }
    }

    @Test
    void aCarrierThatIsNotThereWasSentNothing() throws IOException {
        String url;
        try (CarrierServer server = start()) {
            url = server.url().toString();
        }
        ReferenceCarrier adapter = Samples.adapter(url, Duration.ofSeconds(5));
        SendOutcome outcome = adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH"));
        assertInstanceOf(SendOutcome.NotSent.class, outcome);
        assertInstanceOf(LookupOutcome.Failed.class, adapter.lookUp("SO-ABCDEFGH"));
        assertInstanceOf(CancelOutcome.Failed.class, adapter.cancel(new TrackingNumber("T-1")));
    }

    @Test
    void aCarrierThatDoesNotPickUpWasSentNothing() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // More than its queue holds: the next one's connecting is left unanswered.
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(full.getLocalSocketAddress());
            }
            ReferenceCarrier adapter = Samples.adapter("http://localhost:" + full.getLocalPort(), SHORT);
            assertInstanceOf(SendOutcome.NotSent.class, adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH")));
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void aNameNobodyKnowsWasSentNothing() {
        ReferenceCarrier adapter = Samples.adapter("http://carrier.invalid", Duration.ofSeconds(5));
        assertInstanceOf(SendOutcome.NotSent.class, adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH")));
    }

    @Test
    void c4_whatTheCarrierCannotReadIsRejectedBeforeItLeaves() throws IOException {
        try (ProbeServer server = new ProbeServer(ProbeServer.accepted("SO-ABCDEFGH"))) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(5));
            assertInstanceOf(
                    SendOutcome.Rejected.class, adapter.send(Samples.tooLarge(), TestPermit.of("SO-ABCDEFGH")));
            assertInstanceOf(
                    SendOutcome.Rejected.class,
                    adapter.send(Samples.mugsFor("Ada \ud83d"), TestPermit.of("SO-ABCDEFGH")));
            assertEquals(0, server.connections());
        }
    }

    @Test
    void r1_anInterruptedSendIsUnknownAndStaysInterrupted() throws Exception {
        try (ProbeServer server = new ProbeServer(ProbeServer.SILENCE)) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(30));
            FutureTask<Boolean> send = new FutureTask<>(() -> {
                assertInstanceOf(
                        SendOutcome.Unknown.class,
                        adapter.send(
                                Samples.mugs(), TestPermit.of("SO-ABCDEFGH").withTimeout(Duration.ofSeconds(30))));
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(send, "send");
            thread.start();
            while (server.requests().isEmpty()) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            assertTrue(send.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void thePermitsTimeoutBoundsTheWholeSend() throws IOException {
        String head = "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{";
        for (String reaction : List.of(ProbeServer.SILENCE, head)) {
            try (ProbeServer server = new ProbeServer(reaction)) {
                ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofMinutes(1));
                long start = System.nanoTime();
                SendOutcome outcome = adapter.send(
                        Samples.mugs(), TestPermit.of("SO-ABCDEFGH").withTimeout(SHORT));
                assertInstanceOf(SendOutcome.Unknown.class, outcome);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took::toString);
            }
        }
    }

    @Test
    void anAnswerWithoutEndIsUnknown() throws IOException {
        String body = "{\"reference\":\"SO-ABCDEFGH\",\"trackingNumber\":\"T-1\"}"
                + " ".repeat(ReferenceCarrier.MAX_ANSWER_BYTES);
        try (ProbeServer server = new ProbeServer(ProbeServer.answer("201 Created", "", body))) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(5));
            assertInstanceOf(SendOutcome.Unknown.class, adapter.send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH")));
        }
    }

    @Test
    void c7_withoutTimeLeftNothingIsWritten() throws IOException {
        try (ProbeServer server = new ProbeServer(ProbeServer.accepted("SO-ABCDEFGH"))) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(5));
            TestPermit permit = TestPermit.of("SO-ABCDEFGH").withTimeLeft(() -> Duration.ofMillis(4_999));
            assertInstanceOf(SendOutcome.NotSent.class, adapter.send(Samples.mugs(), permit));
            assertEquals(0, server.connections());
        }
    }

    @Test
    void r3_theFenceIsCheckedOnceMoreBehindTheConnecting() throws IOException {
        try (ProbeServer server = new ProbeServer(ProbeServer.accepted("SO-ABCDEFGH"))) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(5));
            List<Duration> answers = new ArrayList<>(List.of(Duration.ofMinutes(1), Duration.ZERO));
            TestPermit permit = TestPermit.of("SO-ABCDEFGH").withTimeLeft(() -> answers.remove(0));
            assertInstanceOf(SendOutcome.NotSent.class, adapter.send(Samples.mugs(), permit));
            assertEquals(List.of(), answers, "asked twice");
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    void r7_everyAttemptSendsTheSameBytes() throws IOException {
        try (ProbeServer server = new ProbeServer(ProbeServer.accepted("SO-ABCDEFGH"))) {
            Samples.adapter(server.url(), Duration.ofSeconds(5)).send(Samples.mugs(), TestPermit.of("SO-ABCDEFGH"));
            Samples.adapter(server.url(), Duration.ofSeconds(9))
                    .send(
                            Samples.mugs(),
                            TestPermit.of("SO-ABCDEFGH").withAttempt(7).withTimeout(Duration.ofSeconds(3)));
            List<String> requests = server.requests();
            assertEquals(2, requests.size());
            assertEquals(requests.get(0), requests.get(1));
            String body = requests.get(0).substring(requests.get(0).indexOf("\r\n\r\n") + 4);
            assertEquals(
                    "{\"reference\":\"SO-ABCDEFGH\",\"origin\":\"AUG\",\"service\":\"standard\",\"shipTo\":{\"name\":"
                            + "\"Ada Ahorn\",\"street1\":\"Maximilianstr. 1\",\"postalCode\":\"86150\",\"city\":"
                            + "\"Augsburg\",\"country\":\"DE\"},\"parcels\":[{\"weightGrams\":700,\"dimensions\":{"
                            + "\"lengthMillimetres\":200,\"widthMillimetres\":150,\"heightMillimetres\":100},"
                            + "\"items\":[{\"sku\":\"MUG-1\",\"name\":\"Mug\",\"quantity\":2,\"unitPrice\":{"
                            + "\"amount\":\"12.50\",\"currency\":\"EUR\"},\"unitWeightGrams\":350}]}]}",
                    body,
                    "whoever changes these bytes changes ConsignmentJson.FORMAT");
        }
    }

    private CarrierServer start() throws IOException {
        return CarrierServer.start(CarrierSettings.of(folder.resolve("ledger")));
    }

    private Ledger ledger() {
        return Ledger.read(folder.resolve("ledger"));
    }

    private void assertUnknown(SendOutcome outcome, int executed) {
        assertInstanceOf(SendOutcome.Unknown.class, outcome);
        assertEquals(executed, ledger().creates());
    }

    private static TrackingNumber accepted(SendOutcome outcome) {
        return assertInstanceOf(SendOutcome.Accepted.class, outcome).receipt().trackingNumber();
    }

    private static LookupOutcome.Match found(LookupOutcome outcome) {
        return assertInstanceOf(LookupOutcome.Found.class, outcome).matches().get(0);
    }
}
