package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plug-ins of WooCommerce add to orders and lines, as keys and values of any kind. It is theirs: what has another
 * form than expected is passed over. Stateless; safe for any thread.
 */
final class WooCommerceMeta {
    private static final Pattern GIFT_CARD = Pattern.compile("_?wc_gc_giftcard.*");

    private WooCommerceMeta() {}

    /** Whether there is a value under the key that says something: not empty, 0, no or false. */
    static boolean has(Fields object, String key) {
        JsonNode value = value(object, key);
        if (value == null || value.isNull()) {
            return false;
        }
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        String text = value.asText().strip();
        return !text.isEmpty() && !text.equals("0") && !text.equals("no") && !text.equals("false");
    }

    /** The value under the key, if it is a text or a number that says something; else null. */
    static @Nullable String text(Fields object, String key) {
        JsonNode value = value(object, key);
        String text = value == null || !(value.isTextual() || value.isNumber())
                ? ""
                : value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    /** Whether the line is a gift card that is sent by e-mail. */
    static boolean isGiftCard(Fields line) {
        for (JsonNode entry : line.node().path("meta_data")) {
            if (GIFT_CARD.matcher(entry.path("key").asText()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable JsonNode value(Fields object, String key) {
        for (JsonNode entry : object.node().path("meta_data")) {
            if (entry.path("key").asText().equals(key)) {
                return entry.get("value");
            }
        }
        return null;
    }
}
