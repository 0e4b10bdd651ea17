package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Magento2ReaderTest {
    private static final Magento2Reader READER = new Magento2Reader();

    /** Seven items, of which four things travel or are downloaded: a tee, a video, a kit of two parts, a hoodie. */
    private static final Payload ORDER = Payload.of("magento2.json");

    private static final Address AUGSBURG = new Address(
            "Ada Ahorn",
            null,
            "Maximilianstr. 1",
            "Hinterhaus",
            "86150",
            "Augsburg",
            "BY",
            "DE",
            "ada@example.com",
            "+49 821 1");

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static OrderLine line(String sku, String name, int pieces, String price, int grams, boolean shipped) {
        Weight weight = grams == 0 ? null : new Weight(grams);
        String shippingClass = shipped ? "tablerate_bestway" : "";
        return new OrderLine(sku, name, pieces, eur(price), weight, shipped, "", shippingClass, null);
    }

    private static Order order(Payload payload) {
        return Reading.order(READER, payload.toString());
    }

    private static String refused(Payload payload) {
        return Reading.refused(READER, payload.toString());
    }

    private static String nothing(Payload payload) {
        return Reading.nothing(READER, payload.toString());
    }

    /** How many pieces of what travels. */
    private static Map<String, Integer> shipped(Payload payload) {
        return order(payload).lines().stream()
                .filter(OrderLine::requiresShipping)
                .collect(Collectors.toMap(OrderLine::sku, OrderLine::quantity));
    }

    @Test
    void everythingInItsPlace() {
        Order expected = new Order(
                "augsburg",
                "000000007",
                Instant.parse("2026-11-28T09:30:15Z"),
                "reference",
                0,
                AUGSBURG,
                List.of(
                        line("TEE", "Tee", 2, "22.00", 250, true),
                        line("VIDEO", "Video", 1, "18.00", 0, false),
                        line("KIT", "Kit", 2, "68.50", 1500, true),
                        line("HOODIE-S-GRAY", "Hoodie-S-Gray", 1, "52.00", 500, true)));
        assertEquals(expected, order(ORDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "[%s]",
                "{'items':[%s],'search_criteria':{'filter_groups':[]},'total_count':1}",
                "{'entity':%s}",
                "{'order':%s}"
            })
    void oneOrderWhateverItIsWrappedIn(String wrapping) {
        String in = wrapping.replace('\'', '"').replace("%s", ORDER.toString());
        assertEquals(order(ORDER), Reading.order(READER, in));
    }

    @Test
    void itemsAreTakenFromTheOrderOrFromItsShippingAssignmentAndNeverFromBoth() {
        String items = ORDER.at("/items").toString();
        Payload both = ORDER.with("/extension_attributes/shipping_assignments/0/items", items);
        assertEquals(order(ORDER), order(both));
        assertEquals(order(ORDER), order(both.without("/items")));
        assertEquals(order(ORDER), order(both.with("/items", "[]")));
        assertEquals(
                "orders.json:1: order augsburg/000000007: items: is missing; expected what was ordered",
                refused(ORDER.without("/items")));
    }

    @Test
    void partsMayBeToldFromTheirWholeByItsObject() {
        Payload embedded = ORDER.without("/items/6/parent_item_id").with("/items/6/parent_item", "{'item_id':6}");
        assertEquals(order(ORDER), order(embedded));
    }

    // Quantities

    @ParameterizedTest
    @CsvSource({
        "3, 0, 0, 0, 3",
        "3, 1, 0, 0, 2",
        "3, 0, 1, 0, 2",
        "3, 0, 0, 1, 2",
        "3, 1, 1, 0, 1",
        "3, 1, 1, 1, 0",
        "3, 3, 3, 0, 0",
        "'3.0000', '1.0000', 0, 0, 2"
    })
    void whatWasSentRefundedOrCanceledIsNotSentAgain(
            String ordered, String shipped, String refunded, String canceled, int left) {
        Payload payload = ORDER.with("/items/0/qty_ordered", "'" + ordered + "'")
                .with("/items/0/qty_shipped", "'" + shipped + "'")
                .with("/items/0/qty_refunded", "'" + refunded + "'")
                .with("/items/0/qty_canceled", "'" + canceled + "'");
        assertEquals(left == 0 ? null : left, shipped(payload).get("TEE"));
    }

    @Test
    void whenNothingIsLeftNothingIsToShip() {
        Payload sent = ORDER.with("/items/0/qty_shipped", "2")
                .with("/items/2/qty_shipped", "2")
                .with("/items/5/qty_refunded", "1");
        assertEquals("all that needs shipping is fulfilled, cancelled or refunded", nothing(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, is a fraction of a piece; expected a whole number: only whole pieces can be sent",
        "-1, must be a number of pieces from 0 to 1000000",
        "1e30, must be a number of pieces from 0 to 1000000",
        "null, is missing; expected a whole number of pieces",
        "'''two''', 'expected a number, found a text'"
    })
    void aQuantityThatIsNoneIsRefused(String quantity, String problem) {
        assertEquals(
                "orders.json:1: order augsburg/000000007: items[0].qty_ordered: " + problem,
                refused(ORDER.with("/items/0/qty_ordered", quantity)));
    }

    @Test
    void whatTheShopHasLockedIsNotSent() {
        Payload locked = ORDER.with("/items/0/locked_do_ship", "1");
        assertEquals(
                "orders.json:1: order augsburg/000000007: items[0].locked_do_ship: is set: the shop lets nothing of this"
                        + " item be sent",
                refused(locked));
        assertEquals(Map.of("KIT", 2, "HOODIE-S-GRAY", 1), shipped(locked.with("/items/0/qty_shipped", "2")));
    }

    // Things made of others

    @Test
    void aConfigurableAndItsVariantAreOneThingCountedByTheConfigurable() {
        Payload sent = ORDER.with("/items/5/qty_ordered", "3").with("/items/5/qty_shipped", "1");
        OrderLine hoodie = order(sent).lines().get(3);
        assertEquals(line("HOODIE-S-GRAY", "Hoodie-S-Gray", 2, "52.00", 500, true), hoodie);
    }

    @Test
    void aConfigurableOfAVirtualVariantDoesNotTravel() {
        assertEquals(Map.of("TEE", 2, "KIT", 2), shipped(ORDER.with("/items/6/product_type", "'virtual'")));
        assertEquals(Map.of("TEE", 2, "KIT", 2), shipped(ORDER.with("/items/5/is_virtual", "1")));
    }

    @Test
    void aBundleIsOneThingUnlessItIsSaidThatItIsSentSeparately() {
        Map<String, Integer> together = Map.of("TEE", 2, "KIT", 2, "HOODIE-S-GRAY", 1);
        Map<String, Integer> separately = Map.of("TEE", 2, "BALL", 2, "STRAP", 4, "HOODIE-S-GRAY", 1);
        for (String place : List.of("/items/2/shipment_type", "/items/2/extension_attributes")) {
            boolean direct = place.endsWith("type");
            for (String type : List.of("0", "'0'", "'together'")) {
                String value = direct ? type : "{'shipment_type':" + type + "}";
                assertEquals(together, shipped(ORDER.with(place, value)), type);
            }
            for (String type : List.of("1", "'1'", "'separately'")) {
                String value = direct ? type : "{'shipment_type':" + type + "}";
                assertEquals(separately, shipped(ORDER.with(place, value)), type);
            }
        }
        Payload option = ORDER.with("/items/2/product_option", "{'extension_attributes':{'shipment_type':1}}");
        assertEquals(separately, shipped(option));
        assertEquals(
                "orders.json:1: order augsburg/000000007: items[2].shipment_type: expected 0 for together or 1 for"
                        + " separately",
                refused(ORDER.with("/items/2/shipment_type", "2")));
    }

    @Test
    void aBundleOfWhichPartsWereSentByThemselvesIsSentSeparately() {
        Payload ball = ORDER.with("/items/3/qty_shipped", "1");
        assertEquals(Map.of("TEE", 2, "BALL", 1, "STRAP", 4, "HOODIE-S-GRAY", 1), shipped(ball));
        // A dummy of the whole may be counted beside the parts that were sent.
        assertEquals(shipped(ball), shipped(ball.with("/items/2/qty_shipped", "1")));
    }

    @Test
    void aBundleThatWasSentTogetherIsCountedByItselfWhateverItsPartsSay() {
        Map<String, Integer> left = Map.of("TEE", 2, "KIT", 1, "HOODIE-S-GRAY", 1);
        Payload sent = ORDER.with("/items/2/qty_shipped", "1");
        assertEquals(left, shipped(sent));
        assertEquals(left, shipped(sent.with("/items/3/qty_shipped", "1").with("/items/4/qty_shipped", "2")));
    }

    @Test
    void refundsOfABundleAreCountedWhereverMagentoCountedThem() {
        Map<String, Integer> left = Map.of("TEE", 2, "KIT", 1, "HOODIE-S-GRAY", 1);
        Payload whole = ORDER.with("/items/2/qty_refunded", "1");
        Payload parts = ORDER.with("/items/3/qty_refunded", "1").with("/items/4/qty_canceled", "2");
        assertEquals(left, shipped(whole));
        assertEquals(left, shipped(parts));
        assertEquals(
                left, shipped(parts.with("/items/2/qty_refunded", "1")), "the same refund is not subtracted twice");
        Payload separately = whole.with("/items/2/shipment_type", "1");
        assertEquals(Map.of("TEE", 2, "BALL", 1, "STRAP", 2, "HOODIE-S-GRAY", 1), shipped(separately));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/3/qty_refunded", "/items/4/qty_canceled"})
    void aBundleSentTogetherOfWhichOnlyAPartIsRefundedIsRefused(String part) {
        assertEquals(
                "orders.json:1: order augsburg/000000007: items[2]: is a bundle that is sent together, and only parts of"
                        + " it are refunded or canceled; expected all of it or nothing",
                refused(ORDER.with(part, "1")));
        Payload separately = ORDER.with(part, "1").with("/items/2/shipment_type", "1");
        assertEquals(4, shipped(separately).size());
    }

    @Test
    void aPartOfABundleWithoutAPriceOfItsOwnHasNone() {
        Payload fixed = ORDER.with("/items/2/shipment_type", "1").with("/items/3/price", "0");
        List<OrderLine> lines = order(fixed).lines();
        assertNull(lines.get(2).unitPrice());
        assertEquals(eur("20.75"), lines.get(3).unitPrice());
    }

    @Test
    void aPartThatLeadsNowhereIsRefusedAndNotLost() {
        String problem = "expected the item_id of an item in the order that is no part itself";
        for (String parent : List.of("99", "7", "4")) {
            assertEquals(
                    "orders.json:1: order augsburg/000000007: items[6].parent_item_id: " + problem,
                    refused(ORDER.with("/items/6/parent_item_id", parent)));
        }
        assertEquals(
                Map.of("TEE", 2, "KIT", 2, "HOODIE-S", 1, "HOODIE-S-GRAY", 1),
                shipped(ORDER.with("/items/6/parent_item_id", "0")));
    }

    @Test
    void anItemThatIsThereTwiceIsCountedOnce() {
        String tee = ORDER.at("/items/0").toString();
        assertEquals(order(ORDER), order(ORDER.with("/items/7", tee)));
        assertEquals(
                "orders.json:1: order augsburg/000000007: items[7].item_id: is that of another object of this list, with"
                        + " other content",
                refused(ORDER.with("/items/7", tee).with("/items/7/qty_ordered", "3")));
    }

    // What does not travel

    @Test
    void virtualThingsMakeNoParcel() {
        Payload virtual = ORDER.with("/items", "[" + ORDER.at("/items/1") + "]");
        for (String type : List.of("virtual", "downloadable", "giftcard")) {
            Payload payload = virtual.with("/items/0/product_type", "'" + type + "'");
            assertEquals(Map.of(), shipped(payload), type);
            assertEquals(Map.of(), shipped(payload.without("/items/0/is_virtual")), type);
        }
        Payload printed = virtual.with("/items/0/product_type", "'giftcard'").with("/items/0/is_virtual", "0");
        assertEquals(Map.of("VIDEO", 1), shipped(printed));
        assertEquals(
                "nothing in it needs shipping, and it has no whole address",
                nothing(virtual.without("/extension_attributes")));
    }

    // States

    @ParameterizedTest
    @CsvSource({
        "canceled, cancelled",
        "closed, closed: refunded or cancelled",
        "complete, fulfilled",
        "holded, on hold",
        "payment_review, its payment is under review",
        "pending_payment, not paid yet"
    })
    void nothingIsShippedOfWhatIsNotReleased(String state, String reason) {
        assertEquals(reason, nothing(ORDER.with("/state", "'" + state + "'")));
        // Whatever else is wrong with it.
        assertEquals(
                reason,
                nothing(ORDER.with("/state", "'" + state + "'")
                        .without("/extension_attributes")
                        .without("/items")));
    }

    @Test
    void newAndProcessingAreReleasedAndOtherStatesAreNotGuessed() {
        assertEquals(order(ORDER), order(ORDER.with("/state", "'new'").with("/status", "'pending'")));
        assertEquals("suspected of fraud", nothing(ORDER.with("/status", "'fraud'")));
        assertEquals(
                "orders.json:1: order augsburg/000000007: state: is no state of orders; expected one of [canceled, closed,"
                        + " complete, holded, new, payment_review, pending_payment, processing]",
                refused(ORDER.with("/state", "'packed'")));
        assertEquals(
                "orders.json:1: order augsburg/000000007: state: is missing; expected the state that the order is in",
                refused(ORDER.with("/state", "null")));
    }

    @Test
    void whatTheBuyerCollectsIsNotShipped() {
        String reason = "collected by the buyer";
        assertEquals(reason, nothing(ORDER.with("/extension_attributes/pickup_location_code", "'munich'")));
        assertEquals(
                reason,
                nothing(ORDER.with(
                        "/extension_attributes/shipping_assignments/0/shipping/method", "'instore_pickup'")));
    }

    // Where it goes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/extension_attributes",
                "/extension_attributes/shipping_assignments",
                "/extension_attributes/shipping_assignments/0/shipping",
                "/extension_attributes/shipping_assignments/0/shipping/address"
            })
    void aMissingAddressIsRefusedAndNotTakenFromTheBill(String place) {
        String problem = "orders.json:1: order augsburg/000000007:"
                + " extension_attributes.shipping_assignments[0].shipping.address: is missing; expected where the goods"
                + " go, which is not taken from the billing address";
        assertEquals(problem, refused(ORDER.without(place)));
        assertEquals(problem, refused(ORDER.with(place, "null")));
        assertEquals(problem, refused(ORDER.with(place, "[]")));
    }

    @ParameterizedTest
    @CsvSource({
        "street, is missing; expected the street",
        "postcode, is missing; expected the postal code",
        "city, is missing; expected the city",
        "country_id, is missing; expected the country"
    })
    void aBlankFieldOfTheAddressIsRefused(String field, String problem) {
        String place = "extension_attributes.shipping_assignments[0].shipping.address";
        String at = "/extension_attributes/shipping_assignments/0/shipping/address/" + field;
        String message = "orders.json:1: order augsburg/000000007: " + place + "." + field + ": " + problem;
        assertEquals(message, refused(ORDER.with(at, "'  '")));
        assertEquals(message, refused(ORDER.with(at, "null")));
        assertEquals(message, refused(ORDER.without(at)));
    }

    @Test
    void theNameIsAllOfItAndTheCompanyIfThereIsNone() {
        String at = "/extension_attributes/shipping_assignments/0/shipping/address";
        Payload full = ORDER.with(at + "/prefix", "'Dr.'")
                .with(at + "/middlename", "'B.'")
                .with(at + "/suffix", "'MBE'");
        assertEquals("Dr. Ada B. Ahorn MBE", order(full).shipTo().name());
        Payload company = ORDER.with(at + "/company", "'Ahorn GmbH'");
        assertEquals("Ahorn GmbH", order(company).shipTo().company());
        Payload nobody = company.with(at + "/firstname", "null").with(at + "/lastname", "''");
        assertEquals("Ahorn GmbH", order(nobody).shipTo().name());
        assertTrue(
                refused(nobody.with(at + "/company", "null"))
                        .endsWith("address.firstname: is missing; expected who gets it"),
                refused(nobody.with(at + "/company", "null")));
    }

    @Test
    void theStreetIsAListOrLinesWithoutBlankOnes() {
        String at = "/extension_attributes/shipping_assignments/0/shipping/address/street";
        Address four =
                order(ORDER.with(at, "['Haus 5',' ','Hof 2',null,'3. Stock']")).shipTo();
        assertEquals("Haus 5", four.street1());
        assertEquals("Hof 2, 3. Stock", four.street2());
        assertNull(order(ORDER.with(at, "['Haus 5']")).shipTo().street2());
        assertEquals(
                AUGSBURG,
                order(ORDER.with(at, "'Maximilianstr. 1\\nHinterhaus'")).shipTo());
        assertTrue(
                refused(ORDER.with(at, "[{}]")).endsWith(".street: expected a list of texts, found an object in it"));
    }

    @Test
    void anOrderGoesToOneAddress() {
        String assignments = "/extension_attributes/shipping_assignments";
        Payload two =
                ORDER.with(assignments + "/1", ORDER.at(assignments + "/0").toString());
        assertEquals(order(ORDER), order(two));
        assertEquals(
                "orders.json:1: order augsburg/000000007: extension_attributes.shipping_assignments[1].shipping.address: is"
                        + " another address than that of the first shipping assignment; an order goes to one",
                refused(two.with(assignments + "/1/shipping/address/city", "'Berlin'")));
    }

    @Test
    void regionAndEmailAreTheBestThereIs() {
        String at = "/extension_attributes/shipping_assignments/0/shipping/address";
        Address less =
                order(ORDER.without(at + "/region_code").without(at + "/email")).shipTo();
        assertEquals("Bayern", less.region());
        assertEquals("customer@example.com", less.email());
        Address none = order(ORDER.without(at + "/region_code")
                        .with(at + "/region", "null")
                        .without(at + "/telephone"))
                .shipTo();
        assertNull(none.region());
        assertNull(none.phone());
    }

    // Goods

    @Test
    void codesMayBeMissingOrNumbers() {
        assertEquals(
                "4711", order(ORDER.with("/items/0/sku", "4711")).lines().get(0).sku());
        for (String none : List.of("null", "''", "'  '")) {
            Payload without = ORDER.with("/items/0/sku", none);
            assertEquals("product:11", order(without).lines().get(0).sku());
            assertEquals(
                    "line:1",
                    order(without.without("/items/0/product_id")).lines().get(0).sku());
        }
    }

    @Test
    void weightsAreUnknownUnlessTheUnitIsSaid() {
        assertNull(order(ORDER.without("/weight_unit")).lines().get(0).unitWeight());
        Payload pounds = ORDER.with("/weight_unit", "'lbs'");
        assertEquals(new Weight(113), order(pounds).lines().get(0).unitWeight());
        Payload extension = ORDER.without("/weight_unit").with("/extension_attributes/weight_unit", "'lbs'");
        assertEquals(order(pounds), order(extension));
        assertNull(order(ORDER.with("/items/0/weight", "0")).lines().get(0).unitWeight());
        assertEquals(
                "orders.json:1: order augsburg/000000007: weight_unit: expected one of [kgs, lbs]",
                refused(ORDER.with("/weight_unit", "'stones'")));
        assertEquals(
                "orders.json:1: order augsburg/000000007: items[0].weight: the weight must not be negative",
                refused(ORDER.with("/items/0/weight", "-1")));
    }

    @Test
    void pricesAreInTheOrdersCurrencyAndWithoutNoise() {
        assertEquals(
                eur("20826.30"),
                order(ORDER.with("/items/0/price", "20826.300000000003"))
                        .lines()
                        .get(0)
                        .unitPrice());
        assertNull(order(ORDER.without("/order_currency_code")).lines().get(0).unitPrice());
        assertNull(order(ORDER.with("/items/0/price", "null")).lines().get(0).unitPrice());
    }

    // Other things

    @Test
    void whatIsNoOrderIsRefusedAsWhatItIs() {
        assertEquals(
                List.of("1: is an item of a shipment, not an order", "2: is an item of a shipment, not an order"),
                Reading.told(READER, "{\"items\":[{\"order_item_id\":3,\"qty\":1},{\"order_item_id\":4,\"qty\":1}]}"));
        assertEquals(
                List.of("1: is a source selection, not an order"),
                Reading.told(READER, "{\"inventoryRequest\":{\"stockId\":2},\"algorithmCode\":\"priority\"}"));
        assertEquals(
                List.of("1: is not an order of magento2: has none of [increment_id, state]"),
                Reading.told(READER, "{\"sku\":\"TEE\"}"));
    }

    @Test
    void anOrderWithoutANumberIsRefused() {
        assertEquals(
                "orders.json:1: increment_id: is missing; expected the order's number",
                refused(ORDER.with("/increment_id", "null")));
    }

    @Test
    void aRefusedOrderKeepsNoOtherFromBeingRead() {
        String bad = ORDER.with("/items/0/qty_ordered", "1.5").toString();
        List<String> told = Reading.told(READER, "{\"items\":[" + ORDER + "," + bad + "," + ORDER + "]}");
        assertEquals("1: 000000007", told.get(0));
        assertTrue(told.get(1).startsWith("2: order augsburg/000000007: items[0].qty_ordered: "), told.get(1));
        assertEquals("3: 000000007", told.get(2));
    }
}
