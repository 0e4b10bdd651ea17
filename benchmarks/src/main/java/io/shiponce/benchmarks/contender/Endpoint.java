package io.shiponce.benchmarks.contender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What else the JVM does: a small page of the shop, a few kilobytes made anew for each request, by two threads. */
final class Endpoint {
    private static final int THREADS = 2;
    private static final int ROWS = 40;

    private final HttpServer server;

    private Endpoint(HttpServer server) {
        this.server = server;
    }

    static Endpoint start() throws IOException {
        // Else the JDK's server waits up to 40 ms for the acknowledgement of each head before it sends the body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Endpoint::answer);
        server.setExecutor(Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "endpoint");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return new Endpoint(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] page = IntStream.range(0, ROWS)
                    .mapToObj(
                            row -> "{\"order\":" + (100_000 + row) + ",\"state\":\"open\",\"weight\":" + row * 17 + "}")
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    void stop() {
        server.stop(0);
    }
}
