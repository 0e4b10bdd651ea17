package io.shiponce.examples.shops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** WooCommerce's REST orders: some lines without an SKU, and orders that are not released, or done. */
final class WooCommerceShop extends ShopSystem {
    WooCommerceShop() {
        super("woocommerce", "[", "]");
    }

    @Override
    Wanted fill(ObjectNode order, int number, Buyer buyer, Random chance) {
        Wanted.Counting wanted = new Wanted.Counting();
        String status = status(chance);
        order.put("id", number)
                .put("number", String.valueOf(number))
                .put("status", status)
                .put("currency", "EUR");
        order.put("date_created", "2026-12-20T11:00:00").put("date_created_gmt", "2026-12-20T10:00:00");
        ArrayNode lines = order.putArray("line_items");
        for (int i = lines(chance); i > 0; i--) {
            int quantity = quantity(chance);
            int product = 1 + chance.nextInt(300);
            String sku = seldom(chance) ? "" : sku(chance);
            ObjectNode line = lines.addObject();
            line.put("id", number * 10L + i).put("name", "Thing " + i).put("product_id", product);
            line.put("variation_id", 0)
                    .put("quantity", quantity)
                    .put("price", 10.799999999999999)
                    .put("sku", sku);
            if (status.equals("processing")) {
                wanted.add(sku.isEmpty() ? "product:" + product : sku, quantity);
            }
        }
        address(order.putObject("shipping"), buyer);
        address(order.putObject("billing"), new Buyer("Somebody", "Else", "Nowhere 1", "99999", "Elsewhere", "DE"));
        order.set("refunds", array());
        return wanted.of("woocommerce/" + number, buyer.country());
    }

    private static String status(Random chance) {
        return switch (chance.nextInt(20)) {
            case 0 -> "pending";
            case 1 -> "completed";
            case 2 -> "cancelled";
            default -> "processing";
        };
    }

    private static void address(ObjectNode address, Buyer buyer) {
        address.put("first_name", buyer.first()).put("last_name", buyer.last()).put("company", "");
        address.put("address_1", buyer.street()).put("address_2", "").put("postcode", buyer.postalCode());
        address.put("city", buyer.city()).put("state", "").put("country", buyer.country());
    }
}
