package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Shopware6ReaderTest {
    private static final Shopware6Reader READER = new Shopware6Reader();
    private static final String ADDRESS = "/deliveries/0/shippingOrderAddress";

    /** Mugs, an e-book, two gift sets of two teas and wrapping each, a promotion, a credit; one delivery and its discount. */
    private static final Payload ORDER = Payload.of("shopware6.json");

    private static final Map<String, Integer> ALL = Map.of("MUG-1", 3, "TEA", 4, "line:1105", 2);

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

    private static String state(String name) {
        return "{'technicalName':'" + name + "'}";
    }

    @Test
    void everythingInItsPlace() {
        Traits size = new Traits(new Dimensions(120, 91, 100), null, null, null, null, false, null, null);
        String standard = "shipping_standard";
        Order expected = new Order(
                "augsburg",
                "10042",
                Instant.parse("2026-11-28T09:30:15.123Z"),
                "reference",
                0,
                new Address(
                        "Dr. Ada Ahorn",
                        "Ahorn GmbH, Einkauf",
                        "Maximilianstr. 1",
                        "Hinterhaus, 3. Stock",
                        "86150",
                        "Augsburg",
                        "BY",
                        "DE",
                        "bill@payer.example",
                        "+49 821 1"),
                List.of(
                        new OrderLine(
                                "MUG-1",
                                "Mug – blue",
                                3,
                                eur("12.50"),
                                new Weight(350),
                                true,
                                "",
                                standard,
                                null,
                                size),
                        new OrderLine("BOOK", "E-book", 1, eur("9.90"), null, false, "", "", null),
                        new OrderLine("TEA", "Tea", 4, eur("20.00"), new Weight(100), true, "", standard, null),
                        new OrderLine("line:1105", "Gift wrap", 2, eur("10.00"), null, true, "", standard, null)));
        assertEquals(expected, order(ORDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "[%s]",
                "{'total':1,'data':[%s],'aggregations':[]}",
                "{'data':%s}",
                "{'data':{'payload':{'order':%s},'event':'checkout.order.placed'},'source':{'shopId':'x'}}",
                "{'orders':{'elements':[%s],'total':1},'paymentChangeable':[]}"
            })
    void oneOrderWhateverItIsWrappedIn(String wrapping) {
        String in = wrapping.replace('\'', '"').replace("%s", ORDER.toString());
        assertEquals(order(ORDER), Reading.order(READER, in));
    }

    // Associations

    @Test
    void withoutAssociationsItIsRefusedAndAllOfThemAreNamed() {
        Payload bare = ORDER.without("/lineItems").without("/deliveries").without("/stateMachineState");
        String problem =
                "orders.json:1: order augsburg/10042: lineItems: is missing; read the order with its associations"
                        + " lineItems, deliveries.stateMachineState, deliveries.shippingOrderAddress.country,"
                        + " stateMachineState";
        assertEquals(problem, refused(bare));
        assertEquals(problem, refused(bare.with("/lineItems", "null").with("/deliveries", "null")));
        assertEquals(problem, refused(bare.with("/lineItems", "[]").with("/deliveries", "[]")));
    }

    @ParameterizedTest
    @CsvSource({
        "/stateMachineState,              stateMachineState,                             stateMachineState",
        "/deliveries,                     deliveries,                                    'deliveries.stateMachineState,"
                + " deliveries.shippingOrderAddress.country'",
        "/deliveries/0/stateMachineState, deliveries[0].stateMachineState,               deliveries.stateMachineState",
        "/deliveries/0/shippingOrderAddress, deliveries[0].shippingOrderAddress,"
                + " deliveries.shippingOrderAddress.country",
        "/deliveries/0/shippingOrderAddress/country, deliveries[0].shippingOrderAddress.country,"
                + " deliveries.shippingOrderAddress.country"
    })
    void theAssociationThatIsMissingIsNamed(String place, String field, String association) {
        String problem = "orders.json:1: order augsburg/10042: " + field
                + ": is missing; read the order with its associations " + association;
        assertEquals(problem, refused(ORDER.without(place)));
        assertEquals(problem, refused(ORDER.with(place, "null")));
    }

    @Test
    void withoutTheOthersLessIsKnown() {
        Payload less = ORDER.without("/currency")
                .without("/orderCustomer")
                .without("/transactions")
                .without("/lineItems/0/product")
                .without("/deliveries/0/shippingMethod")
                .without(ADDRESS + "/countryState")
                .without("/deliveries/0/positions");
        Order order = order(less);
        OrderLine mugs = order.lines().get(0);
        assertEquals(new OrderLine("MUG-1", "Mug – blue", 3, null, null, true, "", "", null), mugs);
        assertNull(order.shipTo().email());
        assertNull(order.shipTo().region());
        assertEquals(ALL, shipped(less));
    }

    @Test
    void theAssociationsOfThePageAreAllThatCount() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root", "../.."), "docs", "shop-orders.md"));
        int begin = page.indexOf("```json\n{\"associations\"") + 8;
        ObjectMapper json = new ObjectMapper();
        JsonNode asked = json.readTree(page.substring(begin, page.indexOf("\n```", begin)));
        JsonNode order = json.readTree(
                ORDER.with("/addresses", "[" + ORDER.at(ADDRESS) + "]").toString());
        prune(order, asked);
        assertFalse(order.has("billingAddress") || order.has("addresses"), "what was not asked for is not there");
        assertEquals(order(ORDER), Reading.order(READER, order.toString()));
    }

    /** Takes away what was not asked for. */
    private static void prune(JsonNode node, JsonNode asked) {
        JsonNode associations = asked.path("associations");
        for (String name : List.of(
                "addresses",
                "billingAddress",
                "country",
                "countryState",
                "currency",
                "deliveries",
                "lineItems",
                "orderCustomer",
                "positions",
                "product",
                "shippingMethod",
                "shippingOrderAddress",
                "stateMachineState",
                "transactions")) {
            if (node instanceof ObjectNode object && !associations.has(name)) {
                object.remove(name);
            }
            JsonNode linked = node.path(name);
            if (linked.isArray()) {
                linked.forEach(each -> prune(each, associations.path(name)));
            } else if (linked.isObject()) {
                prune(linked, associations.path(name));
            }
        }
    }

    @Test
    void theAddressMayBeAmongThoseOfTheOrder() {
        String address = ORDER.at(ADDRESS).toString();
        Payload apart = ORDER.without(ADDRESS).with("/addresses", "[{'id':'ad00','firstName':'Bill'}," + address + "]");
        assertEquals(order(ORDER), order(apart));
        assertTrue(refused(apart.with("/addresses/1/id", "'ad99'"))
                .contains("deliveries[0].shippingOrderAddress: is missing"));
    }

    // States

    @ParameterizedTest
    @CsvSource({"cancelled, cancelled", "completed, done"})
    void nothingIsShippedOfWhatIsOver(String state, String reason) {
        Payload over = ORDER.with("/stateMachineState", state(state));
        assertEquals(reason, nothing(over));
        assertEquals(reason, nothing(over.without("/lineItems").without("/deliveries")));
    }

    @Test
    void statesOfTheShopsOwnAreNotGuessed() {
        assertEquals(order(ORDER), order(ORDER.with("/stateMachineState", state("in_progress"))));
        assertEquals(
                "orders.json:1: order augsburg/10042: stateMachineState: expected open, in_progress, completed or"
                        + " cancelled",
                refused(ORDER.with("/stateMachineState", state("picking"))));
        assertEquals(
                "orders.json:1: order augsburg/10042: deliveries[0].stateMachineState: expected open, shipped,"
                        + " shipped_partially, returned, returned_partially or cancelled",
                refused(ORDER.with("/deliveries/0/stateMachineState", state("picking"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shipped", "returned", "returned_partially", "cancelled"})
    void nothingIsShippedOfADeliveryThatIsOver(String state) {
        Payload gone = ORDER.with("/deliveries/0/stateMachineState", state(state));
        assertEquals("all that needs shipping is fulfilled, cancelled or refunded", nothing(gone));
        // Its address no longer matters.
        assertEquals("all that needs shipping is fulfilled, cancelled or refunded", nothing(gone.without(ADDRESS)));
    }

    @Test
    void aDeliveryThatIsShippedInPartIsRefused() {
        assertEquals(
                "orders.json:1: order augsburg/10042: deliveries[0].stateMachineState: is shipped in part, and does not say"
                        + " which pieces",
                refused(ORDER.with("/deliveries/0/stateMachineState", state("shipped_partially"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "failed", "refunded", "chargeback", "unconfirmed"})
    void nothingIsShippedOfWhatNobodyPays(String state) {
        Payload unpaid = ORDER.with("/transactions/0/stateMachineState", state(state));
        assertEquals("its payment failed, was cancelled or refunded, or is not confirmed", nothing(unpaid));
        // Another attempt did it.
        Payload paid = unpaid.with("/transactions/1", "{'stateMachineState':{'technicalName':'paid'}}");
        assertEquals(order(ORDER), order(paid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "in_progress", "authorized", "paid_partially", "reminded"})
    void invoicesArePaidLater(String state) {
        assertEquals(order(ORDER), order(ORDER.with("/transactions/0/stateMachineState", state(state))));
    }

    @Test
    void aPartialRefundDoesNotSayOfWhat() {
        assertEquals(
                "orders.json:1: order augsburg/10042: transactions[0].stateMachineState: is refunded in part, and does not"
                        + " say for which pieces",
                refused(ORDER.with("/transactions/0/stateMachineState", state("refunded_partially"))));
    }

    // Goods

    @Test
    void whatHoldsOthersIsCountedByThese() {
        assertEquals(ALL, shipped(ORDER));
        // Nested, or nested and listed: the same.
        String tea = ORDER.at("/lineItems/3").toString();
        Payload both = ORDER.with("/lineItems/2/children", "[" + tea + "]");
        assertEquals(order(ORDER), order(both));
        assertEquals(ALL, shipped(both.without("/lineItems/3")));
        Payload nested = both.without("/lineItems/3")
                .without("/lineItems/2/children/0/parentId")
                .without("/lineItems/2/children/0/id")
                .without("/lineItems/2/id")
                .without("/lineItems/3");
        assertEquals(Map.of("MUG-1", 3, "TEA", 4), shipped(nested));
    }

    @Test
    void whatHoldsOnlyMoneyTravelsItself() {
        Payload discounted = ORDER.with("/lineItems/5/parentId", "'1101'");
        assertEquals(ALL, shipped(discounted));
        Payload empty = ORDER.without("/lineItems/4").without("/lineItems/3");
        assertEquals(Map.of("MUG-1", 3, "line:1103", 2), shipped(empty));
    }

    @Test
    void holdersMayBeHeldAndMayBeMissing() {
        Payload deep = ORDER.with("/lineItems/2/parentId", "'1101'");
        assertEquals(Map.of("TEA", 4, "line:1105", 2), shipped(deep));
        assertEquals(ALL, shipped(ORDER.without("/lineItems/2")));
    }

    @Test
    void holdersThatGoRoundInCirclesAreRefusedAndNotLost() {
        Payload circle = ORDER.with("/lineItems/2/parentId", "'1104'");
        assertEquals(
                "orders.json:1: order augsburg/10042: lineItems[2].parentId: leads back to itself, or through too many line"
                        + " items",
                refused(circle));
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotion", "discount", "credit"})
    void moneyIsNoGoods(String type) {
        Payload money = ORDER.with("/lineItems/0/type", "'" + type + "'");
        assertEquals(Map.of("TEA", 4, "line:1105", 2), shipped(money));
        assertEquals(Map.of("TEA", 4, "line:1105", 2), shipped(ORDER.with("/lineItems/0/good", "false")));
        assertEquals(Map.of("TEA", 4, "line:1105", 2), shipped(ORDER.with("/lineItems/0/unitPrice", "-0.01")));
    }

    @Test
    void downloadsDoNotTravelWhereverItIsSaid() {
        Payload book = ORDER.with("/lineItems", "[" + ORDER.at("/lineItems/1") + "]");
        assertEquals(Map.of(), shipped(book));
        Payload without = book.with("/lineItems/0/states", "[]");
        assertEquals(Map.of("BOOK", 1), shipped(without));
        assertEquals(Map.of(), shipped(without.with("/lineItems/0/payload/productType", "'digital'")));
        assertEquals(Map.of(), shipped(without.with("/lineItems/0/product/type", "'digital'")));
        assertEquals(Map.of("BOOK", 1), shipped(book.with("/lineItems/0/states/1", "'is-physical'")));
        assertEquals(
                "nothing in it needs shipping, and it has no whole address", nothing(book.with("/deliveries", "[]")));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, is a fraction of a piece; expected a whole number: only whole pieces can be sent",
        "-1, must be a number of pieces from 0 to 1000000",
        "null, is missing; expected a whole number of pieces"
    })
    void aQuantityThatIsNoneIsRefused(String quantity, String problem) {
        assertEquals(
                "orders.json:1: order augsburg/10042: lineItems[0].quantity: " + problem,
                refused(ORDER.with("/lineItems/0/quantity", quantity)));
    }

    @Test
    void codesMayBeMissingOrNumbers() {
        Payload number = ORDER.with("/lineItems/0/payload/productNumber", "4711");
        assertEquals("4711", order(number).lines().get(0).sku());
        Payload none = ORDER.with("/lineItems/0/payload", "[]");
        assertEquals("MUG-1-NEW", order(none).lines().get(0).sku());
        Payload neither = none.with("/lineItems/0/product/productNumber", "''");
        assertEquals("product:9001", order(neither).lines().get(0).sku());
        Payload custom = neither.with("/lineItems/0/productId", "null");
        assertEquals("line:1101", order(custom).lines().get(0).sku());
        // What is to be created has no id yet.
        assertEquals(
                "line:c1",
                order(custom.without("/lineItems/0/id")).lines().get(0).sku());
    }

    @Test
    void pricesAreWithoutNoiseAndMayStandInTheirObject() {
        Payload noise = ORDER.with("/lineItems/0/unitPrice", "20826.300000000003");
        assertEquals(eur("20826.30"), order(noise).lines().get(0).unitPrice());
        Payload object = ORDER.without("/lineItems/0/unitPrice").with("/lineItems/0/price", "{'unitPrice':17.65}");
        assertEquals(eur("17.65"), order(object).lines().get(0).unitPrice());
    }

    @Test
    void whatIsHeldAndCostsNothingIsPaidWithItsHolder() {
        assertNull(
                order(ORDER.with("/lineItems/3/unitPrice", "0")).lines().get(2).unitPrice());
        assertEquals(
                eur("0.00"),
                order(ORDER.with("/lineItems/0/unitPrice", "0")).lines().get(0).unitPrice());
    }

    @Test
    void sizesAreKnownWhole() {
        assertEquals(
                Traits.NONE,
                order(ORDER.with("/lineItems/0/product/width", "null"))
                        .lines()
                        .get(0)
                        .traits());
        assertEquals(
                Traits.NONE,
                order(ORDER.with("/lineItems/0/product/width", "0"))
                        .lines()
                        .get(0)
                        .traits());
        assertEquals(
                "orders.json:1: order augsburg/10042: lineItems[0].product.width: must be a length of up to 100000"
                        + " millimetres",
                refused(ORDER.with("/lineItems/0/product/width", "1e9")));
    }

    // Deliveries

    private static Payload split(String firstState, String secondState) {
        String second = ORDER.at("/deliveries/0").toString();
        return ORDER.with("/deliveries/1", second)
                .with("/deliveries/0/stateMachineState", state(firstState))
                .with("/deliveries/1/stateMachineState", state(secondState))
                .with(
                        "/deliveries/0/positions",
                        "[{'orderLineItemId':'1101','quantity':1},{'orderLineItemId':'1104','quantity':4}]")
                .with(
                        "/deliveries/1/positions",
                        "[{'orderLineItemId':'1101','quantity':2},{'orderLineItemId':'1105','quantity':2}]");
    }

    @Test
    void ofSeveralDeliveriesOnlyWhatIsInOpenOnesIsSent() {
        assertEquals(ALL, shipped(split("open", "open")));
        assertEquals(Map.of("MUG-1", 2, "line:1105", 2), shipped(split("shipped", "open")));
        assertEquals(Map.of("MUG-1", 1, "TEA", 4), shipped(split("open", "cancelled")));
        assertEquals(
                "all that needs shipping is fulfilled, cancelled or refunded", nothing(split("shipped", "returned")));
    }

    @Test
    void whatTheOnlyDeliveryListsDoesNotMatter() {
        Payload added = ORDER.with("/deliveries/0/positions/0/quantity", "1").without("/deliveries/0/positions/1");
        assertEquals(order(ORDER), order(added));
        assertEquals(order(ORDER), order(ORDER.with("/deliveries/0/positions", "[{'quantity':1.5}]")));
    }

    @Test
    void ofSeveralDeliveriesItMustBeKnownWhatIsInThem() {
        Payload split = split("shipped", "open");
        assertEquals(
                "orders.json:1: order augsburg/10042: deliveries[1].positions: is missing; read the order with its"
                        + " associations deliveries.positions",
                refused(split.without("/deliveries/1/positions")));
        for (String pieces : List.of("1", "3", "99999")) {
            assertEquals(
                    "orders.json:1: order augsburg/10042: lineItems[0].quantity: is not the number of its pieces in the"
                            + " order's deliveries",
                    refused(split.with("/deliveries/1/positions/0/quantity", pieces)));
        }
    }

    @Test
    void anOrderGoesToOneAddress() {
        Payload split = split("open", "open").with("/deliveries/1/shippingOrderAddress/city", "'Berlin'");
        assertEquals(
                "orders.json:1: order augsburg/10042: deliveries[1].shippingOrderAddress: is another address than that of a"
                        + " delivery before; an order goes to one address",
                refused(split));
        Payload sent = split.with("/deliveries/0/stateMachineState", state("shipped"));
        assertEquals("Berlin", order(sent).shipTo().city());
        Payload empty = split.with("/deliveries/1/positions", "[]")
                .with(
                        "/deliveries/0/positions",
                        ORDER.at("/deliveries/0/positions").toString());
        assertEquals("Augsburg", order(empty).shipTo().city());
    }

    // Where it goes

    @ParameterizedTest
    @CsvSource({
        "street, is missing; expected the street",
        "zipcode, is missing; expected the postal code",
        "city, is missing; expected the city"
    })
    void aBlankFieldOfTheAddressIsRefusedAndNotTakenFromTheBill(String field, String problem) {
        String message =
                "orders.json:1: order augsburg/10042: deliveries[0].shippingOrderAddress." + field + ": " + problem;
        assertEquals(message, refused(ORDER.with(ADDRESS + "/" + field, "' '")));
        assertEquals(message, refused(ORDER.with(ADDRESS + "/" + field, "null")));
    }

    @Test
    void theCountryIsItsCode() {
        assertEquals(
                "AT",
                order(ORDER.with(ADDRESS + "/country/iso", "'AT'")).shipTo().country());
        assertEquals(
                "orders.json:1: order augsburg/10042: deliveries[0].shippingOrderAddress.country.iso3: is missing; expected"
                        + " the country",
                refused(ORDER.with(ADDRESS + "/country", "{'name':'Deutschland'}")));
    }

    @Test
    void theRegionIsItsCodeWithoutThatOfTheCountry() {
        Payload us = ORDER.with(ADDRESS + "/country/iso", "'US'").with(ADDRESS + "/countryState/shortCode", "'US-NY'");
        assertEquals("NY", order(us).shipTo().region());
        assertEquals(
                "X-1",
                order(us.with(ADDRESS + "/countryState/shortCode", "'X-1'"))
                        .shipTo()
                        .region());
        assertEquals(
                "Bayern",
                order(us.without(ADDRESS + "/countryState/shortCode")).shipTo().region());
    }

    @Test
    void whoGetsItIsAPersonOrTheCompany() {
        Payload company = ORDER.with(ADDRESS + "/firstName", "''").with(ADDRESS + "/lastName", "''");
        assertEquals("Ahorn GmbH", order(company).shipTo().name());
        assertEquals(
                "orders.json:1: order augsburg/10042: deliveries[0].shippingOrderAddress.firstName: is missing; expected who"
                        + " gets it",
                refused(company.without(ADDRESS + "/company")));
    }

    // Other things

    @Test
    void whatIsNoOrderIsRefusedAsWhatItIs() {
        String written = "{'data':{'payload':[{'entity':'order','operation':'insert','primaryKey':'0a01'}],"
                + "'event':'order.written'},'source':{}}";
        assertEquals(
                List.of("1: is a message that something was written, not an order"),
                Reading.told(READER, written.replace('\'', '"')));
        assertEquals(
                "orders.json:1: orderNumber: is missing; expected the order's number",
                refused(ORDER.with("/orderNumber", "null")));
    }
}
