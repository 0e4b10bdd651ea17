package io.shiponce.store.jdbc;

import java.util.List;
import java.util.Locale;

/** A list of texts as one JSON array, for databases that have no arrays. Without state; safe for any thread. */
final class JsonTexts {
    private JsonTexts() {}

    static String of(List<String> values) {
        StringBuilder json = new StringBuilder("[");
        for (String value : values) {
            json.append(json.length() > 1 ? ",\"" : "\"");
            for (int at = 0; at < value.length(); at++) {
                char unit = value.charAt(at);
                if (unit == '"' || unit == '\\') {
                    json.append('\\').append(unit);
                } else if (unit < ' ') {
                    json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                } else {
                    json.append(unit);
                }
            }
            json.append('"');
        }
        return json.append(']').toString();
    }
}
