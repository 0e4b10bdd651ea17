package io.shiponce.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders of Shopware in JSON:API, whose parts stand at the end of the page. */
class JsonApiPagesTest {
    private static final Shopware6Reader READER = new Shopware6Reader();
    private static final Payload PLAIN = Payload.of("shopware6.json");
    private static final Payload PAGE = Payload.of("shopware6-jsonapi.json");

    private static List<String> told(Object in) {
        return Reading.told(READER, in.toString());
    }

    /** The order of the page, under another number. */
    private static String numbered(String number) {
        return PAGE.with("/data/0/attributes/orderNumber", "'" + number + "'")
                .at("/data/0")
                .toString();
    }

    private static String page(String... orders) {
        return PAGE.with("/data", "[" + String.join(",", orders) + "]").toString();
    }

    @Test
    void theSameOrderIsTheSameInBothShapes() {
        assertEquals(Reading.order(READER, PLAIN.toString()), Reading.order(READER, PAGE.toString()));
        String one = PAGE.with("/data", PAGE.at("/data/0").toString()).toString();
        assertEquals(Reading.order(READER, PLAIN.toString()), Reading.order(READER, one));
    }

    @Test
    void severalOrdersOfAPageShareWhatIsIncluded() {
        assertEquals(List.of("1: A", "2: B", "3: C"), told(page(numbered("A"), numbered("B"), numbered("C"))));
    }

    @Test
    void pagesFollowEachOtherAndMixWithPlainOrders() {
        String plain = PLAIN.with("/orderNumber", "'P'").toString();
        assertEquals(
                List.of("1: A", "2: P", "3: B"),
                told(page(numbered("A")) + "\n" + "{\"data\":[" + plain + "]}\n" + page(numbered("B"))));
        assertEquals(List.of("1: A", "2: P", "3: B"), told(page(numbered("A"), plain, numbered("B"))));
    }

    @Test
    void whatIsRefusedKeepsItsPlaceAmongWhatIsHeld() {
        assertEquals(
                List.of(
                        "1: A",
                        "2: expected an order as a JSON object, found another value",
                        "3: order augsburg/B: has a field twice in one object; expected it once",
                        "4: C"),
                told(page(numbered("A"), "7", "{\"orderNumber\":\"B\",\"id\":1,\"id\":2}", numbered("C"))
                        .replace("{\"orderNumber\":\"B\",\"id\":2}", "{\"orderNumber\":\"B\",\"id\":1,\"id\":2}")));
    }

    @ParameterizedTest
    @CsvSource({
        "order_line_item, lineItems, lineItems",
        "order_delivery, deliveries, 'deliveries.stateMachineState, deliveries.shippingOrderAddress.country'",
        "order_address, deliveries[0].shippingOrderAddress, deliveries.shippingOrderAddress.country",
        "country, deliveries[0].shippingOrderAddress.country, deliveries.shippingOrderAddress.country"
    })
    void whatWasNotIncludedWasNotAskedFor(String type, String field, String associations) {
        Payload less = PAGE;
        for (int i = size() - 1; i >= 0; i--) {
            if (PAGE.at("/included/" + i + "/type").toString().equals("\"" + type + "\"")) {
                less = less.without("/included/" + i);
            }
        }
        assertEquals(
                List.of("1: order augsburg/10042: " + field + ": is missing; read the order with its associations "
                        + associations),
                told(less));
    }

    @Test
    void aListOfWhichOneIsMissingIsNotTheList() {
        int last = IntStream.range(0, size())
                .filter(i -> PAGE.at("/included/" + i + "/type").toString().equals("\"order_line_item\""))
                .max()
                .orElseThrow();
        assertEquals(
                List.of(
                        "1: order augsburg/10042: lineItems: is missing; read the order with its associations lineItems"),
                told(PAGE.without("/included/" + last)));
    }

    @Test
    void aPageThatBreaksOffIsRefusedOrderByOrder() {
        String page = page(numbered("A"), numbered("B"));
        String cut = page.substring(0, page.indexOf("\"included\"") + 2_000);
        String problem = "is in a page that breaks off before all that belongs to the order was read";
        List<String> told = told(cut);
        assertEquals(List.of("1: order augsburg/A: " + problem, "2: order augsburg/B: " + problem), told.subList(0, 2));
        assertEquals(3, told.size());
        assertTrue(told.get(2).contains("ends in the middle"), told.get(2));
        // The next page is read as if nothing had been.
        List<String> lines = told(page(numbered("Z")) + "\n" + cut + "\n" + page(numbered("C")));
        assertEquals("1: Z", lines.get(0));
        assertEquals("4: C", lines.get(lines.size() - 1));
    }

    @Test
    void ofAPageThatIsTooLargeToBeHeldEachOrderIsRefusedAtOnce() throws IOException {
        String plain = "{\"orderNumber\":\"P\"}";
        String in =
                page(numbered("A"), "7", numbered("B"), plain, numbered("C")) + "\n{\"data\":[" + numbered("D") + "]}";
        List<String> told = new ArrayList<>();
        JsonOrders.Found found = new JsonOrders.Found() {
            @Override
            public void order(ObjectNode order, long place) {
                told.add(place + ": " + order.path("orderNumber").asText());
            }

            @Override
            public void refused(ObjectNode order, long place, String problem) {
                told.add(place + ": " + order.path("orderNumber").asText() + ": " + problem);
            }
        };
        JsonApiPages pages = new JsonApiPages(found, 4_000);
        OrderShape shape = new OrderShape(Set.of("data"), Set.of("orderNumber", "attributes"));
        new JsonOrders(new ByteArrayInputStream(in.getBytes(UTF_8)), shape, pages).read();

        String problem =
                ": is in a page of more than 4000 bytes in JSON:API; ask for fewer orders at once, or for application/json";
        assertEquals(
                List.of(
                        "1: A" + problem,
                        "2: : expected an order as a JSON object, found another value",
                        "3: B" + problem,
                        "4: P",
                        "5: C" + problem,
                        "6: D"),
                told);
        assertEquals(64 * 1024 * 1024, JsonApiPages.MAX_HELD);
    }

    @Test
    void anIncludedResourceThatBreaksALimitIsAsIfItWereNotIncluded() {
        String deep = "[".repeat(70) + "]".repeat(70);
        String included = PAGE.at("/included").toString();
        String item = PAGE.with("/included/0/attributes/deep", deep).toString();
        assertTrue(included.length() > 1_000);
        List<String> told = told(item);
        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("is missing; read the order with its associations"), told.get(0));
    }

    @Test
    void resourcesThatLeadBackToThemselvesEnd() {
        Payload circle = PAGE;
        for (int i = 0; i < size(); i++) {
            circle = circle.with(
                    "/included/" + i + "/relationships/lineItems", "{'data':[{'type':'order_line_item','id':'1101'}]}");
        }
        assertEquals(List.of("1: 10042"), told(circle));
    }

    @Test
    void otherResourcesAreNoOrders() {
        String product = "{\"data\":[{\"id\":\"1\",\"type\":\"product\",\"attributes\":{\"stock\":1}}]}";
        assertEquals(
                List.of(
                        "1: is not an order of shopware6: has none of [attributes, lineItems, orderDateTime, orderNumber]"),
                told(product));
    }

    private static int size() {
        return PAGE.size("/included");
    }
}
