package io.shiponce.examples.shops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Shopware's order search with its associations: promotions are lines as well, downloads say so in their states. */
final class Shopware6Shop extends ShopSystem {
    Shopware6Shop() {
        super("shopware6", "{\"total\":1,\"data\":[", "],\"aggregations\":[]}");
    }

    @Override
    Wanted fill(ObjectNode order, int number, Buyer buyer, Random chance) {
        Wanted.Counting wanted = new Wanted.Counting();
        String name = "SW" + (10_000 + number);
        order.put("id", String.format("%032x", number)).put("orderNumber", name).put("apiAlias", "order");
        order.put("orderDateTime", "2026-12-20T10:00:00.000+00:00");
        order.putObject("currency").put("isoCode", "EUR");
        order.putObject("stateMachineState").put("technicalName", "in_progress");
        ArrayNode lines = order.putArray("lineItems");
        for (int i = lines(chance); i > 0; i--) {
            int quantity = quantity(chance);
            boolean download = seldom(chance);
            String sku = sku(chance);
            ObjectNode line = line(lines, number, i, "product", "Thing " + sku, quantity, 19.9);
            line.putObject("payload").put("productNumber", sku);
            line.putObject("product").put("weight", 0.35);
            line.putArray("states").add(download ? "is-download" : "is-physical");
            if (!download) {
                wanted.add(sku, quantity);
            }
        }
        if (seldom(chance)) {
            line(lines, number, 9, "promotion", "Ten off", 1, -10).putArray("states");
        }
        ObjectNode delivery = order.putArray("deliveries").addObject();
        delivery.putObject("stateMachineState").put("technicalName", "open");
        address(delivery.putObject("shippingOrderAddress"), buyer);
        return wanted.of("shopware6/" + name, buyer.country());
    }

    private static ObjectNode line(
            ArrayNode lines, int number, int place, String type, String label, int quantity, double price) {
        ObjectNode line = lines.addObject();
        line.put("id", String.format("%031x%d", number, place))
                .put("type", type)
                .put("label", label);
        line.putNull("parentId")
                .put("quantity", quantity)
                .put("unitPrice", price)
                .put("good", price > 0);
        return line;
    }

    private static void address(ObjectNode address, Buyer buyer) {
        address.put("firstName", buyer.first()).put("lastName", buyer.last()).put("street", buyer.street());
        address.put("zipcode", buyer.postalCode()).put("city", buyer.city());
        address.putObject("country").put("iso", buyer.country());
    }
}
