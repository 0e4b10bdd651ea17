package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Group;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.ReadResult;
import io.shiponce.Splitter;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of real payloads of Shopify, and why. */
class ShopifyPayloadsTest {
    private static final ShopifyReader READER = new ShopifyReader();

    @Test
    void multiLineDiscountRefundPartialFulfilment() {
        // Three lines of one piece: the green and the black one are refunded (refund_line_items; current_quantity and
        // fulfillable_quantity are 0), so the red one is left. The green one is in a fulfilment as well, which failed.
        OrderLine red = new OrderLine(
                "IPOD2008RED",
                "IPod Nano - 8gb - red",
                1,
                // Before the discount of 3.33: both of Shopify's interfaces say the same then.
                new Money(new BigDecimal("199.00"), "USD"),
                new Weight(200),
                true,
                // The payload has no fulfilment orders; the line is fulfilled by the shop itself ("manual").
                "",
                "Free Shipping",
                null);
        Order order = new Order(
                "augsburg",
                "#1001",
                Instant.parse("2008-01-10T16:00:00Z"),
                "reference",
                0,
                new Address(
                        "Bob Norman",
                        null,
                        "Chestnut Street 92",
                        null,
                        "40202",
                        "Louisville",
                        "KY",
                        "US",
                        "bob.norman@mail.example.com",
                        // Of the address; the order's own is another one.
                        "+1(502)-459-2181"),
                List.of(red));
        assertEquals(
                List.of(new ReadResult.Read("orders.json", 2, order)),
                SharedPayloads.read(READER, "01-multi-line-discount-refund-partial-fulfilment.json"));
        assertEquals(
                List.of(List.of(red)),
                Splitter.standard().split(Group.of(order)).stream()
                        .map(Group::lines)
                        .toList(),
                "one shipment, of what is left");
    }

    @Test
    void eurNoAddress() {
        // Three boots to ship, and nowhere to ship them to: there is not even a billing address to be mistaken for it.
        assertEquals(
                List.of("2: order augsburg/#1002: shipping_address: is missing; expected the address to ship to"),
                SharedPayloads.told(READER, "03-eur-no-address.json"));
    }

    @Test
    void fulfilledNoAddress() {
        // It has no address either, but that does not matter: another service has sent it.
        assertEquals(
                List.of("2: order augsburg/#1002: nothing to ship: fulfilled"),
                SharedPayloads.told(READER, "05-fulfilled-no-address.json"));
    }

    @Test
    void fulfilmentOrdersOfTwoServices() {
        // Parts of an order: who gets it is not in them, and both name the same line. Not orders.
        assertEquals(
                List.of("1: is a fulfilment order, not an order", "2: is a fulfilment order, not an order"),
                SharedPayloads.told(READER, "08-fulfillment-orders-two-services.json"));
    }
}
