package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Group;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.ReadResult;
import io.shiponce.Splitter;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of real payloads of WooCommerce, and why. */
class WooCommercePayloadsTest {
    private static final WooCommerceReader READER = new WooCommerceReader();

    @Test
    void fractionalQuantityBundle() {
        // One and a half bundles: nobody knows what to put into the parcel. The first line, two baskets, is good, but
        // an
        // order is understood whole or not at all.
        assertEquals(
                List.of(
                        "2: order augsburg/963: line_items[1].quantity: is a fraction of a piece; expected a whole number:"
                                + " only whole pieces can be sent"),
                SharedPayloads.told(READER, "01-fractional-qty-bundle.json"));
    }

    @Test
    void sixLinesPartiallyRefunded() {
        // Completed, with a tracking number: it is sent. That nobody knows which lines its refunds are of does not
        // matter
        // any more.
        assertEquals(
                List.of("2: order augsburg/324: nothing to ship: fulfilled"),
                SharedPayloads.told(READER, "02-six-lines-partially-refunded.json"));
    }

    @Test
    void giftCard() {
        // The gift cards are how it was paid, not what was bought: one beanie. Its empty fields of bundles are none.
        OrderLine beanie = new OrderLine(
                "Woo-beanie-logo",
                "Beanie with Logo",
                1,
                new Money(new BigDecimal("18.00"), "USD"),
                // WooCommerce's orders have no weights.
                null,
                true,
                "",
                "Flat rate",
                null);
        Order order = new Order(
                "augsburg",
                "459",
                // date_created_gmt; date_created is an hour later, in a zone that is not said.
                Instant.parse("2023-03-29T03:21:20Z"),
                "reference",
                0,
                new Address(
                        "Tyrel Senger",
                        null,
                        "8412 Dicki Creek",
                        "481 General Crossroad",
                        "903851780",
                        "Denesikton",
                        "Louisiana",
                        "BB",
                        "redacted@example.com",
                        // Of the shipping address, not of the billing address.
                        "1234567898"),
                List.of(beanie));
        assertEquals(
                List.of(new ReadResult.Read("orders.json", 2, order)),
                SharedPayloads.read(READER, "04-gift-card.json"));
        assertEquals(
                List.of(List.of(beanie)),
                Splitter.standard().split(Group.of(order)).stream()
                        .map(Group::lines)
                        .toList(),
                "one shipment");
    }

    @Test
    void listNullSkuEmptyShipping() {
        // Paid or payable, in "processing", but each with a shipping address of empty texts. The billing address is
        // whole: sending it there would be a guess. (Five of the six also list their line twice, under one id: that is
        // one line.)
        List<String> ids = List.of("263", "259", "161", "160", "159", "158");
        List<String> expected = IntStream.range(0, ids.size())
                .mapToObj(i -> (i + 1) + ": order augsburg/" + ids.get(i)
                        + ": shipping: is missing; expected the address to ship to")
                .toList();
        assertEquals(expected, SharedPayloads.told(READER, "06-list-null-sku-empty-shipping.json"));
    }

    @Test
    void malformedTrailingComma() {
        // All of the order can be seen before the comma that should not be there; it is refused all the same.
        assertEquals(
                List.of("2: order augsburg/3207: is not JSON at line 152, column 5; nothing after it could be read"),
                SharedPayloads.told(READER, "09-MALFORMED-trailing-comma.txt"));
    }
}
