package io.shiponce.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Between the JDK's server and the page. Safe for any thread; an endless answer gets a thread of its own. */
final class JdkHandler implements HttpHandler {
    private final OperatorPage page;
    private final String path;
    private final AtomicInteger streams = new AtomicInteger();

    JdkHandler(OperatorPage page, String path) {
        this.page = page;
        this.path = path;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        PageAnswer answer = answer(exchange);
        if (answer.endless()) {
            Thread thread =
                    new Thread(() -> endless(exchange, answer), "shiponce-page-live-" + streams.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        } else {
            try (exchange) {
                send(exchange, answer);
            }
        }
    }

    private PageAnswer answer(HttpExchange exchange) throws IOException {
        String whole = exchange.getRequestURI().getRawPath();
        if (!whole.startsWith(path + "/")) {
            return whole.equals(path)
                    ? Answers.seeOther(path + "/", Map.of())
                    : Answers.plain(404, "There is nothing here.");
        }
        String query = exchange.getRequestURI().getRawQuery();
        String form = form(exchange.getRequestBody());
        if (form.length() > PageRequest.MAX_FORM) {
            return Answers.plain(413, "This form is too long.");
        }
        return page.answer(new PageRequest(
                exchange.getRequestMethod(),
                whole.substring(path.length()),
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                form,
                exchange.getRemoteAddress().getAddress().getHostAddress()));
    }

    private static String form(InputStream body) throws IOException {
        return new String(body.readNBytes(PageRequest.MAX_FORM + 1), StandardCharsets.UTF_8);
    }

    private static void endless(HttpExchange exchange, PageAnswer answer) {
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), 0);
            answer.body().writeTo(exchange.getResponseBody());
        } catch (IOException e) {
            // Whoever watched is gone.
        }
    }

    private static void send(HttpExchange exchange, PageAnswer answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.body().writeTo(bytes);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.size() == 0 ? -1 : bytes.size());
        try (OutputStream out = exchange.getResponseBody()) {
            bytes.writeTo(out);
        }
    }
}
