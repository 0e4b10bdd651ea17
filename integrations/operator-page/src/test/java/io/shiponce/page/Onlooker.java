package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a browser, over a real connection: asks for one page after the other, watches the live figures meanwhile, and
 * notes how long each took. For one thread.
 */
final class Onlooker implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String origin;
    private final String cookie;
    private final Map<String, List<Long>> nanos = new TreeMap<>();
    private final Thread watching = new Thread(this::watch, "onlooker");
    private volatile @Nullable InputStream live;
    private final AtomicInteger events = new AtomicInteger();
    private volatile long longestSilence;

    private Onlooker(String origin, String cookie) {
        this.origin = origin;
        this.cookie = cookie;
        this.watching.setDaemon(true);
    }

    static Onlooker signedIn(int port) throws Exception {
        String origin = "http://localhost:" + port;
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(origin + "/sign-in"))
                                .header("Origin", origin)
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        Browser.form("name", "Ada", "password", Rig.PASSWORD)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(303, answer.statusCode(), answer::body);
        return new Onlooker(
                origin, answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]);
    }

    private HttpRequest to(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .header("Cookie", cookie)
                .build();
    }

    void asks(String path) throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> answer = client.send(to(path), HttpResponse.BodyHandlers.ofString());
        nanos.computeIfAbsent(path.replaceFirst("/s-.*", "/ID"), any -> new ArrayList<>())
                .add(System.nanoTime() - began);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    /** What came before is not measured. */
    void forgets() {
        nanos.clear();
    }

    void watches() throws Exception {
        live = client.send(to("/live"), HttpResponse.BodyHandlers.ofInputStream())
                .body();
        watching.start();
    }

    private void watch() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(live, StandardCharsets.UTF_8))) {
            long before = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: figures")) {
                    long now = System.nanoTime();
                    longestSilence = Math.max(longestSilence, before == 0 ? 0 : now - before);
                    before = now;
                    events.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    /** How often live figures came. */
    int events() {
        return events.get();
    }

    /** In nanoseconds, between live figures. */
    long longestSilence() {
        return longestSilence;
    }

    int requests() {
        return nanos.values().stream().mapToInt(List::size).sum();
    }

    /** In nanoseconds, of all requests. */
    long percentile(int percent) {
        return percentile(nanos.values().stream().flatMap(List::stream).toList(), percent);
    }

    private static long percentile(List<Long> nanos, int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    /** The figures, for people. */
    String told() {
        StringBuilder told = new StringBuilder();
        told.append("%,d live figures, at most %.0f ms apart%n".formatted(events.get(), longestSilence / 1e6));
        told.append(line("all", nanos.values().stream().flatMap(List::stream).toList()));
        nanos.forEach((path, took) -> told.append(line(path, took)));
        return told.toString();
    }

    private static String line(String name, List<Long> took) {
        return "%-32s %,6d requests, median %6.1f ms, p99 %6.1f ms, longest %6.1f ms%n"
                .formatted(
                        name,
                        took.size(),
                        percentile(took, 50) / 1e6,
                        percentile(took, 99) / 1e6,
                        percentile(took, 100) / 1e6);
    }

    @Override
    public void close() throws IOException {
        InputStream stream = live;
        if (stream != null) {
            stream.close();
        }
    }
}
