package io.shiponce.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request that a {@link ScriptedEndpoint} got, or began to get.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param target path and query as they came
 * @param headers in the order in which they came; empty if the connection ended before
 * @param body one character for each byte (ISO 8859-1), so that equal texts are equal bytes; chunks are put together
 */
public record ScriptedRequest(String method, String target, List<Header> headers, String body) {

    /** One header as it came. */
    public record Header(String name, String value) {}

    public ScriptedRequest {
        headers = List.copyOf(headers);
    }

    /** A header's first value, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Everything that came, like {@link #body()} one character for each byte. */
    public String all() {
        StringBuilder all = new StringBuilder(method).append(' ').append(target).append("\r\n");
        headers.forEach(header ->
                all.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return all.append("\r\n").append(body).toString();
    }

    /** False for a GET, HEAD or OPTIONS, which change nothing and may be repeated. */
    public boolean changesSomething() {
        return !List.of("GET", "HEAD", "OPTIONS").contains(method);
    }
}
