package io.shiponce;

import static io.shiponce.Goods.goods;
import static io.shiponce.Goods.group;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Instant JANUARY = Instant.parse("2027-01-02T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2027-02-01T00:00:00Z");
    private static final List<String> PLACES = List.of("AUG", "LYS", "MUC");

    private final Stock.Builder stock = Stock.builder();

    private Router router() {
        return Router.fromStock(stock.build(), PLACES);
    }

    /** Origin, lines, date of the first line if there is one, reasons. */
    private List<String> shown(Goods... goods) {
        return router().route(group(goods)).stream()
                .map(each -> each.lines().get(0).origin() + ": " + Goods.shown(each))
                .toList();
    }

    private String problem(Goods... goods) {
        return assertThrows(IllegalArgumentException.class, () -> router().route(group(goods)))
                .getMessage();
    }

    @Test
    void onePlaceThatHasEverythingIsBetterThanTwo() {
        stock.pieces("AUG", "A", 9).pieces("LYS", "B", 9).pieces("MUC", "A", 2).pieces("MUC", "B", 1);
        assertEquals(
                List.of("MUC: A x 2, B x 1 | leaves from 'MUC', which has everything"),
                shown(goods("A", 2), goods("B", 1)));
    }

    @Test
    void ofEquallyManyPlacesTheFirstByPreferenceWins() {
        stock.pieces("MUC", "A", 9).pieces("LYS", "A", 9);
        assertEquals(List.of("LYS: A x 2 | leaves from 'LYS', which has everything"), shown(goods("A", 2)));
        stock.pieces("AUG", "B", 1).pieces("MUC", "B", 1);
        assertEquals(
                List.of("MUC: A x 2, B x 1 | leaves from 'MUC', which has everything"),
                shown(goods("A", 2), goods("B", 1)));
        stock.pieces("LYS", "C", 1);
        assertEquals(
                List.of(
                        "AUG: B x 1 | leaves from 'AUG', one of the 2 places that it takes",
                        "LYS: A x 2, C x 1 | leaves from 'LYS', one of the 2 places that it takes"),
                shown(goods("A", 2), goods("B", 1), goods("C", 1)));
    }

    @Test
    void aLineIsDividedOnlyWhereItMustBe() {
        stock.pieces("AUG", "A", 2).pieces("LYS", "A", 3).pieces("AUG", "B", 1).pieces("LYS", "C", 1);
        assertEquals(
                List.of(
                        "AUG: B x 1 | leaves from 'AUG', one of the 2 places that it takes",
                        "LYS: A x 3, C x 1 | leaves from 'LYS', one of the 2 places that it takes"),
                shown(goods("A", 3), goods("B", 1), goods("C", 1)));
        assertEquals(
                List.of(
                        "AUG: A x 2 | leaves from 'AUG', one of the 2 places that it takes",
                        "LYS: A x 3 | leaves from 'LYS', one of the 2 places that it takes"),
                shown(goods("A", 5)));
    }

    @Test
    void linesOfOneSkuShareItsStock() {
        stock.pieces("AUG", "A", 3).pieces("LYS", "A", 3);
        assertEquals(
                List.of(
                        "AUG: A x 1, A x 2 | leaves from 'AUG', one of the 2 places that it takes",
                        "LYS: A x 3 | leaves from 'LYS', one of the 2 places that it takes"),
                shown(goods("A", 1), goods("A", 2), goods("A", 3)));
    }

    @Test
    void whatIsInStockNowhereLeavesFromWhereItArrivesFirst() {
        stock.pieces("AUG", "A", 2).arrival("MUC", "A", JANUARY).arrival("LYS", "A", FEBRUARY);
        List<Group> groups = router().route(group(goods("A", 5), goods("A", 1).virtual()));
        assertEquals(
                List.of(
                        "A x 1, A x 2 | leaves from 'AUG', which has everything",
                        "A x 3 | ! not in stock: arrives at 'MUC' at 2027-01-02T00:00:00Z"),
                Goods.shown(groups));
        OrderLine awaited = groups.get(1).lines().get(0);
        assertEquals("MUC", awaited.origin());
        assertEquals(JANUARY, awaited.availableFrom());
        stock.arrival("AUG", "A", JANUARY);
        assertEquals(
                List.of("AUG: A x 3 | ! not in stock: arrives at 'AUG' at 2027-01-02T00:00:00Z"),
                shown(goods("A", 5)).subList(1, 2));
    }

    @Test
    void whatIsNowhereAndDoesNotArriveIsRefused() {
        stock.pieces("AUG", "A", 2).pieces("LYS", "A", 1);
        assertEquals("2 x A are in stock nowhere, and no arrival is known", problem(goods("A", 5)));
        assertEquals("1 x B are in stock nowhere, and no arrival is known", problem(goods("B", 1)));
    }

    /** The shop has decided, or there is nothing to find yet. */
    @Test
    void whatIsDecidedIsLeftAsItIs() {
        stock.pieces("LYS", "A", 1);
        assertEquals(
                List.of(
                        "AUG: D x 1, V x 1",
                        "LYS: A x 1 | leaves from 'LYS', which has everything",
                        "PAR: B x 2, C x 1"),
                shown(
                        goods("A", 1),
                        goods("B", 2).origin("PAR"),
                        goods("C", 1).origin("PAR").from(JANUARY),
                        goods("D", 1).from(FEBRUARY),
                        goods("V", 1).virtual()));
        OrderLine later = router().route(group(goods("D", 1).from(FEBRUARY)))
                .get(0)
                .lines()
                .get(0);
        assertEquals("AUG", later.origin());
        assertEquals(FEBRUARY, later.availableFrom());
    }

    @Test
    void whatIsKeptTogetherLeavesFromOnePlace() {
        stock.pieces("AUG", "A", 9).pieces("LYS", "B", 9).pieces("MUC", "A", 1).pieces("MUC", "B", 1);
        assertEquals(
                List.of("MUC: A x 1, B x 1 | leaves from 'MUC', which has everything"),
                shown(goods("A", 1).kept("set"), goods("B", 1).kept("set")));
        assertEquals(
                List.of(
                        "AUG: A x 5 | leaves from 'AUG', one of the 2 places that it takes",
                        "MUC: A x 1, B x 1 | leaves from 'MUC', one of the 2 places that it takes"),
                shown(goods("A", 1).kept("set"), goods("B", 1).kept("set"), goods("A", 5)));
        assertEquals(
                "what is kept together as 'set' is not in stock at one place, and no arrival is known",
                problem(goods("A", 2).kept("set"), goods("B", 1).kept("set")));
        // Two lines of it that are one thing, and need 2 pieces together.
        assertEquals(
                List.of("AUG: A x 1, A x 1 | leaves from 'AUG', which has everything"),
                shown(goods("A", 1).kept("set"), goods("A", 1).kept("set")));
    }

    @Test
    void whatIsKeptTogetherAndNamesAnOriginLeavesFromThere() {
        assertEquals(
                List.of("PAR: A x 1, B x 1"),
                shown(goods("A", 1).kept("set").origin("PAR"), goods("B", 1).kept("set")));
        assertEquals(
                "what is kept together as 'set' cannot leave in one shipment: its order names several origins",
                problem(
                        goods("A", 1).kept("set").origin("PAR"),
                        goods("B", 1).kept("set").origin("AUG")));
    }

    @Test
    void whatIsKeptTogetherWaitsForTheLastOfIt() {
        stock.pieces("AUG", "A", 1).arrival("AUG", "B", FEBRUARY).arrival("LYS", "A", FEBRUARY);
        stock.arrival("LYS", "B", JANUARY).pieces("MUC", "C", 1).pieces("LYS", "C", 1);
        Goods a = goods("A", 1).kept("set");
        Goods b = goods("B", 1).kept("set");
        assertEquals(
                List.of(
                        "LYS: C x 1 | leaves from 'LYS', which has everything",
                        "AUG: A x 1, B x 1 | ! not in stock: arrives at 'AUG' at 2027-02-01T00:00:00Z"),
                shown(a, b, goods("C", 1)));
        assertEquals(
                List.of(
                        "AUG: A x 1 | leaves from 'AUG', which has everything",
                        "LYS: A x 1, B x 1 | ! not in stock: arrives at 'LYS' at 2027-02-01T00:00:00Z"),
                shown(a, b, goods("A", 1).kept("first")));
    }

    /** What of it is there already is reserved: neither a line nor another set gets it. */
    @Test
    void whatWaitsIsReserved() {
        stock.pieces("AUG", "A", 1).arrival("AUG", "B", JANUARY).pieces("LYS", "A", 1);
        Goods a = goods("A", 1).kept("set");
        Goods b = goods("B", 1).kept("set");
        assertEquals(
                List.of(
                        "LYS: A x 1 | leaves from 'LYS', which has everything",
                        "AUG: A x 1, B x 1 | ! not in stock: arrives at 'AUG' at 2027-01-02T00:00:00Z"),
                shown(a, b, goods("A", 1)));
        assertEquals("1 x A are in stock nowhere, and no arrival is known", problem(a, b, goods("A", 2)));
        assertEquals(
                "what is kept together as 'twin' is not in stock at one place, and no arrival is known",
                problem(a, b, goods("A", 1).kept("twin"), goods("B", 1).kept("twin")));
        stock.pieces("AUG", "A", 2);
        assertEquals(
                List.of("AUG: A x 1, B x 1, A x 1, B x 1 | ! not in stock: arrives at 'AUG' at 2027-01-02T00:00:00Z"),
                shown(a, b, goods("A", 1).kept("twin"), goods("B", 1).kept("twin")));
    }

    @Test
    void aDateOfItsOwnIsKept() {
        stock.arrival("AUG", "A", JANUARY).arrival("AUG", "B", JANUARY);
        List<OrderLine> set = router().route(group(
                        goods("A", 1).kept("set"), goods("B", 1).kept("set").from(FEBRUARY)))
                .get(0)
                .lines();
        assertEquals(JANUARY, set.get(0).availableFrom());
        assertEquals(FEBRUARY, set.get(1).availableFrom());
    }

    /** Greedy where there are many; the best of the best where there are few. */
    @Test
    void manyPlacesAreSearchedQuickly() {
        List<String> places = new ArrayList<>();
        List<Goods> goods = new ArrayList<>();
        Stock.Builder many = Stock.builder();
        for (int place = 0; place < 60; place++) {
            places.add("P" + place);
            for (int sku = 0; sku < 300; sku++) {
                if ((sku + place) % 20 < 2) {
                    many.pieces("P" + place, "SKU-" + sku, 5);
                }
            }
        }
        IntStream.range(0, 300).forEach(sku -> goods.add(goods("SKU-" + sku, 3)));
        Router router = Router.fromStock(many.build(), places);
        List<Group> groups =
                assertTimeout(Duration.ofSeconds(20), () -> router.route(group(goods.toArray(Goods[]::new))));
        assertEquals(
                IntStream.range(0, 10).mapToObj(i -> "P" + 2 * i).toList(),
                groups.stream().map(each -> each.lines().get(0).origin()).toList());
        assertEquals(900, pieces(groups));
    }

    private static int pieces(List<Group> groups) {
        return groups.stream()
                .flatMap(each -> each.lines().stream())
                .mapToInt(OrderLine::quantity)
                .sum();
    }

    @Test
    void theOrderOfLinesDecidesNothing() {
        stock.pieces("AUG", "A", 3).pieces("LYS", "A", 3).pieces("MUC", "B", 1);
        List<OrderLine> lines = new ArrayList<>(Goods.lines(goods("A", 1), goods("A", 4), goods("B", 1)));
        List<Group> one = router().route(TestOrders.group(lines));
        Collections.reverse(lines);
        assertEquals(one, router().route(TestOrders.group(lines)));
    }

    @Test
    void asOrderedIsAsOrdered() {
        Group order = group(goods("B", 1).origin("PAR"), goods("A", 1));
        assertEquals(List.of(order), Router.asOrdered().route(order));
    }

    @Test
    void preferencesAndStocksAreChecked() {
        Stock none = stock.build();
        for (List<String> places : List.of(
                List.<String>of(),
                List.of("AUG", "AUG"),
                List.of(" "),
                IntStream.rangeClosed(0, 100).mapToObj(Integer::toString).toList())) {
            assertThrows(IllegalArgumentException.class, () -> Router.fromStock(none, places));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Stock.builder().pieces("AUG", "A", -1).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Stock.builder().arrival("AUG", "A", Instant.MAX).build());
    }

    /** A snapshot: what is said to its builder later is not in it. */
    @Test
    void aStockDoesNotChange() {
        Stock before = stock.pieces("AUG", "A", 1).build();
        stock.pieces("AUG", "A", 2).pieces("LYS", "A", 1);
        assertEquals(1, before.pieces("AUG", "A"));
        assertEquals(0, before.pieces("LYS", "A"));
        assertEquals(2, stock.build().pieces("AUG", "A"));
    }
}
