package com.example.meridian;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Meridian Parcels to try an adapter with: {@code java MeridianDesk.java PORT}. It answers as documented, does not serve
 * Antarctica, and has bad days: it makes every third shipment and loses the answer. It keeps what it made until it ends.
 *
 * <p>One request at a time. It needs nothing but the JDK.
 */
public final class MeridianDesk implements AutoCloseable {
    private static final String SHIPMENTS = "/v2/accounts/4711/shipments";
    private static final String KEY = "Bearer hush-hush";
    private static final Pattern REFERENCE = Pattern.compile("\"shop_reference\":\"([A-Z0-9-]{8,32})\"");
    private static final String LABEL =
            Base64.getEncoder().encodeToString("%PDF-1.4".getBytes(StandardCharsets.US_ASCII));

    private final HttpServer server;
    private final Consumer<String> diary;
    private final Map<String, Made> made = new LinkedHashMap<>();

    /** One shipment that it made, by its number. */
    public record Made(String reference, String number, Instant at, boolean cancelled) {
        String json() {
            return "{\"shop_reference\":\"" + reference + "\",\"number\":\"" + number + "\",\"made_at\":\"" + at
                    + "\",\"cancelled\":" + cancelled + "}";
        }
    }

    private MeridianDesk(HttpServer server, Consumer<String> diary) {
        this.server = server;
        this.diary = diary;
    }

    /** Listens on the loopback address, at port 0 on a free one, and tells the diary what it made. */
    public static MeridianDesk open(int port, Consumer<String> diary) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        MeridianDesk desk = new MeridianDesk(server, diary);
        server.createContext(SHIPMENTS, desk::serve);
        server.start();
        return desk;
    }

    /** Prints where it listens, and stays. */
    public static void main(String[] arguments) throws IOException {
        System.out.println("Meridian listens at "
                + open(Integer.parseInt(arguments[0]), System.out::println).url());
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All that it made, in that order. */
    public synchronized List<Made> made() {
        return List.copyOf(made.values());
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!KEY.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{\"code\":\"KEY_UNKNOWN\",\"message\":\"who is that?\"}");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "POST" -> create(exchange, body);
                case "GET" -> list(exchange);
                case "DELETE" -> cancel(exchange);
                default -> answer(exchange, 405, "{}");
            }
        }
    }

    private void create(HttpExchange exchange, String body) throws IOException {
        Matcher reference = REFERENCE.matcher(body);
        if (!reference.find()) {
            answer(exchange, 400, "{\"code\":\"UNREADABLE\",\"message\":\"no shop_reference\"}");
        } else if (body.contains("\"country\":\"AQ\"")) {
            answer(exchange, 422, "{\"code\":\"COUNTRY_NOT_SERVED\",\"message\":\"not yet\"}");
        } else {
            String number = "MP" + (1_000_000 + made.size());
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            made.put(number, new Made(reference.group(1), number, now, false));
            boolean lost = made.size() % 3 == 0;
            diary.accept("made " + number + " for " + reference.group(1) + (lost ? ", and lost the answer" : ""));
            if (!lost) { // Else the connection is closed, and that is all.
                answer(
                        exchange,
                        201,
                        "{\"shop_reference\":\"" + reference.group(1) + "\",\"number\":\"" + number + "\",\"label\":\""
                                + LABEL + "\"}");
            }
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String wanted = query == null ? "" : query.replace("shop_reference=", "");
        answer(
                exchange,
                200,
                made.values().stream()
                        .filter(one -> one.reference().startsWith(wanted))
                        .map(Made::json)
                        .collect(Collectors.joining(",", "{\"shipments\":[", "]}")));
    }

    private void cancel(HttpExchange exchange) throws IOException {
        String number = exchange.getRequestURI().getPath().substring(SHIPMENTS.length() + 1);
        Made known =
                made.computeIfPresent(number, (key, one) -> new Made(one.reference(), one.number(), one.at(), true));
        answer(exchange, known == null ? 404 : 204, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
