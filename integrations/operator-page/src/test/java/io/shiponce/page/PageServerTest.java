package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page over a real connection. */
@Timeout(60)
class PageServerTest {
    private final Rig rig =
            new Rig(0, PasswordSignIn.of(Rig.PASSWORD), new PageSettings("/ops", Set.of(), ZoneOffset.UTC));
    private final HttpClient client = HttpClient.newHttpClient();
    private PageServer server;
    private String origin;

    @BeforeEach
    void start() throws Exception {
        server = PageServer.start(rig.page, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        origin = "http://localhost:" + server.port();
    }

    @AfterEach
    void close() {
        server.close();
        rig.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path)).header("Origin", origin);
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String session() throws Exception {
        HttpResponse<String> signedIn = sent(to("/ops/sign-in")
                .POST(HttpRequest.BodyPublishers.ofString(Browser.form("name", "Ada", "password", Rig.PASSWORD))));
        assertEquals(303, signedIn.statusCode(), signedIn::body);
        return signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void itIsServedBelowItsPath() throws Exception {
        rig.accepted("1");
        String session = session();

        HttpResponse<String> overview = sent(to("/ops/").header("Cookie", session));

        assertEquals(200, overview.statusCode());
        assertTrue(overview.body().contains("href=\"/ops/page.css\""), overview::body);
        assertEquals(
                "nosniff",
                overview.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("/ops/", sent(to("/ops")).headers().firstValue("Location").orElseThrow());
        assertEquals(404, sent(to("/elsewhere")).statusCode());
        assertEquals(404, sent(to("/opsx/")).statusCode());
        assertEquals(200, sent(to("/ops/page.css")).statusCode());
        assertEquals(
                405,
                sent(to("/ops/").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode());
    }

    @Test
    void aShopMountsItIntoItsOwnServer() throws Exception {
        HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String own = "http://localhost:" + shop.getAddress().getPort();
        MountedPage.ShopSessions sessions = cookie -> cookie.equals("s3cret") ? Optional.of("carla") : Optional.empty();
        try (OperatorPage page = MountedPage.mount(rig.engine, shop, sessions, own)) {
            shop.start();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own + "/admin/shipments/"));

            assertEquals(401, sent(request).statusCode());
            HttpResponse<String> overview = sent(request.header("Cookie", "shop-session=s3cret"));

            assertEquals(200, overview.statusCode());
            assertTrue(overview.body().contains("carla"), overview::body);
        } finally {
            shop.stop(0);
        }
    }

    @Test
    void aFormThatIsTooLongIsRefusedUnread() throws Exception {
        HttpResponse<String> answer = sent(
                to("/ops/sign-in").POST(HttpRequest.BodyPublishers.ofString("x".repeat(PageRequest.MAX_FORM + 1))));

        assertEquals(413, answer.statusCode());
    }

    @Test
    void whoWatchesIsToldWhatChanges() throws Exception {
        rig.accepted("1");
        HttpResponse<InputStream> live = client.send(
                to("/ops/live").header("Cookie", session()).build(), HttpResponse.BodyHandlers.ofInputStream());

        assertEquals(
                "text/event-stream; charset=utf-8",
                live.headers().firstValue("Content-Type").orElseThrow());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            List<String> first = event(lines);
            assertEquals("event: figures", first.get(0));
            assertTrue(first.stream().anyMatch(line -> line.contains("0 of 1 are finished")), first::toString);
            assertTrue(first.stream().skip(1).allMatch(line -> line.startsWith("data: ")), first::toString);
            assertEquals(List.of("event: spoken", "data: 0 of 1 finished, 0 in doubt, 0 rejected"), event(lines));
            rig.accepted("2");
            List<String> later = event(lines);
            while (later.stream().noneMatch(line -> line.contains("0 of 2 are finished"))) {
                later = event(lines);
            }
        }
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        String session = session();
        HttpResponse<InputStream> live = client.send(
                to("/ops/live").header("Cookie", session).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            event(lines);
            String overview = sent(to("/ops/").header("Cookie", session)).body();
            String token = overview.replaceAll("(?s).*?name=\"csrf\" value=\"([0-9a-f]+)\".*", "$1");
            sent(to("/ops/sign-out")
                    .header("Cookie", session)
                    .POST(HttpRequest.BodyPublishers.ofString("csrf=" + token)));

            while (lines.readLine() != null) {
                // Until its end: the timeout tells if there is none.
            }
        }
        assertFalse(rig.page
                .answer(new PageRequest(
                        "GET", "/live", "", Map.of("Host", List.of("localhost"), "Cookie", List.of(session)), "", ""))
                .endless());
    }

    private static List<String> event(BufferedReader lines) throws Exception {
        List<String> event = new ArrayList<>();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            event.add(line);
        }
        return event;
    }
}
