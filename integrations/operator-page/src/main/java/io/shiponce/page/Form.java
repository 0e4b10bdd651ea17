package io.shiponce.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a form or a query. Immutable and safe for any thread; what cannot be read throws {@link IllegalArgumentException}. */
final class Form {
    private static final int MOST_FIELDS = 3_000;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private Form() {}

    static Form of(String encoded) {
        Form form = new Form();
        String[] pairs = encoded.isEmpty() ? new String[0] : encoded.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new IllegalArgumentException("a form must have at most " + MOST_FIELDS + " fields");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            form.fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The field's first value, without blanks around it; empty if it was not sent. */
    String text(String name) {
        return all(name).stream().findFirst().orElse("").strip();
    }

    /** As it was typed: a password may begin with a blank. */
    String raw(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** The same; empty if it is blank. */
    Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
