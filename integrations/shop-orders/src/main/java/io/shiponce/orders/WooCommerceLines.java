package io.shiponce.orders;

import io.shiponce.OrderLine;
import io.shiponce.carrier.Money;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of one order of WooCommerce, and what is left of them. One thread, one order. */
final class WooCommerceLines {
    private final Fields order;
    private final Basket basket;
    private final List<Fields> lines;
    private final WooCommerceBundles bundles;
    private final WooCommerceRefunds refunds;
    private final String shippingClass;

    WooCommerceLines(Fields order, Basket basket) {
        this.order = order;
        this.basket = basket;
        this.lines = Fields.once(order.requiredList("line_items", "the order's lines"), "id");
        this.refunds = new WooCommerceRefunds(order);
        this.bundles = new WooCommerceBundles(lines, refunds);
        this.shippingClass = shippingClass(order);
    }

    void read() {
        for (Fields line : lines) {
            if (!bundles.isCountedElsewhere(line)) {
                read(line);
            }
        }
    }

    private void read(Fields line) {
        boolean shipped = isShipped(line);
        if (shipped) {
            refunds.refuseUnknown();
        }
        long left = line.pieces("quantity") - bundles.refunded(line);
        if (left <= 0) {
            basket.addGone(shipped);
            return;
        }
        String sku = sku(line);
        String name = name(line);
        Money price = price(line);
        basket.add(OrderValues.checked(
                "",
                () -> new OrderLine(
                        sku, name, (int) left, price, null, shipped, "", shipped ? shippingClass : "", null)));
    }

    /** What the payload says, be it of the whole order; where it says nothing, it is shipped. */
    private boolean isShipped(Fields line) {
        boolean virtual = line.flag("virtual", false) || WooCommerceMeta.has(line, "_virtual");
        boolean needed = order.flag("needs_processing", true) && line.flag("needs_shipping", true);
        return needed && !virtual && !WooCommerceMeta.isGiftCard(line);
    }

    /** What the shop calls it; without that, the best name that stays the same. */
    private static String sku(Fields line) {
        String sku = line.optionalCode("sku");
        if (sku != null) {
            return sku;
        }
        String product = id(line, "product_id");
        String variation = id(line, "variation_id");
        if (product == null) {
            return "line:" + line.code("id", "the line's id, since it has neither sku nor product");
        }
        return variation == null ? "product:" + product : "product:" + product + "/" + variation;
    }

    private static @Nullable String id(Fields line, String name) {
        String id = line.optionalCode(name);
        return id == null || id.equals("0") ? null : id;
    }

    /** Names are written as HTML. */
    private static @Nullable String name(Fields line) {
        String name = line.title("name");
        return name == null ? null : HtmlText.plain(name);
    }

    /** After discounts. What is part of a bundle and costs nothing is paid with the bundle: its price is not known. */
    private @Nullable Money price(Fields line) {
        if (!line.has("price")) {
            return null;
        }
        Money price = line.money("price", order.currency("currency"));
        boolean paidElsewhere = price != null && price.amount().signum() == 0 && bundles.isContent(line);
        return paidElsewhere ? null : price;
    }

    /** The title of the way of shipping that was chosen; empty if there is none, or several. */
    private static String shippingClass(Fields order) {
        Set<String> titles = new LinkedHashSet<>();
        for (Fields way : order.list("shipping_lines")) {
            String title = way.optionalText(way.has("method_title") ? "method_title" : "method_id");
            if (title != null) {
                titles.add(HtmlText.plain(title));
            }
        }
        return titles.size() == 1 ? titles.iterator().next() : "";
    }
}
