package io.shiponce.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP answer of a {@link ScriptedEndpoint}: status, headers in their order, and a body that is written in UTF-8.
 *
 * <p>Immutable and safe for any thread. {@code Content-Length} is added unless the headers name it; a status outside 200 to 599
 * throws {@link IllegalArgumentException}.
 */
public record ScriptedAnswer(int status, Map<String, String> headers, String body) {
    private static final int NO_CONTENT = 204;

    public ScriptedAnswer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be between 200 and 599, was " + status);
        }
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** An answer without headers of its own. */
    public static ScriptedAnswer of(int status, String body) {
        return new ScriptedAnswer(status, Map.of(), body);
    }

    /** An answer whose body is JSON, and says so. */
    public static ScriptedAnswer json(int status, String body) {
        return new ScriptedAnswer(status, Map.of("Content-Type", "application/json"), body);
    }

    /** The same with one more header. */
    public ScriptedAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScriptedAnswer(status, more, body);
    }

    /** The same with another body. */
    public ScriptedAnswer withBody(String newBody) {
        return new ScriptedAnswer(status, headers, newBody);
    }

    /** A header's value, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Status line and headers, up to and with the empty line; one character for each byte. */
    String head() {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (status != NO_CONTENT && header("Content-Length").isEmpty() && !isChunked()) {
            head.append("Content-Length: ").append(content().length()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** The body; one character for each byte. */
    String content() {
        return new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** All of it; one character for each byte. */
    String bytes() {
        return head() + content();
    }

    private boolean isChunked() {
        return header("Transfer-Encoding").isPresent();
    }
}
