package io.shiponce.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request to the page, free of any server's types, so that every server can make one.
 *
 * <p>Immutable and safe for any thread. A form longer than {@link #MAX_FORM} throws {@link IllegalArgumentException}. {@link
 * #toString()} shows method and path only: forms hold passwords and personal data.
 *
 * @param method in capitals
 * @param path below where the page is mounted, as it was sent: beginning with a slash, not decoded
 * @param query what follows the question mark, not decoded; empty if nothing does
 * @param headers by name, in any capitals
 * @param form the body, of the type {@code application/x-www-form-urlencoded}; empty if there is none
 * @param remote the client's address, to slow down who guesses passwords
 */
public record PageRequest(
        String method, String path, String query, Map<String, List<String>> headers, String form, String remote) {
    /** The longest form, in characters. */
    public static final int MAX_FORM = 200_000;

    public PageRequest {
        if (form.length() > MAX_FORM) {
            throw new IllegalArgumentException("a form must have at most " + MAX_FORM + " characters");
        }
        Map<String, List<String>> lowerCase = new TreeMap<>();
        headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(lowerCase);
    }

    /** The only value of a header, in whatever capitals; empty if there is none, or several. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The value of a cookie; empty if there is none. */
    public Optional<String> cookie(String name) {
        return headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(line -> List.of(line.split(";")).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
