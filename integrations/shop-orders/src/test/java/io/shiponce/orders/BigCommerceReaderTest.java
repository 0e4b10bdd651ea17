package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BigCommerceReaderTest {
    private static final BigCommerceReader READER = new BigCommerceReader();

    /** Towels with a brewer picked for each, mugs, a film, a gift certificate; one address. */
    private static final Payload ORDER = Payload.of("bigcommerce.json");

    /** The same order, as it is with its consignments and their line items included. */
    private static final Payload CONSIGNED = Payload.of("bigcommerce-consignments.json");

    private static final String SHIPPING = "/consignments/0/shipping";
    private static final Map<String, Integer> ALL = Map.of("S-ORAN", 3, "ABS", 3, "MUG", 2);

    private static final String LINKS = "is not in the order, which only links to it; read the order with"
            + " ?include=consignments.line_items, or put the answers of its /products and /shipping_addresses into its"
            + " fields products and shipping_addresses";

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

    private static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    @Test
    void everythingInItsPlace() {
        Traits together = new Traits(null, null, null, null, "65", false, null, null);
        String flat = "Flat Rate";
        Order expected = new Order(
                "augsburg",
                "100",
                Instant.parse("2026-11-28T09:30:15Z"),
                "reference",
                0,
                new Address(
                        "Ada Ahorn",
                        null,
                        "Maximilianstr. 1",
                        "Hinterhaus",
                        "86150",
                        "Augsburg",
                        "Bayern",
                        "DE",
                        "ada@example.com",
                        "+49 821 1"),
                List.of(
                        new OrderLine(
                                "S-ORAN",
                                "Towel – beige × 2",
                                3,
                                eur("55.99"),
                                new Weight(680),
                                true,
                                "",
                                flat,
                                null,
                                together),
                        new OrderLine("ABS", "Brewer", 3, null, null, true, "", flat, null, together),
                        new OrderLine("MUG", "Mug", 2, eur("12.50"), new Weight(340), true, "", flat, null),
                        new OrderLine("FILM", "Film", 1, eur("9.90"), null, false, "", "", null),
                        new OrderLine("line:69", "Gift certificate", 1, eur("25.00"), null, false, "", "", null)));
        assertEquals(expected, order(ORDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "{'orders':[%s]}", "{'data':[%s]}"})
    void oneOrderWhateverItIsWrappedIn(String wrapping) {
        for (Payload shape : List.of(ORDER, CONSIGNED)) {
            String in = wrapping.replace('\'', '"').replace("%s", shape.toString());
            assertEquals(order(ORDER), Reading.order(READER, in));
        }
    }

    @Test
    void theSameOrderIsTheSameInEveryShape() {
        Payload object =
                CONSIGNED.with("/consignments", CONSIGNED.at("/consignments/0").toString());
        assertEquals(order(ORDER), order(object));
        String beside = "{\"order\":" + ORDER.without("/products").without("/shipping_addresses") + ",\"products\":"
                + ORDER.at("/products") + ",\"shipping_addresses\":" + ORDER.at("/shipping_addresses") + "}";
        assertEquals(order(ORDER), Reading.order(READER, beside));
        String linked = "{\"order\":" + CONSIGNED.without("/consignments") + ",\"products\":" + ORDER.at("/products")
                + ",\"shipping_addresses\":" + ORDER.at("/shipping_addresses") + "}";
        assertEquals(order(ORDER), Reading.order(READER, linked));
        String consigned = "{\"order\":" + CONSIGNED.without("/consignments") + ",\"consignments\":"
                + CONSIGNED.at("/consignments/0") + "}";
        assertEquals(order(ORDER), Reading.order(READER, consigned));
        Payload halves = ORDER.without("/shipping_addresses")
                .with("/consignments", CONSIGNED.at("/consignments").toString());
        assertEquals(order(ORDER), order(halves));
    }

    @Test
    void withoutItsListsItIsRefusedAndTheCallsAreNamed() {
        assertEquals(
                "orders.json:1: order augsburg/100: products: " + LINKS, refused(CONSIGNED.without("/consignments")));
        Payload link = CONSIGNED.with("/consignments", "{'url':'https://x','resource':'/orders/100/consignments'}");
        assertEquals("orders.json:1: order augsburg/100: products: " + LINKS, refused(link));
        assertEquals(
                "orders.json:1: order augsburg/100: shipping_addresses: " + LINKS,
                refused(ORDER.with(
                        "/shipping_addresses",
                        CONSIGNED.at("/shipping_addresses").toString())));
        assertEquals(
                "orders.json:1: order augsburg/100: shipping_addresses: is empty; expected where the goods go, which is not"
                        + " taken from the billing address",
                refused(ORDER.with("/shipping_addresses", "[]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'url':'https://x','resource':'/x'}]", "{'url':'https://x','resource':'/x'}"})
    void consignmentsWithoutTheirLineItemsAreRefused(String links) {
        String message = refused(CONSIGNED.with(SHIPPING + "/0/line_items", links));
        assertTrue(
                message.startsWith("orders.json:1: order augsburg/100: consignments[0].shipping[0].line_items"),
                message);
        assertTrue(message.endsWith(": is only a link; read the order with ?include=consignments.line_items"), message);
    }

    // Quantities

    @ParameterizedTest
    @CsvSource({
        "3, 0, 0, false, 3",
        "3, 1, 0, false, 2",
        "3, 0, 1, true,  2",
        "3, 1, 1, true,  1",
        "3, 2, 2, true,  0",
        "3, 0, 0, true,  0",
        "3, 3, 0, false, 0",
        "'3.0000', '1', '1.0', false, 1"
    })
    void whatWasSentOrRefundedIsNotSentAgain(
            String quantity, String shipped, String refunded, String isRefunded, int left) {
        Payload payload = ORDER.with("/products/2/quantity", "'" + quantity + "'")
                .with("/products/2/quantity_shipped", "'" + shipped + "'")
                .with("/products/2/quantity_refunded", "'" + refunded + "'")
                .with("/products/2/is_refunded", isRefunded);
        assertEquals(left == 0 ? null : left, shipped(payload).get("MUG"));
    }

    @Test
    void whenNothingIsLeftNothingIsToShip() {
        Payload sent = ORDER.with("/products/0/quantity_shipped", "3")
                .with("/products/1/quantity_shipped", "3")
                .with("/products/2/quantity_refunded", "2");
        assertEquals("all that needs shipping is fulfilled, cancelled or refunded", nothing(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, is a fraction of a piece; expected a whole number: only whole pieces can be sent",
        "-1, must be a number of pieces from 0 to 1000000",
        "'''''', is missing; expected a whole number of pieces"
    })
    void aQuantityThatIsNoneIsRefused(String quantity, String problem) {
        assertEquals(
                "orders.json:1: order augsburg/100: products[2].quantity: " + problem,
                refused(ORDER.with("/products/2/quantity", quantity)));
    }

    @Test
    void whatWasPickedForAProductIsCountedByItselfAndLeavesWithIt() {
        // Three brewers are three brewers, not three for each of three towels.
        assertEquals(ALL, shipped(ORDER));
        Payload sent = ORDER.with("/products/0/quantity_shipped", "3");
        assertEquals(Map.of("ABS", 3, "MUG", 2), shipped(sent));
        assertEquals("65", order(sent).lines().get(0).traits().keepTogether());
        Payload alone = ORDER.with("/products/1/parent_order_product_id", "{}");
        assertEquals(Traits.NONE, order(alone).lines().get(0).traits());
        assertEquals(ALL, shipped(alone));
    }

    @Test
    void whatWasPickedAndCostsNothingIsRefundedWithWhatItWasPickedFor() {
        Payload refunded =
                ORDER.with("/products/0/quantity_refunded", "1").with("/products/1/price_ex_tax", "'0.0000'");
        assertEquals(2, shipped(refunded).get("ABS"));
        assertEquals(
                1, shipped(refunded.with("/products/1/quantity_refunded", "2")).get("ABS"));
        assertEquals(Map.of("MUG", 2), shipped(refunded.with("/products/0/quantity_refunded", "3")));
        // What has a price of its own is refunded by itself.
        assertEquals(
                3, shipped(refunded.with("/products/1/price_ex_tax", "'5.00'")).get("ABS"));
    }

    @Test
    void aProductThatIsThereTwiceIsCountedOnce() {
        String mug = ORDER.at("/products/2").toString();
        assertEquals(order(ORDER), order(ORDER.with("/products/5", mug)));
        assertEquals(
                "orders.json:1: order augsburg/100: products[5].id: is that of another object of this list, with other"
                        + " content",
                refused(ORDER.with("/products/5", mug).with("/products/5/quantity", "3")));
        assertEquals(
                "orders.json:1: order augsburg/100: consignments[0].downloads[0].line_items[1].id: is there twice; expected"
                        + " each product once",
                refused(CONSIGNED.with("/consignments/0/downloads/0/line_items/1", mug)));
    }

    @Test
    void aListOfWhichAPageIsMissingIsRefused() {
        String page = IntStream.range(0, 50)
                .mapToObj(i -> ORDER.with("/products/2/id", "" + (1000 + i))
                        .with("/products/2/quantity", "1")
                        .at("/products/2")
                        .toString())
                .collect(Collectors.joining(",", "[", "]"));
        Payload full = ORDER.with("/products", page);
        assertEquals(Map.of("MUG", 50), shipped(full.with("/items_total", "50")));
        assertEquals(Map.of("MUG", 50), shipped(full.without("/items_total")));
        assertEquals(
                "orders.json:1: order augsburg/100: products: holds fewer pieces than items_total; expected all pages of"
                        + " the list",
                refused(full.with("/items_total", "51")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/2/order_id", "/shipping_addresses/0/order_id"})
    void whatBelongsToAnotherOrderIsRefused(String place) {
        String field = place.substring(1).replaceAll("/([0-9])/", "[$1].");
        assertEquals(
                "orders.json:1: order augsburg/100: " + field + ": is the number of another order",
                refused(ORDER.with(place, "101")));
    }

    // States

    @ParameterizedTest
    @CsvSource({
        "0, not ordered yet",
        "1, not ordered yet",
        "2, fulfilled",
        "4, refunded",
        "5, cancelled",
        "6, declined",
        "7, not paid yet",
        "8, collected by the buyer",
        "10, completed",
        "12, waits to be verified by hand",
        "13, its payment is disputed"
    })
    void nothingIsShippedOfWhatIsNotReleased(String status, String reason) {
        assertEquals(reason, nothing(ORDER.with("/status_id", status)));
        assertEquals(reason, nothing(CONSIGNED.with("/status_id", status).without("/consignments")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "9", "11", "14", "'11'"})
    void whatIsReleasedIsShipped(String status) {
        assertEquals(order(ORDER), order(ORDER.with("/status_id", status)));
    }

    @Test
    void otherStatesAreNotGuessed() {
        assertEquals(
                "orders.json:1: order augsburg/100: status_id: is no status of orders; expected a number from 0 to 14",
                refused(ORDER.with("/status_id", "15")));
        assertEquals(
                "orders.json:1: order augsburg/100: status_id: is missing; expected the status that the order is in",
                refused(ORDER.with("/status_id", "null")));
        assertEquals("archived", nothing(ORDER.with("/is_deleted", "true")));
    }

    @Test
    void whatTheBuyerCollectsIsNotShipped() {
        Payload mug = ORDER.with("/products/2/order_pickup_method_id", "7").with("/products/2/order_address_id", "0");
        assertEquals(Map.of("S-ORAN", 3, "ABS", 3), shipped(mug));
        Payload consigned = CONSIGNED
                .without(SHIPPING + "/0/line_items/2")
                .with("/consignments/0/pickups", "[{'id':7,'line_items':[" + ORDER.at("/products/2") + "]}]");
        assertEquals(order(mug), order(consigned));
        Payload all = mug.with("/products", "[" + mug.at("/products/2") + "]");
        assertEquals("collected by the buyer", nothing(all));
    }

    @Test
    void whatIsDownloadedOrSentByEmailMakesNoParcel() {
        Payload digital = ORDER.with("/products", "[" + ORDER.at("/products/3") + "," + ORDER.at("/products/4") + "]");
        assertEquals(Map.of(), shipped(digital));
        assertEquals(
                "nothing in it needs shipping, and it has no whole address",
                nothing(digital.with("/shipping_addresses", "[]")));
        assertEquals(
                "orders.json:1: order augsburg/100: products[0].type: expected one of physical, digital and"
                        + " giftcertificate",
                refused(digital.with("/products/0/type", "'service'")));
        assertEquals(Map.of("FILM", 1), shipped(digital.without("/products/0/type")));
    }

    // Where it goes

    private static Payload two() {
        String other = ORDER.with("/shipping_addresses/0/id", "52")
                .with("/shipping_addresses/0/city", "'Berlin'")
                .at("/shipping_addresses/0")
                .toString();
        return ORDER.with("/shipping_addresses/1", other).with("/products/2/order_address_id", "52");
    }

    @Test
    void anOrderGoesToOneAddress() {
        String problem = ": goes to another address than what stands before it; an order goes to one address";
        assertEquals("orders.json:1: order augsburg/100: products[2]" + problem, refused(two()));
        String second = CONSIGNED
                .with(SHIPPING + "/0/id", "52")
                .with(SHIPPING + "/0/city", "'Berlin'")
                .with(SHIPPING + "/0/line_items", "[" + ORDER.at("/products/2") + "]")
                .at(SHIPPING + "/0")
                .toString();
        assertEquals(
                "orders.json:1: order augsburg/100: consignments[0].shipping[1].line_items[0]" + problem,
                refused(CONSIGNED.without(SHIPPING + "/0/line_items/2").with(SHIPPING + "/1", second)));
    }

    @Test
    void ofSeveralAddressesThoseCountToWhichSomethingIsLeftToGo() {
        Payload towelsSent = two().with("/products/0/quantity_shipped", "3").with("/products/1/quantity_shipped", "3");
        assertEquals("Berlin", order(towelsSent).shipTo().city());
        assertEquals(Map.of("MUG", 2), shipped(towelsSent));
        Payload mugsSent = two().with("/products/2/quantity_shipped", "2");
        assertEquals("Augsburg", order(mugsSent).shipTo().city());
        // The same place under two ids is one.
        assertEquals(order(ORDER), order(two().with("/shipping_addresses/1/city", "'Augsburg'")));
    }

    @Test
    void theAddressOfAProductMustBeKnown() {
        assertEquals(
                "orders.json:1: order augsburg/100: products[2].order_address_id: is the id of none of its"
                        + " shipping_addresses",
                refused(ORDER.with("/products/2/order_address_id", "99")));
        assertEquals(
                "orders.json:1: order augsburg/100: products[2].order_address_id: does not say to which of the order's"
                        + " addresses it goes",
                refused(two().with("/products/2/order_address_id", "0")));
        assertEquals(order(ORDER), order(ORDER.with("/products/2/order_address_id", "null")));
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, first_name, is missing; expected who gets it",
        "street_1, street_1, is missing; expected the street",
        "zip, zip, is missing; expected the postal code",
        "city, city, is missing; expected the city"
    })
    void aBlankFieldOfTheAddressIsRefusedAndNotTakenFromTheBill(String blank, String field, String problem) {
        Payload payload = ORDER.with("/shipping_addresses/0/last_name", "''");
        String message = "orders.json:1: order augsburg/100: shipping_addresses[0]." + field + ": " + problem;
        assertEquals(message, refused(payload.with("/shipping_addresses/0/" + blank, "' '")));
        assertEquals(message, refused(payload.without("/shipping_addresses/0/" + blank)));
    }

    @Test
    void theCountryIsItsCodeOrElseItsName() {
        Payload named = ORDER.with("/shipping_addresses/0/country_iso2", "''");
        assertEquals("DE", order(named).shipTo().country());
        assertEquals(
                "orders.json:1: order augsburg/100: shipping_addresses[0].country: must be a country's code (ISO 3166-1) or"
                        + " English name",
                refused(named.with("/shipping_addresses/0/country", "'Ruritania'")));
    }

    // Goods

    @Test
    void codesMayBeMissingOrNumbers() {
        assertEquals(
                "4711",
                order(ORDER.with("/products/2/sku", "4711")).lines().get(2).sku());
        Payload none = ORDER.with("/products/2/sku", "''");
        assertEquals("product:88", order(none).lines().get(2).sku());
        Payload variant = none.with("/products/2/variant_id", "477");
        assertEquals("product:88/477", order(variant).lines().get(2).sku());
        assertEquals(
                "line:67",
                order(none.with("/products/2/product_id", "0")).lines().get(2).sku());
    }

    @ParameterizedTest
    @CsvSource({"LBS, 340", "Ounces, 21", "KGS, 750", "Grams, 1", "Tonnes, 750000"})
    void weightsAreInTheUnitThatIsSaid(String unit, int grams) {
        assertEquals(
                new Weight(grams),
                order(ORDER.with("/weight_units", "'" + unit + "'"))
                        .lines()
                        .get(2)
                        .unitWeight());
    }

    @Test
    void weightsAreUnknownUnlessTheUnitIsSaid() {
        assertNull(order(ORDER.without("/weight_units")).lines().get(2).unitWeight());
        assertEquals(
                "orders.json:1: order augsburg/100: weight_units: expected one of [Grams, KGS, LBS, Ounces, Tonnes]",
                refused(ORDER.with("/weight_units", "'stones'")));
    }

    @Test
    void pricesAreInTheCurrencyThatWasPaidIn() {
        assertNull(order(ORDER.without("/default_currency_code")).lines().get(0).unitPrice());
        assertNull(order(ORDER.with("/products/0/price_ex_tax", "null"))
                .lines()
                .get(0)
                .unitPrice());
    }

    @Test
    void datesAreRfc2822AndMayBeEmpty() {
        assertNull(order(ORDER.with("/date_created", "''")).placedAt());
        assertEquals(
                Instant.parse("2018-01-10T20:05:30Z"),
                order(ORDER.with("/date_created", "'Wed, 10 Jan 2018 21:05:30 +0100'"))
                        .placedAt());
        assertTrue(refused(ORDER.with("/date_created", "'yesterday'"))
                .startsWith("orders.json:1: order augsburg/100: date_created: expected a date"));
    }

    // Other things

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':65,'order_id':149,'product_id':77,'quantity':1} | is a product of an order, not an order",
                "{'id':6,'order_id':225,'tracking_number':'EJ9','items':[]} | is a shipment, not an order",
                "{'id':132,'order_id':229,'street_1':'666 Sussex St'} | is an address of an order, not an order",
                "{'scope':'store/order/created','data':{'type':'order','id':250}} |"
                        + " is a message that names an order, not an order",
                "{'id':250} | is not an order of bigcommerce: has none of [order, status_id]"
            })
    void whatIsNoOrderIsRefusedAsWhatItIs(String in, String problem) {
        assertEquals(List.of("1: " + problem), Reading.told(READER, in.replace('\'', '"')));
    }

    @Test
    void anOrderWithoutANumberIsRefused() {
        assertEquals("orders.json:1: id: is missing; expected the order's number", refused(ORDER.with("/id", "null")));
    }
}
