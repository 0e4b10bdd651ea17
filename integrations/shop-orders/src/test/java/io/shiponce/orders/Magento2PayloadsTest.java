package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of real payloads of Magento 2, and why. */
class Magento2PayloadsTest {
    private static final Magento2Reader READER = new Magento2Reader();

    private static List<String> told(String name) {
        return SharedPayloads.told(READER, name);
    }

    /**
     * Nine items are four things, as the order's own total says: a tee; a video, which is downloaded; a bundle with four
     * parts, which is sent together, since nothing says otherwise; a hoodie with its variant. The new order of a bank
     * transfer is released: only pending_payment is not. Weights are unknown, since no unit is said.
     */
    @Test
    void anOrderOfEachKindOfProduct() {
        Order order = Reading.order(
                READER, SharedPayloads.text(READER, "01-order-simple-downloadable-bundle-configurable.json"));
        assertEquals("000000003", order.number());
        assertEquals(Instant.parse("2017-08-21T22:22:19Z"), order.placedAt());
        assertEquals("US", order.shipTo().country());
        assertEquals("NY", order.shipTo().region());
        assertEquals("10577", order.shipTo().postalCode());
        assertEquals(
                List.of(
                        "WS12-M-Orange x 1 at 22.00 USD, shipped",
                        "240-LV08 x 1 at 18.00 USD, not shipped",
                        "24-WG080-24-WG084-24-WG088-24-WG082-blue-24-WG086 x 1 at 68.00 USD, shipped",
                        "MH01-S-Gray x 1 at 52.00 USD, shipped"),
                order.lines().stream().map(Magento2PayloadsTest::told).toList());
    }

    private static String told(OrderLine line) {
        return line.sku() + " x " + line.quantity()
                + (line.unitPrice() == null
                        ? ""
                        : " at " + line.unitPrice().amount() + " "
                                + line.unitPrice().currency())
                + (line.unitWeight() == null ? "" : " of " + line.unitWeight().grams() + " g")
                + (line.requiresShipping() ? ", shipped" : ", not shipped");
    }

    /** Which place a thing is taken from is asked after the order was read; it is none. */
    @Test
    void aSourceSelectionIsNoOrder() {
        assertEquals(
                List.of("1: is a request and its response, not an order"),
                told("02-source-selection-request-and-result.json"));
    }

    /** What a shipment holds are items by their ids: of which order, and what they are, it does not say. */
    @Test
    void shipmentsAreNoOrders() {
        String item = ": is an item of a shipment, not an order";
        assertEquals(List.of("1" + item, "2" + item, "3" + item), told("03-partial-shipments-two-sources.json"));
        assertEquals(List.of("1" + item, "2" + item, "3" + item), told("04-shipment-request-with-tracks.json"));
    }
}
