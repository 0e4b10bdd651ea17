package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyReaderTest {
    private static final ShopifyReader READER = new ShopifyReader();
    private static final Payload REST = Payload.of("shopify-rest.json");
    private static final Payload GRAPHQL = Payload.of("shopify-graphql.json");

    private static final OrderLine MUGS = new OrderLine(
            "MUG-1",
            "Mug - blue",
            3,
            euros("12.50"),
            new Weight(350),
            true,
            "",
            "standard",
            null,
            new Traits(null, "Töpferei", null, null, null, false, null, null));

    /** Without a stock-keeping unit it is called after its variant; that it weighs nothing means that nobody knows. */
    private static final OrderLine TEAS =
            new OrderLine("variant:502", "Tea", 2, euros("4.00"), null, true, "", "standard", null);

    private static final OrderLine GIFT_CARD =
            new OrderLine("GIFT-50", "Gift card", 1, euros("50.00"), null, false, "", "", null);

    private static final Order ORDER = new Order(
            "augsburg",
            "#2044",
            Instant.parse("2026-12-19T20:15:03Z"),
            "reference",
            0,
            new Address(
                    "Ada Ahorn",
                    null,
                    "Maximilianstr. 1",
                    null,
                    "86150",
                    "Augsburg",
                    "BY",
                    "DE",
                    "ada@ahorn.example",
                    "+49 821 111"),
            List.of(MUGS, TEAS, GIFT_CARD));

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static List<OrderLine> lines(Payload payload) {
        return Reading.order(READER, payload.toString()).lines();
    }

    private static String refused(Payload payload) {
        return Reading.refused(READER, payload.toString()).substring("orders.json:1: order augsburg/#2044: ".length());
    }

    private static String nothing(Payload payload) {
        return Reading.nothing(READER, payload.toString());
    }

    private static OrderLine at(OrderLine line, int pieces, String origin, @Nullable Instant from) {
        return new OrderLine(
                line.sku(),
                line.name(),
                pieces,
                line.unitPrice(),
                line.unitWeight(),
                line.requiresShipping(),
                origin,
                line.shippingClass(),
                from,
                line.traits());
    }

    @Test
    void theSameOrderByWebhookByPollAndByGraphQlIsOneOrder() {
        assertEquals(ORDER, Reading.order(READER, REST.toString()));
        assertEquals(ORDER, Reading.order(READER, "{\"order\":" + REST + "}"));
        assertEquals(ORDER, Reading.order(READER, "{\"orders\":[" + REST + "]}"));
        assertEquals(ORDER, Reading.order(READER, GRAPHQL.toString()));
        assertEquals(ORDER, Reading.order(READER, "{\"data\":{\"order\":" + GRAPHQL + "}}"));
        assertEquals(
                ORDER,
                Reading.order(
                        READER,
                        "{\"data\":{\"orders\":{\"edges\":[{\"cursor\":\"x\",\"node\":" + GRAPHQL
                                + "}],\"pageInfo\":{\"hasNextPage\":true}}},\"extensions\":{}}"));
        assertEquals(ORDER, Reading.order(READER, "{\"data\":{\"orders\":{\"nodes\":[" + GRAPHQL + "]}}}"));
        assertEquals(
                ORDER,
                Reading.order(READER, "{\"version\":\"0\",\"detail\":{\"payload\":" + REST + ",\"metadata\":{}}}"));
    }

    @Test
    void bothShapesOfAPartlyFulfilledAndPlacedOrderAreOneOrder() {
        Payload rest = REST.with("/fulfillment_status", "'partial'")
                .with("/line_items/0/fulfillable_quantity", "2")
                .with("/line_items/0/fulfillment_status", "'partial'")
                .with(
                        "/fulfillments",
                        "[{'status':'success','line_items':[{'id':11,'quantity':1}]},"
                                + "{'status':'cancelled','line_items':[{'id':12,'quantity':2}]}]")
                .with(
                        "/fulfillment_orders",
                        "[{'id':1,'status':'closed','assigned_location_id':9,"
                                + "'line_items':[{'id':1,'line_item_id':11,'quantity':1,'fulfillable_quantity':0}]},"
                                + "{'id':2,'status':'open','assigned_location_id':8,"
                                + "'line_items':[{'id':2,'line_item_id':11,'quantity':2,'fulfillable_quantity':2}]},"
                                + "{'id':3,'status':'scheduled','fulfill_at':'2027-02-01T00:00:00Z',"
                                + "'assigned_location':{'location_id':9},"
                                + "'line_items':[{'id':3,'line_item_id':12,'quantity':2,'fulfillable_quantity':2}]}]");
        Payload graphql = GRAPHQL.with("/displayFulfillmentStatus", "'PARTIALLY_FULFILLED'")
                .with("/lineItems/edges/0/node/unfulfilledQuantity", "2")
                .with(
                        "/fulfillmentOrders",
                        "{'nodes':[{'id':'gid://shopify/FulfillmentOrder/1','status':'CLOSED','lineItems':{'nodes':[]}},"
                                + "{'id':'gid://shopify/FulfillmentOrder/2','status':'OPEN','fulfillAt':'2026-12-19T20:00:00Z',"
                                + "'assignedLocation':{'location':{'id':'gid://shopify/Location/8'}},'lineItems':{'nodes':"
                                + "[{'remainingQuantity':2,'totalQuantity':2,'lineItem':{'id':'gid://shopify/LineItem/11'}}]}},"
                                + "{'id':'gid://shopify/FulfillmentOrder/3','status':'SCHEDULED','fulfillAt':'2027-02-01T00:00:00Z',"
                                + "'assignedLocation':{'location':{'id':'gid://shopify/Location/9'}},'lineItems':{'edges':"
                                + "[{'node':{'remainingQuantity':2,'lineItem':{'id':'gid://shopify/LineItem/12'}}}]}}]}");
        List<OrderLine> expected =
                List.of(at(MUGS, 2, "8", null), at(TEAS, 2, "9", Instant.parse("2027-02-01T00:00:00Z")), GIFT_CARD);
        assertEquals(expected, lines(rest));
        assertEquals(expected, lines(graphql));
    }

    /** The real world has it: the same line, with one piece ordered, in the fulfilment orders of two services. */
    @Test
    void aLineInTwoFulfilmentOrdersIsNotCountedTwice() {
        String place = "{'status':'open','assigned_location_id':%d,'line_items':[{'line_item_id':11,'quantity':%d}]}";
        Payload twice = REST.without("/line_items/2")
                .without("/line_items/1")
                .with("/fulfillment_orders", "[" + place.formatted(8, 2) + "," + place.formatted(9, 3) + "]");
        assertEquals(List.of(at(MUGS, 2, "8", null), at(MUGS, 1, "9", null)), lines(twice));
        assertEquals(
                List.of(at(MUGS, 3, "9", null)),
                lines(twice.with("/fulfillment_orders/0", place.formatted(9, 3).replace("}]}", "}],'id':5}"))));
        // Of three pieces, those in no fulfilment order that was shown are somebody else's to send.
        assertEquals(List.of(at(MUGS, 2, "8", null)), lines(twice.without("/fulfillment_orders/1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Quantities that the shop states are taken; what contradicts them can only make fewer.
                "3 | 3 | 3 | []                                                   | []",
                "2 | 3 | 2 | []                                                   | []",
                "1 | 1 | 3 | []                                                   | []",
                "2 | 3 | 3 | [{'status':'success','line_items':[{'id':11,'quantity':1}]}] | []",
                "3 | 3 | 3 | [{'status':'failure','line_items':[{'id':11,'quantity':1}]}] | []",
                "1 | 2 | 2 | [{'status':'success','line_items':[{'id':11,'quantity':1}]}]"
                        + " | [{'refund_line_items':[{'line_item_id':11,'quantity':1,'restock_type':'cancel'}]}]",
                "2 | 2 | 2 | [{'status':'success','line_items':[{'id':11,'quantity':1}]}]"
                        + " | [{'refund_line_items':[{'line_item_id':11,'quantity':1,'restock_type':'return'}]}]"
            })
    void whatIsRefundedCancelledOrFulfilledIsNotSent(
            int left, int current, int fulfillable, String fulfilments, String refunds) {
        Payload payload = REST.with("/line_items/0/current_quantity", "" + current)
                .with("/line_items/0/fulfillable_quantity", "" + fulfillable)
                .with("/fulfillments", fulfilments)
                .with("/refunds", refunds);
        assertEquals(MUGS.withQuantity(left), lines(payload).get(0));
    }

    @Test
    void withoutAFulfillableQuantityItIsReckonedOrRefused() {
        Payload legacy = REST.without("/line_items/0/fulfillable_quantity").without("/line_items/0/current_quantity");
        assertEquals(MUGS, lines(legacy).get(0));
        Payload sent = legacy.with("/fulfillments", "[{'status':'success','line_items':[{'id':11,'quantity':1}]}]");
        assertEquals(MUGS.withQuantity(2), lines(sent).get(0));
        Payload refunded = legacy.with(
                "/refunds", "[{'refund_line_items':[{'line_item_id':11,'quantity':2,'restock_type':'no_restock'}]}]");
        assertEquals(MUGS.withQuantity(1), lines(refunded).get(0));
        String missing =
                "line_items[0].fulfillable_quantity: is missing; expected how many pieces are left to be fulfilled";
        // One sent, one refunded: perhaps the same one, perhaps not. A guess would send a piece too many or too few.
        assertEquals(
                missing,
                refused(refunded.with(
                        "/fulfillments", "[{'status':'success','line_items':[{'id':11,'quantity':1}]}]")));
        assertEquals(missing, refused(legacy.without("/refunds")));
        assertEquals(List.of(TEAS, GIFT_CARD), lines(legacy.with("/line_items/0/fulfillment_status", "'fulfilled'")));
    }

    @Test
    void graphQlQuantitiesThatLeaveItOpenAreRefused() {
        Payload open = GRAPHQL.with("/displayFulfillmentStatus", "'PARTIALLY_FULFILLED'")
                .with("/lineItems/edges/0/node/unfulfilledQuantity", "2")
                .with("/lineItems/edges/0/node/currentQuantity", "2");
        assertEquals(
                "lineItems.edges[0].node.unfulfilledQuantity: does not tell what is left of a line that is refunded in"
                        + " part; expected the order's fulfillmentOrders too",
                refused(open));
        assertEquals(
                MUGS.withQuantity(2),
                lines(open.with("/displayFulfillmentStatus", "'UNFULFILLED'")).get(0));
        assertEquals(
                MUGS.withQuantity(1),
                lines(open.with("/lineItems/edges/0/node/fulfillableQuantity", "1"))
                        .get(0));
        assertEquals(
                List.of(at(MUGS, 1, "", null), GIFT_CARD),
                lines(
                        open.with(
                                "/fulfillmentOrders",
                                "[{'status':'OPEN','lineItems':{'nodes':[{'remainingQuantity':1,'lineItem':{'id':'gid://shopify/LineItem/11'}}]}}]")));
        assertEquals(
                "lineItems.edges[0].node.fulfillable_quantity: is missing; expected how many pieces are left to be"
                        + " fulfilled",
                refused(open.without("/lineItems/edges/0/node/unfulfilledQuantity")));
    }

    @Test
    void whatIsNotWholeIsRefused() {
        assertEquals(
                "lineItems: goes on after the page that is here; expected all of it",
                refused(GRAPHQL.with("/lineItems/pageInfo/hasNextPage", "true")));
        assertEquals("line_items: is missing; expected the order's lines", refused(REST.without("/line_items")));
        assertEquals("lineItems: is missing; expected the order's lines", refused(GRAPHQL.with("/lineItems", "null")));
        assertEquals(
                "fulfillment_orders: is empty; expected the order's fulfilment orders, or nothing of them at all",
                refused(REST.with("/fulfillment_orders", "[]")));
        assertEquals(
                "line_items[0].quantity: is a fraction of a piece; expected a whole number: only whole pieces can be sent",
                refused(REST.with("/line_items/0/quantity", "1.5")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                  | shipping_address: is missing; expected the address to ship to",
                "{}                    | shipping_address: is missing; expected the address to ship to",
                "{'zip':'1'}           | shipping_address.company: is missing; expected the name of who gets it, or the company",
                "{'name':'A'}          | shipping_address.address1: is missing; expected street and number",
                "{'name':'A','address1':' '} | shipping_address.address1: is missing; expected street and number",
                "{'name':'A','address1':'B','zip':'1'} | shipping_address.city: is missing; expected the city",
                "{'name':'A','address1':'B','city':'C'} | shipping_address.zip: is missing; expected the postal code",
                "{'name':'A','address1':'B','city':'C','zip':'1'} | shipping_address.country: is missing; expected the country",
                "{'name':'A','address1':'B','city':'C','zip':'1','country_code':'ZZ'}"
                        + " | shipping_address.country_code: must be a country's code (ISO 3166-1) or English name",
                "[]                    | shipping_address: is missing; expected the address to ship to",
                "'Ada, Augsburg'       | shipping_address: expected an object, found a text"
            })
    void anAddressIsNeverGuessed(String address, String problem) {
        // Above all not from the billing address, which is in all of these.
        assertEquals(problem, refused(REST.with("/shipping_address", address)));
    }

    @Test
    void aNumberAsPostalCodeAndACountryByItsNameAreUnderstood() {
        Order order = Reading.order(
                READER,
                REST.with("/shipping_address/zip", "86150")
                        .with("/shipping_address/country_code", "null")
                        .toString());
        assertEquals(ORDER, order);
    }

    @Test
    void aCompanyAloneGetsItUnderItsName() {
        Payload company = REST.with("/shipping_address/name", "''")
                .with("/shipping_address/first_name", "null")
                .with("/shipping_address/last_name", "null")
                .with("/shipping_address/company", "'Ahorn GmbH'");
        Address shipTo = Reading.order(READER, company.toString()).shipTo();
        assertEquals("Ahorn GmbH", shipTo.name());
        assertEquals(
                "Ada Ahorn",
                Reading.order(READER, REST.without("/shipping_address/name").toString())
                        .shipTo()
                        .name());
    }

    @Test
    void anOrderThatNeedsNoShippingNeedsNoAddress() {
        Payload gift = REST.without("/line_items/1").without("/line_items/0");
        assertEquals(List.of(GIFT_CARD), lines(gift));
        assertEquals(
                "nothing in it needs shipping, and it has no whole address",
                nothing(gift.with("/shipping_address", "null")));
        assertEquals(List.of(GIFT_CARD), lines(gift.without("/line_items/0/requires_shipping")));
    }

    @Test
    void aGiftCardThatRemainsIsNoOrderOfItsOwn() {
        // It was part of the order when that was accepted; alone it would be in conflict with it.
        Payload shipped =
                REST.with("/line_items/0/fulfillable_quantity", "0").with("/line_items/1/fulfillable_quantity", "0");
        assertEquals("all that needs shipping is fulfilled, cancelled or refunded", nothing(shipped));
        assertEquals(
                "all of it is fulfilled, cancelled or refunded",
                nothing(shipped.with("/line_items/2/fulfillable_quantity", "0")));
        assertEquals("it has no lines", nothing(REST.with("/line_items", "[]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/cancelled_at       | '2026-12-20T00:00:00Z' | cancelled",
                "/test               | true                   | a test order",
                "/confirmed          | false                  | not confirmed yet",
                "/financial_status   | 'pending'              | not paid yet",
                "/financial_status   | 'partially_paid'       | not paid yet",
                "/financial_status   | 'voided'               | its payment is voided",
                "/financial_status   | 'expired'              | its payment has expired",
                "/financial_status   | 'refunded'             | refunded",
                "/fulfillment_status | 'fulfilled'            | fulfilled",
                "/fulfillment_status | 'restocked'            | cancelled and restocked",
                "/fulfillment_orders | [{'status':'on_hold','line_items':[]},{'status':'open','line_items':[]}]"
                        + " | a part of it is on hold",
                "/fulfillment_orders | [{'status':'open','delivery_method':{'method_type':'pick_up'},'line_items':[]}]"
                        + " | collected by the buyer"
            })
    void whatTheShopDoesNotReleaseIsNotShipped(String pointer, String value, String reason) {
        assertEquals(reason, nothing(REST.with(pointer, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "/displayFinancialStatus,PENDING,not paid yet",
        "/displayFinancialStatus,REFUNDED,refunded",
        "/displayFulfillmentStatus,ON_HOLD,on hold",
        "/displayFulfillmentStatus,FULFILLED,fulfilled"
    })
    void graphQlSaysItInCapitals(String pointer, String value, String reason) {
        assertEquals(reason, nothing(GRAPHQL.with(pointer, "'" + value + "'")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorized", "partially_refunded"})
    void whatIsPaidOrWillBeIsShipped(String status) {
        assertEquals(
                ORDER,
                Reading.order(
                        READER,
                        REST.with("/financial_status", "'" + status + "'").toString()));
    }

    @Test
    void whatIsPaidLaterAsAgreedIsShipped() {
        Payload pending = REST.with("/financial_status", "'pending'");
        assertEquals(
                ORDER,
                Reading.order(
                        READER,
                        pending.with("/payment_gateway_names", "['Cash on Delivery (COD)']")
                                .toString()));
        assertEquals(
                ORDER,
                Reading.order(
                        READER,
                        pending.with("/payment_terms", "{'due_in_days':30}").toString()));
        assertEquals(
                "financial_status: is no known state of a payment; expected one of paid, authorized,"
                        + " partially_refunded, pending, partially_paid, voided, expired, refunded",
                refused(REST.with("/financial_status", "'on the moon'")));
    }

    @Test
    void aSkuMayBeANumberOrMissing() {
        assertEquals(
                "4711", lines(REST.with("/line_items/0/sku", "4711")).get(0).sku());
        assertEquals(
                "product:402",
                lines(REST.with("/line_items/1/variant_id", "null")).get(1).sku());
        assertEquals(
                "line:12",
                lines(REST.with("/line_items/1/variant_id", "null").with("/line_items/1/product_id", "null"))
                        .get(1)
                        .sku());
        assertEquals(
                "line:12",
                lines(GRAPHQL.with("/lineItems/edges/1/node/variant", "null")
                                .with("/lineItems/edges/1/node/product", "null"))
                        .get(1)
                        .sku());
    }

    @Test
    void pricesAreThoseOfTheShopAndWithoutNoise() {
        Payload alone = REST.without("/line_items/0/price_set").with("/line_items/0/price", "12.500000000000002");
        assertEquals(euros("12.50"), lines(alone).get(0).unitPrice());
        Payload yen =
                REST.with("/line_items/0/price_set/shop_money", "{'amount':1899.9999999999998,'currency_code':'JPY'}");
        assertEquals(new Money(new BigDecimal("1900"), "JPY"), lines(yen).get(0).unitPrice());
        assertEquals(
                "line_items[0].price_set.shop_money.amount: must not be negative",
                refused(REST.with("/line_items/0/price_set/shop_money/amount", "'-1.00'")));
        assertEquals(
                "line_items[0].price_set.shop_money.currency_code: must be the three capital letters of a currency (ISO 4217)",
                refused(REST.with("/line_items/0/price_set/shop_money/currency_code", "'euro'")));
    }

    @Test
    void otherScriptsAndLongNamesAreKept() {
        Payload far = REST.with("/shipping_address/name", "'王小明 🎁'")
                .with("/shipping_address/city", "'東京'")
                .with("/line_items/0/name", "'" + "🎁".repeat(200) + "'");
        Order order = Reading.order(READER, far.toString());
        assertEquals("王小明 🎁", order.shipTo().name());
        assertEquals("東京", order.shipTo().city());
        assertEquals("🎁".repeat(127), order.lines().get(0).name());
    }

    @Test
    void aLineThatIsThereTwiceIsOneAndTheSameThingTwiceIsOneLine() {
        String mugs = REST.toString();
        String line = mugs.substring(mugs.indexOf("{\"id\":11"), mugs.indexOf(",{\"id\":12"));
        Payload twice = REST.with("/line_items/3", line.replace('"', '\''));
        assertEquals(List.of(MUGS, TEAS, GIFT_CARD), lines(twice));
        assertEquals(
                "line_items[3].id: is that of another object of this list, with other content",
                refused(twice.with("/line_items/3/quantity", "2")));
        assertEquals(List.of(MUGS.withQuantity(6), TEAS, GIFT_CARD), lines(twice.with("/line_items/3/id", "14")));
    }

    @Test
    void whoElseFulfilsALineIsItsOrigin() {
        assertEquals(
                at(MUGS, 3, "shipwire", null),
                lines(REST.with("/line_items/0/fulfillment_service", "'shipwire'"))
                        .get(0));
    }

    @Test
    void theWayOfShippingIsTheClassIfThereIsOne() {
        Payload several = REST.with("/shipping_lines/1", "{'code':'express','is_removed':false}");
        assertEquals("", lines(several).get(0).shippingClass());
        assertEquals(
                "standard",
                lines(several.with("/shipping_lines/1/is_removed", "true"))
                        .get(0)
                        .shippingClass());
        assertEquals("", lines(REST.with("/shipping_lines", "[]")).get(0).shippingClass());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':1,'order_id':2,'assigned_location_id':3,'line_items':[]}  | a fulfilment order",
                "{'id':1,'order_id':2,'fulfillment_order_line_items':[{}]}       | a fulfilment order",
                "{'id':'gid://shopify/DraftOrder/1','name':'#D1','lineItems':[]} | a DraftOrder",
                "{'id':1,'name':'#D1','line_items':[],'invoice_url':'x'}         | a draft",
                "{'id':1,'order_id':2,'name':'#1.1','line_items':[]}             | a part of an order",
                "{'id':'x','__parentId':'gid://shopify/Order/1','quantity':1}    | a part of an order"
            })
    void whatIsNoOrderIsNotTakenForOne(String payload, String what) {
        String message = Reading.refused(READER, payload.replace('\'', '"'));
        assertEquals("is " + what + ", not an order", message.substring(message.indexOf("is ")));
    }

    @Test
    void errorsOfTheInterfaceAreRefused() {
        assertEquals(
                "orders.json:1: is not an order of shopify: has none of [displayFinancialStatus, financial_status, lineItems,"
                        + " line_items, order_number, shippingAddress, shipping_address]",
                Reading.refused(READER, "{\"errors\":\"Not Found\"}"));
    }
}
