package io.shiponce.orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bundles and composites: the order lists the container and its contents, and only one of the two travels. Where the
 * contents say that they are shipped inside it, it is the container; else the contents. One thread, one order.
 *
 * <p>Known are Product Bundles and Composite Products, by their fields and by their meta data, and WPC Product Bundles.
 */
final class WooCommerceBundles {
    private static final List<String> PARENT_FIELDS = List.of("bundled_by", "composite_parent");
    private static final List<String> PARENT_KEYS = List.of("_bundled_by", "_composite_parent");
    private static final List<String> KEYS = List.of("_bundle_cart_key", "_composite_cart_key");
    private static final List<String> CONTENT_FIELDS = List.of("bundled_items", "composite_children");
    private static final List<String> SHIPPED =
            List.of("_bundled_item_needs_shipping", "_composited_item_needs_shipping");

    /** All lines by the names that contents may call their container by. */
    private final Map<String, Fields> lines = new HashMap<>();

    /** The contents by the path of their container. */
    private final Map<String, List<Fields>> contents = new HashMap<>();

    WooCommerceBundles(List<Fields> lines) {
        lines.forEach(this::name);
        for (Fields line : lines) {
            checkWhole(line);
            String container = container(line);
            if (container != null) {
                contents.computeIfAbsent(named(container, line).path(), key -> new ArrayList<>())
                        .add(line);
            }
        }
    }

    private void name(Fields line) {
        lines.put("id " + line.optionalCode("id"), line);
        KEYS.forEach(key -> lines.put("key " + WooCommerceMeta.text(line, key), line));
        if (WooCommerceMeta.has(line, "_woosb_ids")) {
            lines.put("product " + line.optionalCode("product_id"), line);
        }
    }

    /** What is in a bundle must not be sent with a container that is not known to be one, nor be forgotten. */
    private Fields named(String container, Fields content) {
        Fields line = lines.get(container);
        if (line == null) {
            throw content.refusal("is in a bundle that is not in the order; expected both of them");
        }
        return line;
    }

    private void checkWhole(Fields container) {
        for (String field : CONTENT_FIELDS) {
            for (JsonNode id : container.node().path(field)) {
                if (!lines.containsKey("id " + id.asText())) {
                    throw container.refusal(field, "names a line that is not in the order; expected all of them");
                }
            }
        }
    }

    /** Whether the line is in a bundle. */
    boolean isContent(Fields line) {
        return container(line) != null;
    }

    /** Whether the line is the container of what travels, or travels in its container. */
    boolean isCountedElsewhere(Fields line) {
        List<Fields> inside = contents.getOrDefault(line.path(), List.of());
        if (!inside.isEmpty() && !isShippedWhole(line, inside)) {
            return true;
        }
        return isContent(line) && !isShippedAlone(line);
    }

    private static boolean isShippedWhole(Fields container, List<Fields> inside) {
        long alone = inside.stream().filter(WooCommerceBundles::isShippedAlone).count();
        if (alone > 0 && alone < inside.size()) {
            throw container.refusal(
                    "is a bundle of which some travel inside it and some by themselves; expected the one or the other");
        }
        return alone == 0;
    }

    private static @Nullable String container(Fields line) {
        for (String field : PARENT_FIELDS) {
            String id = line.optionalCode(field);
            if (id != null && !id.equals("0")) {
                return "id " + id;
            }
        }
        for (String meta : PARENT_KEYS) {
            String key = WooCommerceMeta.text(line, meta);
            if (key != null) {
                return "key " + key;
            }
        }
        String product = WooCommerceMeta.text(line, "_woosb_parent_id");
        return product == null ? null : "product " + product;
    }

    /** Unless it says otherwise. */
    private static boolean isShippedAlone(Fields line) {
        return SHIPPED.stream().noneMatch(key -> "no".equals(WooCommerceMeta.text(line, key)));
    }
}
