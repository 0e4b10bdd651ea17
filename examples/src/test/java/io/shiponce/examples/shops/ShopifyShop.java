package io.shiponce.examples.shops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Shopify's REST orders: refunds lower what is current, fulfilments what is fulfillable; gift cards travel by e-mail. */
final class ShopifyShop extends ShopSystem {
    ShopifyShop() {
        super("shopify", "{\"orders\":[", "]}");
    }

    @Override
    Wanted fill(ObjectNode order, int number, Buyer buyer, Random chance) {
        Wanted.Counting wanted = new Wanted.Counting();
        String name = "#" + (1_000 + number);
        order.put("id", 4_500_000_000L + number).put("name", name).put("order_number", 1_000 + number);
        order.put("created_at", "2026-12-20T10:00:00+01:00")
                .put("currency", "EUR")
                .putNull("cancelled_at");
        order.put("financial_status", "paid").putNull("fulfillment_status").put("presentment_currency", "EUR");
        ArrayNode lines = order.putArray("line_items");
        for (int i = lines(chance); i > 0; i--) {
            boolean ships = !seldom(chance);
            int quantity = quantity(chance);
            int refunded = some(chance, quantity);
            int fulfilled = some(chance, quantity - refunded + 1) % (quantity - refunded + 1);
            String sku = sku(chance);
            ObjectNode line = lines.addObject();
            line.put("id", number * 10L + i)
                    .put("variant_id", 77L + i)
                    .put("sku", sku)
                    .put("title", "Thing " + sku);
            line.put("quantity", quantity).put("current_quantity", quantity - refunded);
            line.put("fulfillable_quantity", quantity - refunded - fulfilled);
            line.put("requires_shipping", ships)
                    .put("gift_card", !ships)
                    .put("price", "19.90")
                    .put("grams", 350);
            if (ships) {
                wanted.add(sku, quantity - refunded - fulfilled);
            }
        }
        address(order.putObject("shipping_address"), buyer);
        return wanted.of("shopify/" + name, buyer.country());
    }

    private static void address(ObjectNode address, Buyer buyer) {
        address.put("first_name", buyer.first()).put("last_name", buyer.last()).put("name", buyer.name());
        address.putNull("company").put("address1", buyer.street()).put("address2", "");
        address.put("zip", buyer.postalCode()).put("city", buyer.city()).putNull("province");
        address.put("country_code", buyer.country())
                .put("country", buyer.country())
                .putNull("phone");
    }
}
