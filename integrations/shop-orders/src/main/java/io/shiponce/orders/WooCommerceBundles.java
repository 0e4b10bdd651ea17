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

    /** Deeper than any shop nests them; and what is in itself has no end. */
    private static final int MAX_DEPTH = 20;

    private final WooCommerceRefunds refunds;

    /** By the names that contents may call their container by. */
    private final Map<String, Bundle> named = new HashMap<>();

    /** By the path of their container. */
    private final Map<String, Bundle> bundles = new HashMap<>();

    /**
     * A line and what is in it, if anything. Several lines of one product, if contents name no more than that: which of them a
     * content is in, nobody can tell.
     */
    private static final class Bundle {
        final List<Fields> containers = new ArrayList<>();
        final List<Fields> contents = new ArrayList<>();

        @Nullable
        Boolean shippedWhole;

        @Nullable
        Long refunded;
    }

    WooCommerceBundles(List<Fields> lines, WooCommerceRefunds refunds) {
        this.refunds = refunds;
        lines.forEach(this::name);
        for (Fields line : lines) {
            checkWhole(line);
            String container = container(line);
            if (container != null) {
                around(line, container).contents.add(line);
            }
        }
    }

    private void name(Fields line) {
        Bundle bundle = new Bundle();
        if (WooCommerceMeta.has(line, "_woosb_ids")) {
            bundle = named.computeIfAbsent("product " + line.optionalCode("product_id"), product -> new Bundle());
        }
        bundle.containers.add(line);
        bundles.put(line.path(), bundle);
        named.put("id " + line.optionalCode("id"), bundle);
        for (String key : KEYS) {
            named.put("key " + WooCommerceMeta.text(line, key), bundle);
        }
    }

    /** What is in a bundle must not be sent with a container that is not known to be one, nor be forgotten. */
    private Bundle around(Fields content, String container) {
        Bundle bundle = named.get(container);
        if (bundle == null) {
            throw content.refusal("is in a bundle that is not in the order; expected both of them");
        }
        return bundle;
    }

    private Bundle of(Fields line) {
        return bundles.getOrDefault(line.path(), new Bundle());
    }

    private void checkWhole(Fields container) {
        for (String field : CONTENT_FIELDS) {
            for (JsonNode id : container.node().path(field)) {
                if (!named.containsKey("id " + id.asText())) {
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
        Bundle bundle = of(line);
        if (!bundle.contents.isEmpty() && !isShippedWhole(line, bundle)) {
            return true;
        }
        return isContent(line) && !isShippedAlone(line);
    }

    private static boolean isShippedWhole(Fields container, Bundle bundle) {
        Boolean known = bundle.shippedWhole;
        if (known != null) {
            return known;
        }
        long alone = bundle.contents.stream()
                .filter(WooCommerceBundles::isShippedAlone)
                .count();
        if (alone > 0 && alone < bundle.contents.size()) {
            throw container.refusal(
                    "is a bundle of which some travel inside it and some by themselves; expected the one or the other");
        }
        bundle.shippedWhole = alone == 0;
        return alone == 0;
    }

    /**
     * How many pieces of a line that travels were refunded: by themselves, with what they are in, or with what is in them.
     * A shop may refund the bundle, its contents, or both; what travels whole is never sent without a part of it.
     */
    long refunded(Fields line) {
        Whole whole = new Whole(line.pieces("quantity"), refundedWithContainer(line, 0));
        List<Whole.Part> inside = of(line).contents.stream()
                .map(part -> new Whole.Part(part.pieces("quantity"), refunds.of(part)))
                .toList();
        return whole.withdrawnWith(inside)
                .orElseThrow(() -> line.refusal(
                        "is a bundle that travels whole, and only parts of it are refunded; expected all of it or"
                                + " nothing"));
    }

    private long refundedWithContainer(Fields line, int depth) {
        long own = refunds.of(line);
        String container = container(line);
        if (container == null) {
            return own;
        }
        if (depth == MAX_DEPTH) {
            throw line.refusal("is in a bundle that is in itself, or in too many others");
        }
        Bundle around = around(line, container);
        long refunded = refunded(around, depth + 1);
        if (refunded == 0) {
            return own;
        }
        long ordered = around.containers.stream()
                .mapToLong(each -> each.pieces("quantity"))
                .sum();
        if (around.containers.size() > 1 && refunded < ordered) {
            throw line.refusal(
                    "is in one of several bundles of one product, of which only some are refunded; expected all"
                            + " of these or none");
        }
        int pieces = line.pieces("quantity");
        return Math.max(own, Math.min(pieces, new Whole(ordered, refunded).withdrawnOf(pieces)));
    }

    private long refunded(Bundle bundle, int depth) {
        Long known = bundle.refunded;
        if (known != null) {
            return known;
        }
        long refunded = 0;
        for (Fields container : bundle.containers) {
            refunded += refundedWithContainer(container, depth);
        }
        bundle.refunded = refunded;
        return refunded;
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
