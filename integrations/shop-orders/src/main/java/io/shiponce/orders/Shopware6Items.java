package io.shiponce.orders;

import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Money;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line items of one Shopware order. Some are no goods but money: promotions, discounts, credits. Some hold others,
 * which are listed beside them, nested in them, or both: where those are goods, they are what travels, and the one that
 * holds them is not. So each piece is counted once. One thread, one order.
 */
final class Shopware6Items {
    private static final Set<String> MONEY = Set.of("promotion", "discount", "credit");

    /** Deeper than any shop nests them; and what leads back to itself has no end. */
    private static final int MAX_DEPTH = 20;

    /** An item; its id may be made up where the shop gave none. */
    record Item(Fields fields, String id, @Nullable String parent) {}

    private final Map<String, Item> byId = new LinkedHashMap<>();
    private final List<Item> goods;

    Shopware6Items(Fields order) {
        collect(order.list("lineItems"), null);
        Set<String> holders = new HashSet<>();
        List<Item> all = byId.values().stream().filter(Shopware6Items::isGoods).toList();
        all.forEach(item -> addHolders(item, holders));
        goods = all.stream().filter(item -> !holders.contains(item.id())).toList();
    }

    private void collect(List<Fields> items, @Nullable String holder) {
        for (Fields fields : items) {
            String given = fields.optionalCode("id");
            String id = given == null ? "#" + byId.size() : given;
            String parent = fields.optionalCode("parentId");
            byId.putIfAbsent(id, new Item(fields, id, parent == null ? holder : parent));
            collect(fields.list("children"), id);
        }
    }

    private void addHolders(Item item, Set<String> holders) {
        Item at = item;
        for (int depth = 0; at != null && at.parent() != null; depth++) {
            if (depth == MAX_DEPTH) {
                throw item.fields().refusal("parentId", "leads back to itself, or through too many line items");
            }
            holders.add(at.parent());
            at = byId.get(at.parent());
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** What travels or is delivered otherwise, each piece once. */
    List<Item> goods() {
        return goods;
    }

    private static boolean isGoods(Item item) {
        Fields fields = item.fields();
        String type = fields.optionalText("type");
        BigDecimal price = unitPrice(fields);
        return fields.flag("good", true)
                && (type == null || !MONEY.contains(type))
                && (price == null || price.signum() >= 0);
    }

    private static @Nullable BigDecimal unitPrice(Fields fields) {
        return priced(fields).optionalNumber("unitPrice");
    }

    /** The price stands in the item itself and in its field {@code price}. */
    private static Fields priced(Fields fields) {
        Fields price = fields.has("unitPrice") ? null : fields.optionalObject("price");
        return price == null ? fields : price;
    }

    static boolean isShipped(Item item) {
        Fields fields = item.fields();
        List<String> states = fields.texts("states");
        Fields payload = fields.optionalObject("payload");
        Fields product = fields.optionalObject("product");
        boolean isDownload = states.contains("is-download") && !states.contains("is-physical");
        boolean isDigital = payload != null && "digital".equals(payload.optionalText("productType"));
        boolean isOfDigital = product != null && "digital".equals(product.optionalText("type"));
        return !isDownload && !isDigital && !isOfDigital;
    }

    static OrderLine line(Item item, int pieces, @Nullable String currency, String shippingClass) {
        Fields fields = item.fields();
        Fields product = fields.optionalObject("product");
        boolean isShipped = isShipped(item);
        Money price = currency == null ? null : priced(fields).money("unitPrice", currency);
        // What is held by another and costs nothing is paid with it: what it is worth is not known.
        boolean isIncluded =
                item.parent() != null && price != null && price.amount().signum() == 0;
        return Goods.made(
                fields,
                () -> new OrderLine(
                        sku(fields, product),
                        fields.title("label"),
                        pieces,
                        isIncluded ? null : price,
                        product == null ? null : product.weight("weight", "kg"),
                        isShipped,
                        "",
                        isShipped ? shippingClass : "",
                        null,
                        traits(product)));
    }

    private static Traits traits(@Nullable Fields product) {
        return product == null
                ? Traits.NONE
                : new Traits(
                        Goods.millimetres(product, "length", "width", "height"),
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null);
    }

    /** As it was when it was ordered; else as the product has it now. */
    private static String sku(Fields fields, @Nullable Fields product) {
        Fields payload = fields.optionalObject("payload");
        String number = payload == null ? null : payload.optionalCode("productNumber");
        if (number == null && product != null) {
            number = product.optionalCode("productNumber");
        }
        return Goods.sku(number, Goods.id(fields, "productId"), fields, fields.has("id") ? "id" : "identifier");
    }
}
