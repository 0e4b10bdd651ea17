package io.shiponce.examples.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.testkit.TestPermit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R15: whatever the carrier does, one send is one POST. */
@Timeout(60)
class OnePostTest {
    private static final String FIRST = "SO-ABCDEF-1";
    private static final String SECOND = "SO-ABCDEF-2";

    static Stream<Arguments> reactions() {
        return Stream.of(
                Arguments.of("closed", ProbeServer.CLOSE, SendOutcome.Unknown.class),
                Arguments.of("reset", ProbeServer.RESET, SendOutcome.Unknown.class),
                Arguments.of("closed in the head", "HTTP/1.1 20", SendOutcome.Unknown.class),
                Arguments.of(
                        "408", ProbeServer.answer("408 -", "Connection: close\r\n", ""), SendOutcome.Unknown.class),
                Arguments.of(
                        "401",
                        ProbeServer.answer("401 -", "WWW-Authenticate: Basic realm=x\r\n", ""),
                        SendOutcome.Unknown.class),
                Arguments.of("500", ProbeServer.answer("500 -", "", ""), SendOutcome.Unknown.class),
                Arguments.of("503", ProbeServer.answer("503 -", "Retry-After: 0\r\n", ""), SendOutcome.NotSent.class),
                Arguments.of("429", ProbeServer.answer("429 -", "Retry-After: 0\r\n", ""), SendOutcome.NotSent.class),
                Arguments.of("302", redirect(302), SendOutcome.Unknown.class),
                Arguments.of("307", redirect(307), SendOutcome.Unknown.class),
                Arguments.of("308", redirect(308), SendOutcome.Unknown.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reactions")
    void r15_onAFreshConnection(String name, String reaction, Class<? extends SendOutcome> expected)
            throws IOException {
        try (ProbeServer server = new ProbeServer(reaction)) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(2));
            assertInstanceOf(expected, adapter.send(Samples.mugs(), TestPermit.of(FIRST)));
            assertOnePostEach(server, List.of(FIRST));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reactions")
    void r15_onAReusedConnection(String name, String reaction, Class<? extends SendOutcome> expected)
            throws IOException {
        try (ProbeServer server = new ProbeServer(ProbeServer.accepted(FIRST), reaction)) {
            ReferenceCarrier adapter = Samples.adapter(server.url(), Duration.ofSeconds(2));
            assertInstanceOf(SendOutcome.Accepted.class, adapter.send(Samples.mugs(), TestPermit.of(FIRST)));
            assertInstanceOf(expected, adapter.send(Samples.mugs(), TestPermit.of(SECOND)));
            assertEquals(1, server.connections(), "the connection was reused");
            assertOnePostEach(server, List.of(FIRST, SECOND));
        }
    }

    @Test
    void r15_evenIfTheClientIsToldToRepeat() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.httpclient.enableAllMethodRetry=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ToldToRepeat.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // The second connection is the client's new attempt: the gate let nothing through.
            assertEquals("Unknown posts=2 connections=2", said.strip());
        } finally {
            child.destroyForcibly();
        }
    }

    private static String redirect(int status) {
        return ProbeServer.answer(status + " -", "Location: /elsewhere\r\n", "");
    }

    private static void assertOnePostEach(ProbeServer server, List<String> references) {
        List<String> requests = server.requests();
        assertEquals(references.size(), requests.size());
        for (int i = 0; i < references.size(); i++) {
            assertTrue(requests.get(i).startsWith("POST /v1/consignments "));
            assertTrue(requests.get(i).contains("Idempotency-Key: " + references.get(i)));
        }
    }
}
