package io.shiponce.carrier.simulated;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as it came: names of headers in small letters, the body as text.
 *
 * <p>Immutable and safe for any thread. It may hold an address, so nobody prints it.
 */
record Request(String method, String target, Map<String, String> headers, String body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The target without its query, still encoded. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The query, still encoded; empty if there is none. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The first of the query's values under this name, decoded; empty if there is none, or if it is empty. */
    Optional<String> parameter(String name) {
        for (String pair : query().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** A part of a target, decoded; empty if it cannot be, or if nothing is left. */
    static Optional<String> decoded(String encoded) {
        try {
            return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8))
                    .filter(text -> !text.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean keepsAlive() {
        return header("connection")
                .map(value -> !value.equalsIgnoreCase("close"))
                .orElse(true);
    }

    @Override
    public String toString() {
        return "Request[" + method + " " + path() + "]";
    }
}
