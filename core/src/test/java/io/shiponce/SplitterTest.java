package io.shiponce;

import static io.shiponce.TestOrders.weighing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static final Instant LATER = Instant.parse("2027-01-02T00:00:00Z");

    private static OrderLine line(String sku, boolean ships, String origin, String shippingClass, Instant from) {
        return new OrderLine(sku, null, 1, null, null, ships, origin, shippingClass, from);
    }

    @Test
    void standardGroupsByOriginThenClassThenAvailability() {
        OrderLine gift = line("GIFT", false, "", "", null);
        OrderLine augsburg = line("A", true, "AUG", "", null);
        OrderLine bulky = line("B", true, "AUG", "bulky", null);
        OrderLine awaited = line("C", true, "AUG", "", LATER);
        OrderLine lyon = line("D", true, "LYS", "", null);
        OrderLine alsoLyon = line("E", true, "LYS", "", null);
        assertEquals(
                List.of(List.of(augsburg), List.of(awaited), List.of(bulky), List.of(lyon, alsoLyon)),
                TestOrders.split(Splitter.standard(), List.of(alsoLyon, awaited, gift, lyon, bulky, augsburg)));
    }

    @Test
    void whatNeedsNoShippingMakesNoShipment() {
        assertEquals(List.of(), TestOrders.split(Splitter.standard(), List.of(line("GIFT", false, "", "", null))));
        assertEquals(List.of(), TestOrders.split(Splitter.shippable(), List.of()));
    }

    @Test
    void weightDividesALineByQuantity() {
        assertEquals(
                List.of(
                        List.of(weighing("A", 3, 300)),
                        List.of(weighing("A", 2, 300), weighing("B", 1, 400)),
                        List.of(weighing("B", 1, 400))),
                TestOrders.split(
                        Splitter.maxWeight(new Weight(1_000)), List.of(weighing("B", 2, 400), weighing("A", 5, 300))));
    }

    @Test
    void aPieceHeavierThanTheLimitGoesAlone() {
        assertEquals(
                List.of(
                        List.of(weighing("B", 1, 1_001)),
                        List.of(weighing("B", 1, 1_001)),
                        List.of(weighing("A", 1, 1_000))),
                TestOrders.split(
                        Splitter.maxWeight(new Weight(1_000)),
                        List.of(weighing("A", 1, 1_000), weighing("B", 2, 1_001))));
    }

    @Test
    void unknownWeightCountsAsNone() {
        List<OrderLine> lines = List.of(OrderLine.of("A", 1_000_000), weighing("B", 1, 1_000));
        assertEquals(List.of(lines), TestOrders.split(Splitter.maxWeight(new Weight(1_000)), lines));
        assertThrows(IllegalArgumentException.class, () -> Splitter.maxWeight(Weight.ZERO));
    }

    @Test
    void aThousandShipmentsAreTheBound() {
        Splitter splitter = Splitter.standard().andThen(Splitter.maxWeight(new Weight(1)));
        assertEquals(
                1_000,
                TestOrders.split(splitter, List.of(weighing("A", 1_000, 1))).size());
        for (OrderLine tooMany : List.of(weighing("A", 1_001, 1), weighing("A", 1_001, 2))) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> TestOrders.split(splitter, List.of(tooMany)))
                    .getMessage();
            assertEquals("an order must be split into at most 1000 shipments, were more", message);
        }
        List<OrderLine> places = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> line("A", true, "place " + i, "", null))
                .toList();
        assertThrows(IllegalArgumentException.class, () -> TestOrders.split(Splitter.byOrigin(), places));
    }

    @Test
    void boundHoldsForTheSumOfASplittersParts() {
        Splitter splitter = Splitter.byOrigin().andThen(Splitter.maxWeight(new Weight(1)));
        List<OrderLine> lines = List.of(
                new OrderLine("A", null, 600, null, new Weight(1), true, "AUG", "", null),
                new OrderLine("A", null, 600, null, new Weight(1), true, "LYS", "", null));
        assertThrows(IllegalArgumentException.class, () -> TestOrders.split(splitter, lines));
    }

    /** Ten thousand million pieces: whoever makes one object per piece does not come back. */
    @Test
    void workDoesNotGrowWithPieces() {
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < Order.MAX_LINES; i++) {
            lines.add(weighing("SKU-" + i, 1_000_000, 1 + i % 3));
        }
        Splitter splitter = Splitter.standard().andThen(Splitter.maxWeight(new Weight(100_000_000)));
        List<List<OrderLine>> groups = assertTimeout(Duration.ofSeconds(5), () -> TestOrders.split(splitter, lines));
        assertTrue(groups.size() >= 200 && groups.size() <= 220, groups.size() + " groups");
        Splitter tiny = Splitter.maxWeight(new Weight(1));
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThrows(IllegalArgumentException.class, () -> TestOrders.split(tiny, lines)));
    }

    @Test
    void groupsByAKeyOfTheShopsOwn() {
        Splitter hazard = Splitter.by("hazard", line -> line.sku().startsWith("HAZ-"));
        OrderLine mug = OrderLine.of("MUG", 1);
        OrderLine acid = OrderLine.of("HAZ-1", 1);
        assertEquals(List.of(List.of(mug), List.of(acid)), TestOrders.split(hazard, List.of(acid, mug)));
    }
}
