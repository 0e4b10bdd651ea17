package io.shiponce.examples.shops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Magento's orders: a configurable thing stands twice, as parent and as child; some things are virtual, some sent already. */
final class Magento2Shop extends ShopSystem {
    Magento2Shop() {
        super("magento2", "{\"items\":[", "],\"total_count\":1}");
    }

    @Override
    Wanted fill(ObjectNode order, int number, Buyer buyer, Random chance) {
        Wanted.Counting wanted = new Wanted.Counting();
        String increment = String.format("%09d", number);
        order.put("entity_id", number).put("increment_id", increment).put("order_currency_code", "EUR");
        order.put("weight_unit", "kgs");
        order.put("created_at", "2026-12-20 10:00:00")
                .put("state", "processing")
                .put("status", "processing");
        ArrayNode items = order.putArray("items");
        long id = number * 100L;
        for (int i = lines(chance); i > 0; i--) {
            int quantity = quantity(chance);
            int shipped = some(chance, quantity);
            int refunded = some(chance, quantity - shipped + 1) % (quantity - shipped + 1);
            String sku = sku(chance);
            boolean virtual = seldom(chance);
            boolean configurable = !virtual && chance.nextInt(3) == 0;
            id++;
            item(
                    items,
                    id,
                    configurable ? "configurable" : virtual ? "virtual" : "simple",
                    sku,
                    quantity,
                    shipped,
                    refunded);
            if (configurable) {
                ObjectNode child = item(items, id + 50, "simple", sku, quantity, 0, 0);
                child.put("parent_item_id", id).put("price", 0);
            }
            if (!virtual) {
                wanted.add(sku, quantity - shipped - refunded);
            }
        }
        ObjectNode assignment = order.putObject("extension_attributes")
                .putArray("shipping_assignments")
                .addObject();
        address(assignment.putObject("shipping").putObject("address"), buyer);
        assignment.set("items", items.deepCopy());
        return wanted.of("magento2/" + increment, buyer.country());
    }

    private static ObjectNode item(
            ArrayNode items, long id, String type, String sku, int quantity, int shipped, int refunded) {
        ObjectNode item = items.addObject();
        item.put("item_id", id).put("sku", sku).put("name", "Thing " + sku).put("product_type", type);
        item.put("qty_ordered", quantity).put("qty_shipped", shipped).put("qty_refunded", refunded);
        item.put("qty_canceled", 0)
                .put("is_virtual", type.equals("virtual") ? 1 : 0)
                .put("price", 19.9)
                .put("weight", 1);
        return item;
    }

    private static void address(ObjectNode address, Buyer buyer) {
        address.put("address_type", "shipping").put("firstname", buyer.first()).put("lastname", buyer.last());
        address.putArray("street").add(buyer.street());
        address.put("postcode", buyer.postalCode()).put("city", buyer.city()).put("country_id", buyer.country());
    }
}
