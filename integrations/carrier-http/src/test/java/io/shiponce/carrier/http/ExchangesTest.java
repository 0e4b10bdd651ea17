package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.testkit.ScriptedAnswer;
import io.shiponce.testkit.ScriptedEndpoint;
import io.shiponce.testkit.ScriptedReaction;
import io.shiponce.testkit.ScriptedReaction.Ending;
import io.shiponce.testkit.ScriptedRequest;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One create leaves once at most, in its time, and what is said of it is certain. */
@Timeout(60)
class ExchangesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] BODY = "{\"name\":\"Ada\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void anAnswerIsReadWhole() throws IOException {
        ScriptedAnswer said = ScriptedAnswer.json(201, "{\"straße\":1}").with("Retry-After", "7");
        try (ScriptedEndpoint carrier = answering(said)) {
            Reply.Answer answer = assertInstanceOf(Reply.Answer.class, create(carrier.url(), LONG));
            assertEquals(201, answer.status());
            assertEquals("{\"straße\":1}", answer.text());
            assertEquals(Optional.of("7"), answer.header("retry-AFTER"));
            assertEquals(Optional.empty(), answer.header("Location"));
            assertTrue(answer.content().isReadOnly());
            assertFalse(answer.toString().contains("stra"), "an answer may hold an address");
            assertEquals("{\"name\":\"Ada\"}", carrier.requests().get(0).text());
        }
    }

    @Test
    void textThatIsNotUtf8IsEmptyAndItsBytesAreThere() throws IOException {
        String raw = "HTTP/1.1 200 -\r\nContent-Length: 2\r\n\r\n\u00ff\u00fe";
        try (ScriptedEndpoint carrier = reacting(new ScriptedReaction(raw, Ending.KEEP_OPEN))) {
            Reply.Answer answer = assertInstanceOf(Reply.Answer.class, create(carrier.url(), LONG));
            assertEquals("", answer.text());
            assertEquals(2, answer.content().remaining());
        }
    }

    static Stream<ScriptedReaction> trouble() {
        return Stream.of(
                ScriptedReaction.close(),
                ScriptedReaction.reset(),
                ScriptedReaction.text("HTTP/1.1 20", Ending.CLOSE),
                ScriptedReaction.text("HTTP/1.1 200 -\r\nContent-Length: 9\r\n\r\n{", Ending.CLOSE),
                ScriptedReaction.text("hello\r\n\r\n", Ending.CLOSE),
                ScriptedReaction.answer(ScriptedAnswer.of(307, "").with("Location", "/elsewhere")),
                ScriptedReaction.answer(ScriptedAnswer.of(308, "").with("Location", "/elsewhere")),
                ScriptedReaction.answer(ScriptedAnswer.of(302, "").with("Location", "/elsewhere")),
                ScriptedReaction.answer(ScriptedAnswer.of(401, "").with("WWW-Authenticate", "Basic realm=x")),
                ScriptedReaction.answer(ScriptedAnswer.of(408, "").with("Connection", "close")),
                ScriptedReaction.answer(ScriptedAnswer.of(503, "").with("Retry-After", "0")));
    }

    @ParameterizedTest
    @MethodSource("trouble")
    void c1_whateverHappensACreateIsPostedOnce(ScriptedReaction reaction) throws IOException {
        for (int before = 0; before <= 1; before++) {
            List<ScriptedReaction> script = new ArrayList<>();
            if (before == 1) {
                script.add(ScriptedReaction.answer(ScriptedAnswer.of(200, "")));
            }
            try (ScriptedEndpoint carrier =
                    ScriptedEndpoint.start(request -> script.isEmpty() ? reaction : script.remove(0))) {
                Exchanges exchanges = new Exchanges("test", LONG);
                for (int i = 0; i < before; i++) {
                    assertInstanceOf(Reply.Answer.class, create(exchanges, carrier.url(), permit(LONG)));
                }
                Reply reply = create(exchanges, carrier.url(), permit(LONG));
                assertEquals(before + 1, carrier.requests().size());
                assertEquals(before == 1 ? 1 : carrier.connections(), carrier.connections(), "reused");
                if (reply instanceof Reply.NoAnswer none) {
                    assertFalse(none.nothingSent(), none::toString);
                }
            }
        }
    }

    @Test
    void c3_aRefusedConnectionIsProvenNotSent() throws IOException {
        URI nobody;
        try (ScriptedEndpoint carrier = answering(ScriptedAnswer.of(200, ""))) {
            nobody = carrier.url();
        }
        assertInstanceOf(SendOutcome.NotSent.class, outcome(create(nobody, LONG)));
    }

    @Test
    void c7_withoutTimeNobodyIsCalled() throws IOException {
        try (ScriptedEndpoint carrier = answering(ScriptedAnswer.of(200, ""))) {
            TestPermit late = permit(LONG).withTimeLeft(() -> LONG.minusMillis(1));
            assertInstanceOf(
                    SendOutcome.NotSent.class, outcome(create(new Exchanges("test", LONG), carrier.url(), late)));
            assertEquals(0, carrier.connections());
        }
    }

    /** The clocks of permit and deadline go on together: by the permit alone, what was paused for an hour could still leave. */
    @Test
    void c7_r3_whatWasPausedPastItsDeadlineLeavesNoMore() {
        Deadline over = Deadline.after(Duration.ofSeconds(-2));
        assertFalse(Exchanges.mayLeave(permit(LONG).withTimeLeft(() -> Duration.ofSeconds(-1)), over));
        assertFalse(Exchanges.mayLeave(permit(LONG).withTimeLeft(() -> LONG), over));
        Deadline running = Deadline.after(LONG);
        assertFalse(Exchanges.mayLeave(permit(LONG).withTimeLeft(() -> LONG.dividedBy(2)), running));
        assertTrue(Exchanges.mayLeave(permit(LONG).withTimeLeft(() -> LONG), running));
    }

    @Test
    void c7_thePermitIsAskedOnceMoreBehindTheConnecting() throws IOException {
        try (ScriptedEndpoint carrier = answering(ScriptedAnswer.of(200, ""))) {
            List<Duration> answers = new ArrayList<>(List.of(Duration.ofMinutes(1), Duration.ZERO));
            TestPermit permit = permit(LONG).withTimeLeft(() -> answers.remove(0));
            Reply reply = create(new Exchanges("test", LONG), carrier.url(), permit);
            assertInstanceOf(SendOutcome.NotSent.class, outcome(reply));
            assertEquals(List.of(), answers, "asked twice");
            assertEquals(List.of(), carrier.requests());
        }
    }

    @Test
    void aDeadlineThatIsOverSendsNothing() throws Exception {
        try (ScriptedEndpoint carrier = answering(ScriptedAnswer.of(200, ""))) {
            Deadline over = Deadline.after(Duration.ZERO);
            Exchanges exchanges = new Exchanges("test", LONG);
            Reply created = exchanges.create(to(carrier.url()), BODY, permit(LONG), over, 100);
            assertInstanceOf(SendOutcome.NotSent.class, outcome(created));
            assertInstanceOf(
                    Reply.NoAnswer.class, exchanges.ask(to(carrier.url()).GET(), over, 100));
            assertEquals(List.of(), carrier.requests());
        }
    }

    @Test
    void theShorterOfTwoTimesBoundsTheWholeExchange() throws IOException {
        String head = "HTTP/1.1 200 -\r\nContent-Length: 100\r\n\r\n{";
        for (ScriptedReaction reaction :
                List.of(ScriptedReaction.silence(), new ScriptedReaction(head, Ending.TRICKLE))) {
            try (ScriptedEndpoint carrier = reacting(reaction)) {
                for (boolean permitsIsShorter : List.of(true, false)) {
                    Exchanges exchanges = new Exchanges("test", permitsIsShorter ? LONG : SHORT);
                    long start = System.nanoTime();
                    Reply reply = create(exchanges, carrier.url(), permit(permitsIsShorter ? SHORT : LONG));
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    assertInstanceOf(SendOutcome.Unknown.class, outcome(reply));
                    assertTrue(took.compareTo(Duration.ofSeconds(15)) < 0, took::toString);
                }
            }
        }
    }

    @Test
    void aCallOfOneExchangeNeedsNoDeadlineOfItsOwn() throws IOException {
        try (ScriptedEndpoint carrier = reacting(ScriptedReaction.silence())) {
            Exchanges patient = new Exchanges("test", LONG);
            Exchanges hasty = new Exchanges("test", SHORT);
            long start = System.nanoTime();

            assertInstanceOf(
                    SendOutcome.Unknown.class, outcome(hasty.create(to(carrier.url()), BODY, permit(LONG), 9)));
            assertInstanceOf(
                    SendOutcome.Unknown.class, outcome(patient.create(to(carrier.url()), BODY, permit(SHORT), 9)));
            assertInstanceOf(Reply.NoAnswer.class, hasty.ask(to(carrier.url()).GET(), 9));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.compareTo(LONG) < 0, took::toString);
            assertEquals(
                    List.of("POST", "POST", "GET"),
                    carrier.requests().stream().map(ScriptedRequest::method).toList());
        }
    }

    @Test
    void c11_whatIsSaidOfAReplyIsItsStatusOrWhyThereIsNone() {
        assertEquals("HTTP 422", Reply.Answer.of(422, "Ada lives elsewhere").words());
        assertEquals("HttpTimeoutException", new Reply.NoAnswer("HttpTimeoutException", false).words());
    }

    @Test
    void anAnswerIsReadUpToItsBoundAndNotBeyond() throws IOException {
        int large = 5 << 20;
        try (ScriptedEndpoint carrier = answering(ScriptedAnswer.of(200, "x".repeat(large)))) {
            Exchanges exchanges = new Exchanges("test", LONG);
            TestPermit permit = permit(LONG);
            Reply whole = exchanges.create(to(carrier.url()), BODY, permit, exchanges.deadline(permit), large);
            assertEquals(
                    large, assertInstanceOf(Reply.Answer.class, whole).content().remaining());
            Reply cut = exchanges.create(to(carrier.url()), BODY, permit, exchanges.deadline(permit), large - 1);
            assertInstanceOf(SendOutcome.Unknown.class, outcome(cut));
        }
    }

    @Test
    void c2_anInterruptedCreateIsUnknownAndStaysInterrupted() throws Exception {
        try (ScriptedEndpoint carrier = reacting(ScriptedReaction.silence())) {
            FutureTask<Boolean> send = new FutureTask<>(() -> {
                assertInstanceOf(SendOutcome.Unknown.class, outcome(create(carrier.url(), LONG)));
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(send, "send");
            thread.start();
            assertTrue(carrier.await(requests -> !requests.isEmpty(), LONG));
            thread.interrupt();
            assertTrue(send.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void askingNeverClaimsThatNothingWasSent() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI nobody = URI.create("http://localhost:" + gone.getLocalPort());
            gone.close();
            Exchanges exchanges = new Exchanges("test", LONG);
            Reply reply = exchanges.ask(to(nobody).GET(), exchanges.deadline(), 100);
            assertFalse(assertInstanceOf(Reply.NoAnswer.class, reply).nothingSent());
        }
    }

    @Test
    void itsThreadsBearTheCarriersNameAndHoldNoJvmOpen() throws IOException {
        try (ScriptedEndpoint carrier = answering(ScriptedAnswer.of(200, ""))) {
            create(new Exchanges("swift-parcels", LONG), carrier.url(), permit(LONG));
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("swift-parcels-http-"))
                    .toList();
            assertFalse(threads.isEmpty());
            assertTrue(threads.stream().allMatch(Thread::isDaemon));
        }
    }

    private static ScriptedEndpoint answering(ScriptedAnswer answer) throws IOException {
        return reacting(ScriptedReaction.answer(answer));
    }

    private static ScriptedEndpoint reacting(ScriptedReaction reaction) throws IOException {
        return ScriptedEndpoint.start(request -> reaction);
    }

    private static TestPermit permit(Duration timeout) {
        return TestPermit.of("SO-ABCDEFGH").withTimeout(timeout);
    }

    private static Reply create(URI carrier, Duration timeout) {
        return create(new Exchanges("test", timeout), carrier, permit(timeout));
    }

    private static Reply create(Exchanges exchanges, URI carrier, TestPermit permit) {
        return exchanges.create(to(carrier), BODY, permit, exchanges.deadline(permit), 64 * 1024);
    }

    private static HttpRequest.Builder to(URI carrier) {
        return HttpRequest.newBuilder(carrier.resolve("/creates"));
    }

    private static SendOutcome outcome(Reply reply) {
        return assertInstanceOf(Reply.NoAnswer.class, reply).ofSend();
    }
}
