package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.testkit.ScriptedReaction.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the endpoint writes and counts is what was scripted and sent. */
@Timeout(60)
final class ScriptedEndpointTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Test
    void keepsRequestsAsTheyCame() throws Exception {
        try (ScriptedEndpoint endpoint = answering("gr\u00fc\u00df dich")) {
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(endpoint.url().resolve("/a?b=c"))
                            .header("X-Test", "one")
                            .POST(HttpRequest.BodyPublishers.ofString("\u00e4"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals("gr\u00fc\u00df dich", response.body());
            ScriptedRequest request = endpoint.requests().get(0);
            assertEquals("POST", request.method());
            assertEquals("/a?b=c", request.target());
            assertEquals(Optional.of("one"), request.header("x-test"));
            assertEquals("\u00e4", request.text());
            assertEquals("\u00c3\u00a4", request.body());
            assertTrue(request.changesSomething());
        }
    }

    @Test
    void putsChunksTogetherAndSaysContinue() throws Exception {
        try (ScriptedEndpoint endpoint = answering("ok")) {
            HttpRequest.BodyPublisher chunked =
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000]));
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(endpoint.url())
                                    .expectContinue(true)
                                    .POST(chunked)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals("ok", response.body());
            assertEquals(100_000, endpoint.requests().get(0).body().length());
        }
    }

    @Test
    void connectionsAreUsedAgainUnlessTheScriptEndsThem() throws Exception {
        try (ScriptedEndpoint endpoint = answering("ok");
                Socket socket = connect(endpoint)) {
            for (int i = 1; i <= 2; i++) {
                write(socket, "GET /" + i + " HTTP/1.1\r\n\r\n");
                int awaited = i;
                assertTrue(endpoint.await(requests -> requests.size() == awaited, BOUND));
            }
            assertEquals(1, endpoint.connections());
        }
    }

    @Test
    void aRequestCountsFromItsFirstLineOn() throws Exception {
        try (ScriptedEndpoint endpoint = answering("ok");
                Socket socket = connect(endpoint)) {
            write(socket, "POST /half HTTP/1.1\r\nContent-Le");
            assertTrue(endpoint.await(requests -> requests.size() == 1, BOUND));
            ScriptedRequest begun = endpoint.requests().get(0);
            assertEquals(new ScriptedRequest("POST", "/half", List.of(), ""), begun);
            assertFalse(endpoint.await(requests -> requests.size() == 2, Duration.ofMillis(1)));
        }
    }

    @Test
    void halfAnswersAreHalf() throws Exception {
        try (ScriptedEndpoint endpoint =
                        ScriptedEndpoint.start(request -> ScriptedReaction.text("HTTP/1.1 20", Ending.CLOSE));
                Socket socket = connect(endpoint)) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            assertEquals("HTTP/1.1 20", read(socket));
        }
    }

    @Test
    void aResetIsAReset() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(request -> ScriptedReaction.reset());
                Socket socket = connect(endpoint)) {
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            assertThrows(IOException.class, () -> read(socket));
        }
    }

    @Test
    void closingEndsWhoeverWaits() throws Exception {
        Socket socket;
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start(request -> ScriptedReaction.silence())) {
            socket = connect(endpoint);
            write(socket, "GET / HTTP/1.1\r\n\r\n");
            assertTrue(endpoint.await(requests -> requests.size() == 1, BOUND));
        }
        try (socket) {
            assertEquals("", read(socket));
        }
    }

    @Test
    void nobodyListensOnARefusedPort() throws Exception {
        try (RefusedPort port = new RefusedPort()) {
            URI url = port.url();
            assertThrows(IOException.class, () -> new Socket(url.getHost(), url.getPort()).close());
        }
    }

    @Test
    void anAnswerSaysHowLongItIsUnlessItSaysSoItself() {
        assertEquals(
                "HTTP/1.1 200 -\r\nContent-Length: 2\r\n\r\n\u00c3\u00a4",
                ScriptedAnswer.of(200, "\u00e4").bytes());
        assertEquals("HTTP/1.1 204 -\r\n\r\n", ScriptedAnswer.of(204, "").bytes());
        assertEquals(
                "HTTP/1.1 200 -\r\nContent-Length: 9\r\n\r\nx",
                ScriptedAnswer.of(200, "x").with("Content-Length", "9").bytes());
        assertThrows(IllegalArgumentException.class, () -> ScriptedAnswer.of(102, ""));
    }

    private static ScriptedEndpoint answering(String body) throws IOException {
        return ScriptedEndpoint.start(request -> ScriptedReaction.answer(ScriptedAnswer.of(200, body)));
    }

    private static Socket connect(ScriptedEndpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.url().getHost(), endpoint.url().getPort());
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
