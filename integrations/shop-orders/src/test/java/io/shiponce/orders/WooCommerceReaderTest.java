package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WooCommerceReaderTest {
    private static final WooCommerceReader READER = new WooCommerceReader();
    private static final Payload PAYLOAD = Payload.of("woocommerce.json");

    /** The name without HTML, the price without the noise of binary fractions. */
    private static final OrderLine MUGS = new OrderLine(
            "MUG-1", "Mug & saucer \u2013 blue", 3, euros("10.80"), null, true, "", "Standard \u2013 DE", null);

    private static final OrderLine TEAS = new OrderLine(
            "product:302/909", "Tea, 100 g", 2, euros("4.60"), null, true, "", "Standard \u2013 DE", null);

    private static final Order ORDER = new Order(
            "augsburg",
            // Not the number, which plug-ins change afterwards: it would be a second order, and a second parcel.
            "5012",
            // Not date_created, which is the shop's local time.
            Instant.parse("2026-12-19T21:15:03Z"),
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
                    "berta@buche.example",
                    "+41 31 000"),
            List.of(MUGS, TEAS));

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static List<OrderLine> lines(Payload payload) {
        return Reading.order(READER, payload.toString()).lines();
    }

    private static List<String> pieces(Payload payload) {
        return lines(payload).stream()
                .map(line -> line.quantity() + " " + line.sku())
                .toList();
    }

    private static String refused(Payload payload) {
        return Reading.refused(READER, payload.toString()).substring("orders.json:1: order augsburg/5012: ".length());
    }

    private static String nothing(Payload payload) {
        return Reading.nothing(READER, payload.toString());
    }

    private static String line(int id, int product, int quantity, String sku, int price, String meta, String more) {
        return "{'id':%d,'name':'N','product_id':%d,'quantity':%d,'sku':'%s','price':%d,'meta_data':%s%s}"
                .formatted(id, product, quantity, sku, price, meta, more);
    }

    private static Payload withLines(String... lines) {
        return PAYLOAD.with("/line_items", "[" + String.join(",", lines) + "]");
    }

    @Test
    void anOrderIsReadAlikeFromWebhookListAndEnvelope() {
        assertEquals(ORDER, Reading.order(READER, PAYLOAD.toString()));
        assertEquals(ORDER, Reading.order(READER, "[" + PAYLOAD + "]"));
        assertEquals(ORDER, Reading.order(READER, "{\"data\":" + PAYLOAD + "}"));
        assertEquals(ORDER, Reading.order(READER, "{\"data\":[" + PAYLOAD + "]}"));
    }

    @Test
    void anotherNumberIsTheSameOrder() {
        assertEquals(
                ORDER, Reading.order(READER, PAYLOAD.with("/number", "'INV-7'").toString()));
    }

    @Test
    void aLocalTimeAloneIsNoTime() {
        assertNull(Reading.order(READER, PAYLOAD.without("/date_created_gmt").toString())
                .placedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pending        | not paid yet",
                "on-hold        | on hold",
                "failed         | its payment failed",
                "cancelled      | cancelled",
                "refunded       | refunded",
                "completed      | fulfilled",
                "wc-completed   | fulfilled",
                "trash          | in the trash",
                "checkout-draft | not ordered yet"
            })
    void whatTheShopDoesNotReleaseIsNotShipped(String status, String reason) {
        assertEquals(reason, nothing(PAYLOAD.with("/status", "'" + status + "'")));
    }

    @Test
    void aStatusOfSomebodyElseIsRefused() {
        String problem = "status: is none of WooCommerce's own; expected processing for an order that is to be sent, or"
                + " pending, on-hold, completed, cancelled, refunded, failed, trash or draft";
        assertEquals(problem, refused(PAYLOAD.with("/status", "'half-packed'")));
        assertEquals("status: is missing; expected the order's status", refused(PAYLOAD.without("/status")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/meta_data/0    | {'key':'has_sub_order','value':'1'} | split by the shop into orders of their own",
                "/meta_data/0    | {'key':'_wc_shipment_tracking_items','value':[{'tracking_number':'1'}]}"
                        + " | the shop has a tracking number for it already",
                "/shipping_lines | [{'method_id':'local_pickup','method_title':'Abholung'}] | collected by the buyer",
                "/refunds        | [{'id':1,'total':'-41.60'}]         | refunded",
                "/refunds        | [{'id':1,'total':'-40.60'},{'id':2,'total':'-1.00'}] | refunded",
                "/refunds        | [{'id':1,'amount':'41.60','line_items':[]}] | refunded",
                "/line_items     | []                                  | it has no lines"
            })
    void whatNeedsNoParcelIsNotShipped(String pointer, String value, String reason) {
        assertEquals(reason, nothing(PAYLOAD.with(pointer, value)));
    }

    @Test
    void metaDataThatSaysNoSaysNothing() {
        Payload payload = PAYLOAD.with("/meta_data/0", "{'key':'has_sub_order','value':'0'}")
                .with("/meta_data/1", "{'key':'_wc_shipment_tracking_items','value':[]}")
                .with("/meta_data/2", "'of another form'");
        assertEquals(ORDER, Reading.order(READER, payload.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | shipping: is missing; expected the address to ship to",
                "{'first_name':'','last_name':'','company':'','address_1':'','city':'','postcode':'','country':''}"
                        + " | shipping: is missing; expected the address to ship to",
                "{'city':'C'} | shipping.company: is missing; expected the name of who gets it, or the company",
                "{'last_name':'A','address_1':'','city':'C','postcode':'1','country':'DE'}"
                        + " | shipping.address_1: is missing; expected street and number",
                "{'last_name':'A','address_1':'S','city':'C','postcode':'1','country':''}"
                        + " | shipping.country: is missing; expected the country",
                "{'last_name':'A','address_1':'S','city':'C','postcode':'1','country':'Germoney'}"
                        + " | shipping.country: must be a country's code (ISO 3166-1) or English name"
            })
    void anAddressIsNeverGuessed(String address, String problem) {
        // Above all not from the billing address, which is whole in all of these.
        assertEquals(problem, refused(PAYLOAD.with("/shipping", address)));
    }

    @Test
    void aNameThatIsTooLongOnceJoinedIsRefused() {
        String half = "'" + "x".repeat(200) + "'";
        assertEquals(
                "shipping: name must be at most 255 characters long, was 401",
                refused(PAYLOAD.with("/shipping/first_name", half).with("/shipping/last_name", half)));
        assertEquals(
                "shipping.city: must be at most 255 characters long, was 300",
                refused(PAYLOAD.with("/shipping/city", "'" + "x".repeat(300) + "'")));
    }

    @Test
    void wholePiecesOnly() {
        assertEquals(
                "line_items[1].quantity: is a fraction of a piece; expected a whole number: only whole pieces can be sent",
                refused(PAYLOAD.with("/line_items/1/quantity", "1.5")));
        assertEquals(TEAS, lines(PAYLOAD.with("/line_items/1/quantity", "2.0")).get(1));
        assertEquals(TEAS, lines(PAYLOAD.with("/line_items/1/quantity", "'2'")).get(1));
        assertEquals(
                "line_items[1].quantity: must be a number of pieces from 0 to 1000000",
                refused(PAYLOAD.with("/line_items/1/quantity", "-2")));
        assertEquals(List.of(MUGS), lines(PAYLOAD.with("/line_items/1/quantity", "0")));
    }

    @Test
    void aSkuMayBeNullEmptyOrANumber() {
        assertEquals(
                ORDER,
                Reading.order(READER, PAYLOAD.with("/line_items/1/sku", "null").toString()));
        assertEquals(
                "815", lines(PAYLOAD.with("/line_items/1/sku", "815")).get(1).sku());
        assertEquals(
                "product:302",
                lines(PAYLOAD.with("/line_items/1/variation_id", "0")).get(1).sku());
        // The product is gone: its id is 0.
        assertEquals(
                "line:22",
                lines(PAYLOAD.with("/line_items/1/product_id", "0")).get(1).sku());
    }

    @Test
    void whatNeedsNoShippingAsFarAsThePayloadSaysIt() {
        assertEquals(ORDER.lines(), lines(PAYLOAD.with("/line_items/1/downloadable", "true")));
        for (Payload virtual : List.of(
                PAYLOAD.with("/line_items/1/virtual", "true"),
                PAYLOAD.with("/line_items/1/needs_shipping", "false"),
                PAYLOAD.with("/line_items/1/meta_data/0", "{'key':'_virtual','value':'yes'}"),
                PAYLOAD.with(
                        "/line_items/1/meta_data/0", "{'key':'wc_gc_giftcard_to_multiple','value':'a@b.example'}"))) {
            List<OrderLine> lines = lines(virtual);
            assertEquals(
                    List.of(true, false),
                    lines.stream().map(OrderLine::requiresShipping).toList());
        }
        Payload digital = PAYLOAD.with("/needs_processing", "false");
        assertEquals(
                2,
                lines(digital).stream().filter(line -> !line.requiresShipping()).count());
        assertEquals(
                "nothing in it needs shipping, and it has no whole address", nothing(digital.with("/shipping", "{}")));
    }

    @Test
    void aRefundWhoseLinesAreNotKnownIsRefused() {
        String problem = "refunds[0].line_items: is missing; expected which lines were refunded, as the order's refunds"
                + " say it (GET /orders/<id>/refunds)";
        Payload refunded = PAYLOAD.with("/refunds", "[{'id':7,'reason':'','total':'-4.60'}]");
        assertEquals(problem, refused(refunded));
        // A refund of nothing takes nothing away; nor does it matter where nothing is sent.
        assertEquals(
                ORDER,
                Reading.order(
                        READER, refunded.with("/refunds/0/total", "'-0.00'").toString()));
        assertEquals("fulfilled", nothing(refunded.with("/status", "'completed'")));
        assertEquals(2, lines(refunded.with("/needs_processing", "false")).size());
    }

    @Test
    void refundedPiecesAreNotSent() {
        Payload refunded = PAYLOAD.with(
                "/refunds",
                "[{'id':7,'amount':'15.40','line_items':["
                        + "{'id':71,'quantity':-1,'meta_data':[{'id':1,'key':'_refunded_item_id','value':'21'}]},"
                        + "{'id':72,'quantity':-2,'meta_data':[{'id':2,'key':'_refunded_item_id','value':22}]}]},"
                        + "{'id':8,'total':'-1.00','line_items':[]}]");
        assertEquals(List.of(MUGS.withQuantity(2)), lines(refunded));
        assertEquals(
                List.of(MUGS.withQuantity(2), TEAS), lines(refunded.with("/refunds/0/line_items/1/quantity", "0")));
        assertEquals(
                "all of it is fulfilled, cancelled or refunded",
                nothing(refunded.with("/refunds/0/line_items/0/quantity", "-3")));
        assertEquals(
                "refunds[0].line_items[0].meta_data: does not say which line is refunded; expected _refunded_item_id",
                refused(refunded.with("/refunds/0/line_items/0/meta_data", "[]")));
    }

    @Test
    void ofABundleTheContentsTravelUnlessTheySayOtherwise() {
        // As the fields of Product Bundles have it; the contents cost nothing, since the bundle is paid: price unknown.
        String box = line(1, 90, 2, "BOX", 30, "[]", ",'bundled_items':[2,3]");
        String pear = line(2, 91, 4, "PEAR", 0, "[]", ",'bundled_by':'1'");
        String plum = line(3, 92, 6, "PLUM", 2, "[]", ",'bundled_by':1");
        Payload bundle = withLines(box, pear, plum);
        assertEquals(List.of("4 PEAR", "6 PLUM"), pieces(bundle));
        assertNull(lines(bundle).get(0).unitPrice());
        assertEquals(euros("2.00"), lines(bundle).get(1).unitPrice());
        // The contents say that they travel in the box: one box, not ten things and a box.
        String inside = "[{'key':'_bundled_item_needs_shipping','value':'no'}]";
        Payload whole = bundle.with("/line_items/1/meta_data", inside).with("/line_items/2/meta_data", inside);
        assertEquals(List.of("2 BOX"), pieces(whole));
        assertEquals(
                "line_items[0]: is a bundle of which some travel inside it and some by themselves; expected the one or"
                        + " the other",
                refused(whole.with("/line_items/2/meta_data", "[]")));
    }

    @Test
    void bundlesThatOnlyTheMetaDataShowsAreCountedOnceToo() {
        String key = "[{'key':'_bundle_cart_key','value':'aa'},{'key':'_bundled_items','value':['bb']}]";
        String by = "[{'key':'_bundled_by','value':'aa'},{'key':'_bundle_cart_key','value':'bb'}]";
        assertEquals(
                List.of("4 PEAR"),
                pieces(withLines(line(1, 90, 1, "BOX", 30, key, ""), line(2, 91, 4, "PEAR", 0, by, ""))));
        String kit = line(1, 90, 1, "KIT", 30, "[]", ",'composite_children':['2'],'composite_parent':''");
        String part = line(2, 91, 2, "PART", 0, "[]", ",'composite_parent':'1','bundled_by':'','bundled_items':[]");
        assertEquals(List.of("2 PART"), pieces(withLines(kit, part)));
        String set = line(1, 90, 1, "SET", 30, "[{'key':'_woosb_ids','value':'91/1/2'}]", "");
        String piece = line(2, 91, 2, "PIECE", 0, "[{'key':'_woosb_parent_id','value':'90'}]", "");
        assertEquals(List.of("2 PIECE"), pieces(withLines(set, piece)));
    }

    private static String refund(int id, String... lines) {
        return "{'id':%d,'total':'-1.00','line_items':[%s]}".formatted(id, String.join(",", lines));
    }

    private static String refunded(int line, int pieces) {
        return "{'id':%d,'quantity':-%d,'meta_data':[{'key':'_refunded_item_id','value':'%d'}]}"
                .formatted(70 + line, pieces, line);
    }

    @Test
    void theContentsOfARefundedBundleAreNotSent() {
        Payload bundle = withLines(
                line(1, 90, 2, "BOX", 30, "[]", ",'bundled_items':[2,3]"),
                line(2, 91, 4, "PEAR", 0, "[]", ",'bundled_by':1"),
                line(3, 92, 3, "PLUM", 2, "[]", ",'bundled_by':1"));
        // Of three plums in two boxes, two may be in the one that was refunded.
        assertEquals(
                List.of("2 PEAR", "1 PLUM"), pieces(bundle.with("/refunds", "[" + refund(7, refunded(1, 1)) + "]")));
        assertEquals(
                "all of it is fulfilled, cancelled or refunded",
                nothing(bundle.with("/refunds", "[" + refund(7, refunded(1, 2)) + "]")));
        // The shop refunds the box and what was in it: that is one box, not two.
        Payload both = bundle.with("/refunds", "[" + refund(7, refunded(1, 1), refunded(2, 2), refunded(3, 2)) + "]");
        assertEquals(List.of("2 PEAR", "1 PLUM"), pieces(both));
        assertEquals(
                List.of("1 PEAR", "3 PLUM"), pieces(bundle.with("/refunds", "[" + refund(7, refunded(2, 3)) + "]")));
        Payload nested = withLines(
                line(1, 90, 2, "KIT", 30, "[]", ",'composite_children':['2']"),
                line(2, 91, 2, "BOX", 0, "[]", ",'composite_parent':'1','bundled_items':[3]"),
                line(3, 92, 4, "PLUM", 0, "[]", ",'bundled_by':2"));
        assertEquals(List.of("2 PLUM"), pieces(nested.with("/refunds", "[" + refund(7, refunded(1, 1)) + "]")));
    }

    @Test
    void aBundleThatTravelsWholeIsNotSentWithoutWhatIsRefundedOfIt() {
        String inside = "[{'key':'_bundled_item_needs_shipping','value':'no'}]";
        Payload whole = withLines(
                line(1, 90, 2, "BOX", 30, "[]", ",'bundled_items':[2,3]"),
                line(2, 91, 4, "PEAR", 0, inside, ",'bundled_by':1"),
                line(3, 92, 6, "PLUM", 2, inside, ",'bundled_by':1"));
        for (String refund : List.of(
                refund(7, refunded(1, 1)),
                refund(7, refunded(2, 2), refunded(3, 3)),
                refund(7, refunded(1, 1), refunded(2, 2), refunded(3, 3)),
                refund(7, refunded(1, 1), refunded(2, 1)))) {
            assertEquals(List.of("1 BOX"), pieces(whole.with("/refunds", "[" + refund + "]")), refund);
        }
        for (String refund : List.of(
                refund(7, refunded(2, 2)),
                refund(7, refunded(2, 2), refunded(3, 2)),
                refund(7, refunded(2, 1), refunded(3, 1)),
                refund(7, refunded(1, 1), refunded(2, 4)))) {
            assertEquals(
                    "line_items[0]: is a bundle that travels whole, and only parts of it are refunded; expected all of it"
                            + " or nothing",
                    refused(whole.with("/refunds", "[" + refund + "]")),
                    refund);
        }
    }

    @Test
    void twoBundlesOfOneProductAreNotSentBesideTheirContents() {
        // Their contents name the product, not the line.
        String red = line(1, 90, 1, "SET", 30, "[{'key':'_woosb_ids','value':'91/1/1'}]", "");
        String blue = line(3, 90, 1, "SET", 30, "[{'key':'_woosb_ids','value':'92/1/1'}]", "");
        String by = "[{'key':'_woosb_parent_id','value':'90'}]";
        Payload sets = withLines(red, line(2, 91, 1, "RED", 0, by, ""), blue, line(4, 92, 1, "BLUE", 0, by, ""));
        assertEquals(List.of("1 RED", "1 BLUE"), pieces(sets));
        assertEquals(
                "line_items[1]: is in one of several bundles of one product, of which only some are refunded; expected all"
                        + " of these or none",
                refused(sets.with("/refunds", "[" + refund(7, refunded(1, 1)) + "]")));
        assertEquals(
                "all of it is fulfilled, cancelled or refunded",
                nothing(sets.with("/refunds", "[" + refund(7, refunded(1, 1), refunded(3, 1)) + "]")));
    }

    @Test
    void aBundleInItselfIsRefused() {
        String inside = "[{'key':'_bundled_item_needs_shipping','value':'no'}]";
        Payload loop = withLines(
                line(1, 90, 1, "BOX", 30, inside, ",'bundled_by':2,'bundled_items':[2]"),
                line(2, 91, 1, "BAG", 30, "[]", ",'bundled_by':1,'bundled_items':[1]"));
        assertEquals("line_items[1]: is in a bundle that is in itself, or in too many others", refused(loop));
    }

    @Test
    void halfABundleIsRefused() {
        String box = line(1, 90, 2, "BOX", 30, "[]", ",'bundled_items':[2,3]");
        String pear = line(2, 91, 4, "PEAR", 0, "[]", ",'bundled_by':'1'");
        assertEquals(
                "line_items[0].bundled_items: names a line that is not in the order; expected all of them",
                refused(withLines(box, pear)));
        assertEquals(
                "line_items[0]: is in a bundle that is not in the order; expected both of them",
                refused(withLines(pear)));
    }

    @Test
    void aLineThatIsThereTwiceIsOne() {
        // As real lists of orders have it; the order's total shows that it was bought once.
        String tea = line(6, 224, 1, "TEA", 25, "[]", "");
        assertEquals(List.of("1 TEA"), pieces(withLines(tea, tea)));
        assertEquals(List.of("2 TEA"), pieces(withLines(tea, line(7, 224, 1, "TEA", 25, "[]", ""))));
    }

    @Test
    void otherScriptsAndSignsAreKept() {
        Payload far = PAYLOAD.with("/shipping/last_name", "'小明 🎁'")
                .with("/line_items/0/name", "'2 × 3 m &#x1F381; &bogus; &#0;'");
        Order order = Reading.order(READER, far.toString());
        assertEquals("Ada 小明 🎁", order.shipTo().name());
        assertEquals("2 × 3 m 🎁 &bogus; &#0;", order.lines().get(0).name());
    }

    @Test
    void whatIsNoOrderIsNotTakenForOne() {
        assertEquals(
                "orders.json:1: order augsburg/7: is a refund, not an order",
                Reading.refused(READER, "{\"id\":7,\"refunded_by\":1,\"line_items\":[]}"));
        assertEquals(
                "orders.json:1: order augsburg/7: is a subscription, not an order",
                Reading.refused(READER, "{\"id\":7,\"billing_period\":\"month\",\"billing\":{}}"));
        assertEquals(
                "orders.json:1: is not an order of woocommerce: has none of [billing, date_created_gmt, line_items,"
                        + " order_key, shipping]",
                Reading.refused(READER, "{\"code\":\"rest_forbidden\",\"message\":\"no\",\"data\":{\"status\":401}}"));
    }
}
