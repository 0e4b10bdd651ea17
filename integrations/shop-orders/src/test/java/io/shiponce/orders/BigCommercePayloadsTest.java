package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shiponce.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of real payloads of BigCommerce, and why. */
class BigCommercePayloadsTest {
    private static final BigCommerceReader READER = new BigCommerceReader();
    private static final Payload OURS = Payload.of("bigcommerce.json");

    private static String read(String name) {
        return SharedPayloads.text(READER, name);
    }

    private static List<String> told(String name) {
        return SharedPayloads.told(READER, name);
    }

    /** It awaits fulfilment, and only links to its products and addresses: these are calls of their own. */
    @Test
    void anOrderOfTheCollectionIsRefusedForTheListsItLinksTo() {
        assertEquals(
                List.of(
                        "1: order augsburg/100: products: is not in the order, which only links to it; read the order with"
                                + " ?include=consignments.line_items, or put the answers of its /products and /shipping_addresses"
                                + " into its fields products and shipping_addresses"),
                told("01-order-collection.json"));
    }

    /** It awaits payment: that nothing else is known of it does not matter. */
    @Test
    void anOrderThatAwaitsPaymentIsNotSent() {
        assertEquals(List.of("1: order augsburg/218: nothing to ship: not paid yet"), told("02-order.json"));
    }

    /** Each answer of the second calls is but a part of an order, and none says which state the order is in. */
    @Test
    void theListsByThemselvesAreNoOrders() {
        String product = ": is a product of an order, not an order";
        String address = ": is an address of an order, not an order";
        String shipment = ": is a shipment, not an order";
        assertEquals(List.of("1" + product, "2" + product), told("04-order-products-collection.json"));
        assertEquals(
                List.of("1: is not an order of bigcommerce: has none of [order, status_id]"),
                told("05-order-product-custom-and-variants.json"));
        assertEquals(List.of("1" + address, "2" + address), told("06-order-shipping-addresses.json"));
        assertEquals(List.of("1" + shipment, "2" + shipment), told("07-order-shipments.json"));
    }

    /** A real list of products in an order of our own: a towel, and a brewer that was picked for it, one piece each. */
    @Test
    void aRealListOfProducts() {
        String order = OURS.with("/id", "149")
                .with("/shipping_addresses/0/order_id", "149")
                .toString()
                .replaceFirst("\"products\":", "\"others\":");
        String in = "{\"order\":" + order + ",\"products\":" + read("04-order-products-collection.json") + "}";
        Order read = Reading.order(READER, in.replace("\n", ""));
        assertEquals(
                List.of("S-ORAN x 1, 454 g, with 65", "ABS x 1, null g, with 65"),
                read.lines().stream()
                        .map(line -> line.sku() + " x " + line.quantity() + ", "
                                + (line.unitWeight() == null
                                        ? null
                                        : line.unitWeight().grams())
                                + " g, with " + line.traits().keepTogether())
                        .toList());
    }

    /** Real products one by one: a custom one without a product, and one of which objects without fields mean nothing. */
    @Test
    void realProductsOneByOne() throws JsonProcessingException {
        var all = new ObjectMapper().readTree(read("05-order-product-custom-and-variants.json"));
        Payload order = OURS.with("/id", "247")
                .with("/shipping_addresses/0/order_id", "247")
                .with("/shipping_addresses/0/id", "151");
        String list = "[" + all.at("/Custom Product/0") + "," + all.at("/Product with Variants/0") + "]";
        Order read = Reading.order(
                READER, order.with("/products", list.replace("'", "")).toString());
        assertEquals(
                List.of("Jour-BLK", "SKU-201-Red-Small T-Shirt-Able Brewing System"),
                read.lines().stream().map(line -> line.sku()).toList());
        assertEquals(4, read.lines().get(1).quantity());
        assertTrue(read.lines().stream().allMatch(line -> line.traits().keepTogether() == null));
    }

    /** Two real addresses: an order whose goods go to both is refused, one whose goods go to one is not. */
    @Test
    void realAddresses() {
        Payload order = OURS.with("/id", "229").with("/shipping_addresses", read("06-order-shipping-addresses.json"));
        for (int i = 0; i < 5; i++) {
            order = order.with("/products/" + i + "/order_id", "229")
                    .with("/products/" + i + "/order_address_id", "132");
        }
        assertEquals(
                "San Antonio", Reading.order(READER, order.toString()).shipTo().city());
        assertEquals(
                "orders.json:1: order augsburg/229: products[2]: goes to another address than what stands before it; an"
                        + " order goes to one address",
                Reading.refused(
                        READER,
                        order.with("/products/2/order_address_id", "133").toString()));
    }
}
