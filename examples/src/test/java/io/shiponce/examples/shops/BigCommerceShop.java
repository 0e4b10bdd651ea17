package io.shiponce.examples.shops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** BigCommerce's orders with products and addresses from their second calls: strings for money and weight, digital goods. */
final class BigCommerceShop extends ShopSystem {
    BigCommerceShop() {
        super("bigcommerce", "[", "]");
    }

    @Override
    Wanted fill(ObjectNode order, int number, Buyer buyer, Random chance) {
        Wanted.Counting wanted = new Wanted.Counting();
        boolean cancelled = seldom(chance);
        order.put("id", number)
                .put("date_created", "Sun, 20 Dec 2026 10:00:00 +0000")
                .put("date_shipped", "");
        order.put("status_id", cancelled ? 5 : 11).put("status", cancelled ? "Cancelled" : "Awaiting Fulfillment");
        order.put("weight_units", "KGS").put("currency_code", "EUR").put("is_deleted", false);
        ArrayNode products = order.putArray("products");
        for (int i = lines(chance); i > 0; i--) {
            int quantity = quantity(chance);
            int shipped = some(chance, quantity);
            boolean digital = seldom(chance);
            String sku = sku(chance);
            ObjectNode product = products.addObject();
            product.put("id", number * 10L + i).put("order_id", number).put("product_id", 40 + i);
            product.put("order_address_id", number)
                    .put("name", "Thing × " + sku)
                    .put("sku", sku);
            product.put("type", digital ? "digital" : "physical")
                    .put("price_ex_tax", "19.9000")
                    .put("weight", "0.3500");
            product.put("quantity", quantity).put("quantity_shipped", shipped).put("quantity_refunded", 0);
            product.putNull("parent_order_product_id").put("is_bundled_product", false);
            if (!digital && !cancelled) {
                wanted.add(sku, quantity - shipped);
            }
        }
        address(
                order.putArray("shipping_addresses")
                        .addObject()
                        .put("id", number)
                        .put("order_id", number),
                buyer);
        return wanted.of("bigcommerce/" + number, buyer.country());
    }

    private static void address(ObjectNode address, Buyer buyer) {
        address.put("first_name", buyer.first()).put("last_name", buyer.last()).put("company", "");
        address.put("street_1", buyer.street()).put("street_2", "").put("zip", buyer.postalCode());
        address.put("city", buyer.city())
                .put("country_iso2", buyer.country())
                .put("country", "")
                .put("state", "");
        address.put("phone", "").put("email", "");
    }
}
