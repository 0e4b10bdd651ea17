package io.shiponce.orders;

import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of one order of Shopify, and what is left of them. One thread, one order. */
final class ShopifyLines {
    private static final String MANUAL = "manual";

    private final Fields order;
    private final Basket basket;
    private final ShopifyQuantities quantities;
    private final @Nullable ShopifyPlaces places;
    private final String shippingClass;

    ShopifyLines(Fields order, Basket basket) {
        this.order = order;
        this.basket = basket;
        this.quantities = new ShopifyQuantities(order);
        this.places = ShopifyPlaces.of(order);
        this.shippingClass = shippingClass(order);
    }

    void read() {
        List<Fields> lines = ShopifyFields.all(order, ShopifyFields.name(order, "lineItems"), "the order's lines");
        Fields.once(lines, "id").forEach(this::read);
    }

    private void read(Fields line) {
        boolean giftCard =
                line.flag(line.has("isGiftCard") ? "isGiftCard" : ShopifyFields.name(line, "giftCard"), false);
        boolean shipped = line.flag(ShopifyFields.name(line, "requiresShipping"), !giftCard);
        int left = quantities.left(line);
        if (left == 0) {
            basket.addGone(shipped);
        } else if (!shipped) {
            basket.add(orderLine(line, left, false, "", null));
        } else if (places == null) {
            basket.add(orderLine(line, left, true, service(line), null));
        } else {
            readPlaces(line, left, places);
        }
    }

    /** Each piece once, whatever number of fulfilment orders it is in. Those in none are not for who asked. */
    private void readPlaces(Fields line, int left, ShopifyPlaces places) {
        int unplaced = left;
        for (ShopifyPlaces.Place place : places.of(id(line))) {
            int pieces = Math.min(place.pieces(), unplaced);
            if (pieces > 0) {
                basket.add(orderLine(line, pieces, true, place.origin(), place.availableFrom()));
                unplaced -= pieces;
            }
        }
        if (unplaced == left) {
            basket.addGone(true);
        }
    }

    private OrderLine orderLine(Fields line, int pieces, boolean shipped, String origin, @Nullable Instant from) {
        String sku = sku(line);
        String name = name(line);
        Money price = price(line);
        Weight weight = weight(line);
        String travels = shipped ? shippingClass : "";
        Traits traits = traits(line);
        return OrderValues.checked(
                "", () -> new OrderLine(sku, name, pieces, price, weight, shipped, origin, travels, from, traits));
    }

    private static String id(Fields line) {
        String id = ShopifyFields.id(line, "id");
        if (id == null) {
            throw line.refusal("id", "is missing; expected the line's id");
        }
        return id;
    }

    /** What the shop calls it; without that, the best name that stays the same. */
    private static String sku(Fields line) {
        String sku = line.optionalCode("sku");
        if (sku != null) {
            return sku;
        }
        String variant = ShopifyFields.idOf(line, "variant");
        if (variant != null) {
            return "variant:" + variant;
        }
        String product = ShopifyFields.idOf(line, "product");
        return product == null ? "line:" + id(line) : "product:" + product;
    }

    private static @Nullable String name(Fields line) {
        String name = line.title("name");
        if (name != null) {
            return name;
        }
        String title = line.title("title");
        String variant = line.title(ShopifyFields.name(line, "variantTitle"));
        return title == null || variant == null ? title : Texts.cut(title + " - " + variant, 255);
    }

    /** In the shop's currency, before discounts: what both interfaces say. */
    private @Nullable Money price(Fields line) {
        Fields set = line.optionalObject(line.has("originalUnitPriceSet") ? "originalUnitPriceSet" : "price_set");
        Fields money = set == null ? null : set.optionalObject(ShopifyFields.name(set, "shopMoney"));
        if (money == null && set != null) {
            money = set.optionalObject(ShopifyFields.name(set, "presentmentMoney"));
        }
        if (money != null) {
            return money.money("amount", money.currency(ShopifyFields.name(money, "currencyCode")));
        }
        return line.has("price")
                ? line.money("price", order.currency(order.has("currencyCode") ? "currencyCode" : "currency"))
                : null;
    }

    private static @Nullable Weight weight(Fields line) {
        Fields variant = line.optionalObject("variant");
        if (variant == null) {
            return line.weight("grams", "g");
        }
        Fields item = variant.optionalObject("inventoryItem");
        Fields measurement = item == null ? null : item.optionalObject("measurement");
        Fields weight = measurement == null ? null : measurement.optionalObject("weight");
        if (weight != null) {
            return weight.weight("value", weight.text("unit", "a unit of weight"));
        }
        return variant.has("weight") ? variant.weight("weight", variant.text("weightUnit", "a unit of weight")) : null;
    }

    private static Traits traits(Fields line) {
        String vendor = line.optionalText("vendor");
        Fields variant = line.optionalObject("variant");
        Fields item = variant == null ? null : variant.optionalObject("inventoryItem");
        String code = item == null ? null : item.optionalCode("harmonizedSystemCode");
        String digits = code == null ? null : code.replaceAll("[. ]", "");
        String madeIn = item != null && item.has("countryCodeOfOrigin")
                ? item.country("countryCodeOfOrigin", "countryCodeOfOrigin")
                : null;
        return OrderValues.checked("", () -> new Traits(null, vendor, null, null, null, false, digits, madeIn));
    }

    /** Who fulfils it, where that is not the shop itself: it leaves from there. */
    private static String service(Fields line) {
        Fields service = line.optionalObject("fulfillmentService");
        String handle = service == null ? line.optionalText("fulfillment_service") : service.optionalText("handle");
        return handle == null || handle.equals(MANUAL) ? "" : handle;
    }

    /** The code of the way of shipping that was chosen; empty if there is none, or several. */
    private static String shippingClass(Fields order) {
        Set<String> codes = new LinkedHashSet<>();
        Fields one = order.optionalObject("shippingLine");
        String several = ShopifyFields.name(order, "shippingLines");
        List<Fields> lines = one != null
                ? List.of(one)
                : order.has(several) ? ShopifyFields.all(order, several, "the ways of shipping") : List.of();
        for (Fields line : lines) {
            String code = line.optionalText(line.has("code") ? "code" : "title");
            if (code != null && !line.flag(ShopifyFields.name(line, "isRemoved"), false)) {
                codes.add(code);
            }
        }
        return codes.size() == 1 ? codes.iterator().next() : "";
    }
}
