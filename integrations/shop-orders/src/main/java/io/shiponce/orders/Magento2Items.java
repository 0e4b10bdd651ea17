package io.shiponce.orders;

import io.shiponce.OrderLine;
import io.shiponce.carrier.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of one Magento order, each thing counted once. An item may be made of others, its parts, which are listed
 * as well:
 *
 * <ul>
 *   <li>a configurable one is the variant that was chosen: quantities and price are its own, the name and the code are
 *       those of its only part;
 *   <li>a bundle that is sent together is one thing; its parts travel in it;
 *   <li>a bundle that is sent separately is its parts, each with its own quantity.
 * </ul>
 *
 * One thread, one order.
 */
final class Magento2Items {
    private final Map<String, Fields> byId = new LinkedHashMap<>();
    private final Map<String, List<Fields>> parts = new LinkedHashMap<>();
    private final List<Fields> things = new ArrayList<>();
    private final @Nullable String currency;
    private final @Nullable String weightUnit;
    private final String shippingClass;

    /** Without a currency or a unit, prices or weights are unknown. */
    Magento2Items(List<Fields> items, @Nullable String currency, @Nullable String weightUnit, String shippingClass) {
        this.currency = currency;
        this.weightUnit = weightUnit;
        this.shippingClass = shippingClass;
        for (Fields item : Fields.once(items, "item_id")) {
            String id = item.optionalCode("item_id");
            if (id != null) {
                byId.put(id, item);
            }
            String whole = wholeOf(item);
            if (whole == null) {
                things.add(item);
            } else {
                parts.computeIfAbsent(whole, key -> new ArrayList<>()).add(item);
            }
        }
        // A part that nothing leads to would be lost without a word.
        parts.forEach((whole, its) -> {
            Fields item = byId.get(whole);
            if (item == null || wholeOf(item) != null) {
                throw its.get(0)
                        .refusal(
                                "parent_item_id",
                                "expected the item_id of an item in the order that is no part itself");
            }
        });
    }

    private static @Nullable String wholeOf(Fields item) {
        String id = Goods.id(item, "parent_item_id");
        Fields parent = id == null ? item.optionalObject("parent_item") : null;
        return parent == null ? id : Goods.id(parent, "item_id");
    }

    void addTo(Basket basket) {
        for (Fields thing : things) {
            String id = thing.optionalCode("item_id");
            List<Fields> its = id == null ? List.of() : parts.getOrDefault(id, List.of());
            if (its.isEmpty()) {
                add(basket, thing, thing, left(thing, withdrawn(thing)), isShipped(thing));
            } else if ("configurable".equals(thing.optionalText("product_type"))) {
                Fields variant = its.size() == 1 ? its.get(0) : thing;
                boolean isShipped = isShipped(thing) && isShipped(variant);
                add(basket, thing, variant, left(thing, withdrawn(thing)), isShipped);
            } else {
                addBundle(basket, new Magento2Bundle(thing, its));
            }
        }
    }

    private void addBundle(Basket basket, Magento2Bundle bundle) {
        Fields whole = bundle.whole();
        if (!bundle.isSentSeparately()) {
            add(basket, whole, whole, left(whole, bundle.withdrawn()), isShipped(whole));
            return;
        }
        for (Fields part : bundle.parts()) {
            add(basket, part, part, left(part, bundle.withdrawn(part)), isShipped(part));
        }
    }

    private void add(Basket basket, Fields counted, Fields named, int pieces, boolean isShipped) {
        if (pieces == 0) {
            basket.addGone(isShipped);
            return;
        }
        if (isShipped && counted.flag("locked_do_ship", false)) {
            throw counted.refusal("locked_do_ship", "is set: the shop lets nothing of this item be sent");
        }
        basket.add(Goods.made(
                counted,
                () -> new OrderLine(
                        Goods.sku(named.optionalCode("sku"), Goods.id(named, "product_id"), named, "item_id"),
                        named.title("name"),
                        pieces,
                        price(counted),
                        weightUnit == null ? null : counted.weight("weight", weightUnit),
                        isShipped,
                        "",
                        isShipped ? shippingClass : "",
                        null)));
    }

    /** The parts of a bundle with a price of its own cost nothing: what one of them is worth is not known. */
    private @Nullable Money price(Fields item) {
        Money price = currency == null ? null : item.money("price", currency);
        boolean isIncluded = price != null && price.amount().signum() == 0 && wholeOf(item) != null;
        return isIncluded ? null : price;
    }

    /**
     * A refunded piece is never sent, also if some were sent: Magento does not say whether it is one of these or one of
     * those that are still here.
     */
    private static int left(Fields item, int withdrawn) {
        return Math.max(0, item.pieces("qty_ordered") - item.pieces("qty_shipped", 0) - withdrawn);
    }

    /** How many pieces of the item were refunded or canceled. */
    static int withdrawn(Fields item) {
        return item.pieces("qty_refunded", 0) + item.pieces("qty_canceled", 0);
    }

    /** Whether it travels. A gift card does if it says that it is not virtual: some are printed. */
    static boolean isShipped(Fields item) {
        String type = item.optionalText("product_type");
        if ("virtual".equals(type) || "downloadable".equals(type)) {
            return false;
        }
        return !item.flag("is_virtual", "giftcard".equals(type));
    }
}
