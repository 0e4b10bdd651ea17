package io.shiponce;

import static io.shiponce.Goods.goods;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every planning and every order. */
class PlanningPropertiesTest {
    private static final int TRIES = 400;
    private static final List<String> PLACES = List.of("AUG", "LYS", "MUC", "PAR");
    private static final List<Box> BOXES = List.of(
            box("S", 100, 100, 100, 50, 3_000),
            box("M", 300, 200, 150, 200, 12_000),
            box("P", 1_500, 200, 200, 900, 9_000));

    /** Everything that a planning may differ in; plain data, so that it shrinks. */
    record Choices(
            List<Integer> steps, Capacity general, Capacity ofDhl, boolean rules, boolean boxes, List<Integer> stock) {

        Planning planning() {
            Planning.Builder planning =
                    Planning.builder().splitter(splitter()).capacity(general).capacity("dhl", ofDhl);
            if (rules) {
                planning.carriers(CarrierRules.builder()
                        .rule("light", Conditions.within(Capacity.UNLIMITED.withWeight(new Weight(2_000))), "post", "S")
                        .rule("bulky", Conditions.shippingClass(List.of("bulky")), "dhl")
                        .build());
            }
            if (boxes) {
                planning.packer(Packer.firstFit(BOXES));
            }
            if (!stock.isEmpty()) {
                planning.router(Router.fromStock(stocked(), PLACES));
            }
            return planning.build();
        }

        private Splitter splitter() {
            Splitter splitter = Splitter.standard();
            for (int step : steps) {
                splitter = splitter.andThen(
                        switch (step) {
                            case 0 -> Splitter.byVendor();
                            case 1 -> Splitter.byHazard();
                            case 2 -> Splitter.byTemperature();
                            case 3 -> Splitter.where(Conditions.to("FR"), Splitter.by("sku", OrderLine::sku));
                            case 4 ->
                                Splitter.where(
                                        Conditions.to("DE"), Splitter.by("price", PlanningPropertiesTest::price));
                            case 5 -> Splitter.within(general);
                            default -> throw new AssertionError(step);
                        });
            }
            return splitter;
        }

        /** Each number is how many pieces of A, B or C lie at one place; more arrive everywhere. */
        Stock stocked() {
            Stock.Builder all = Stock.builder();
            for (int i = 0; i < stock.size(); i++) {
                all.pieces(PLACES.get(i % PLACES.size()), "ABC".substring(i % 3, i % 3 + 1), stock.get(i));
            }
            for (String sku : List.of("A", "B", "C")) {
                all.arrival("MUC", sku, Instant.parse("2027-01-02T00:00:00Z"));
            }
            return all.build();
        }
    }

    private static Box box(String name, int length, int width, int height, long tare, long max) {
        return new Box(
                name,
                new Dimensions(length, width, height),
                new Dimensions(length + 9, width + 9, height + 9),
                new Weight(tare),
                new Weight(max));
    }

    private static String price(OrderLine line) {
        return line.unitPrice() == null ? "" : line.unitPrice().amount().toPlainString();
    }

    @Provide
    Arbitrary<Choices> choices() {
        Arbitrary<Capacity> capacities = Combinators.combine(
                        Arbitraries.longs()
                                .between(4_000, 9_000)
                                .map(Weight::new)
                                .injectNull(0.5),
                        Arbitraries.longs().between(100_000, 90_000_000).injectNull(0.6),
                        Arbitraries.integers().between(300, 1_600).injectNull(0.7),
                        Arbitraries.integers().between(900, 3_000).injectNull(0.7),
                        Arbitraries.of("13", "50.25").map(TestOrders::eur).injectNull(0.6),
                        Arbitraries.integers().between(5, 50).injectNull(0.5))
                .as(Capacity::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5).list().ofMaxSize(4),
                        capacities,
                        capacities,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 60).list().ofMaxSize(12))
                .as(Choices::new);
    }

    @Provide
    Arbitrary<List<OrderLine>> lines() {
        return TestOrders.anyLines();
    }

    /** Of each kind of thing, how many. */
    private static Map<Item, Long> ordered(List<OrderLine> lines) {
        Map<Item, Long> pieces = new HashMap<>();
        for (OrderLine line : lines) {
            if (line.requiresShipping()) {
                Item one = new Item(
                        line.sku(),
                        line.name(),
                        1,
                        line.unitPrice(),
                        line.unitWeight(),
                        line.traits().commodityCode(),
                        line.traits().countryOfOrigin());
                pieces.merge(one, (long) line.quantity(), Long::sum);
            }
        }
        return pieces;
    }

    private static Parcel parcel(PlannedShipment shipment) {
        List<Parcel> parcels = shipment.consignment().parcels();
        assertEquals(1, parcels.size());
        return parcels.get(0);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void everyPieceIsInExactlyOneShipmentAndNoneIsEmpty(
            @ForAll("choices") Choices choices, @ForAll("lines") List<OrderLine> lines) {
        Map<Item, Long> shipped = new HashMap<>();
        for (PlannedShipment shipment :
                choices.planning().preview(TestOrders.of(lines)).shipments()) {
            for (Item item : parcel(shipment).items()) {
                Item one = new Item(
                        item.sku(),
                        item.name(),
                        1,
                        item.unitPrice(),
                        item.unitWeight(),
                        item.commodityCode(),
                        item.countryOfOrigin());
                shipped.merge(one, (long) item.quantity(), Long::sum);
            }
        }
        assertEquals(ordered(lines), shipped);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void theSameOrderIsPlannedTheSame(
            @ForAll("choices") Choices choices, @ForAll("lines") List<OrderLine> lines, @ForAll long seed) {
        List<OrderLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        Order order = TestOrders.of(lines);
        PlanPreview preview = choices.planning().preview(order);
        assertEquals(preview, choices.planning().preview(TestOrders.of(shuffled)));
        Planning planning = choices.planning();
        assertEquals(preview, planning.preview(order));
        assertEquals(preview, planning.preview(order));
    }

    /** What a carrier takes, box included; or it says that it could not be kept, of a single piece or of a set. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void limitsAreKeptOrFlagged(@ForAll("choices") Choices choices, @ForAll("lines") List<OrderLine> lines) {
        for (PlannedShipment shipment :
                choices.planning().preview(TestOrders.of(lines)).shipments()) {
            Capacity limits =
                    shipment.carrier().equals("dhl") ? choices.general().and(choices.ofDhl()) : choices.general();
            Parcel parcel = parcel(shipment);
            boolean flagged = shipment.reasons().stream()
                    .filter(Reason::flagged)
                    .anyMatch(reason -> reason.text().contains("exceeded by")
                            || reason.text().contains("fits into none"));
            boolean kept = exceeded(limits, parcel).isEmpty();
            assertTrue(kept || flagged, () -> exceeded(limits, parcel) + " of " + shipment);
        }
    }

    /** By hand, from what the carrier is told. */
    private static List<String> exceeded(Capacity limits, Parcel parcel) {
        List<String> exceeded = new ArrayList<>();
        long grams = 0;
        long pieces = 0;
        double value = 0;
        for (Item item : parcel.items()) {
            grams += item.unitWeight() == null ? 0 : item.unitWeight().grams() * item.quantity();
            pieces += item.quantity();
            value += item.unitPrice() == null ? 0 : item.unitPrice().amount().doubleValue() * item.quantity();
        }
        grams = parcel.weight() == null ? grams : parcel.weight().grams();
        if (limits.weight() != null && grams > limits.weight().grams()) {
            exceeded.add("weight " + grams);
        }
        if (limits.pieces() != null && pieces > limits.pieces()) {
            exceeded.add("pieces " + pieces);
        }
        if (limits.value() != null && value > limits.value().amount().doubleValue() + 1e-9) {
            exceeded.add("value " + value);
        }
        Dimensions size = parcel.dimensions();
        if (size != null) {
            int[] sides = {size.lengthMillimetres(), size.widthMillimetres(), size.heightMillimetres()};
            Arrays.sort(sides);
            if (limits.longestSideMillimetres() != null && sides[2] > limits.longestSideMillimetres()) {
                exceeded.add("longest side " + size);
            }
            if (limits.girthMillimetres() != null && sides[2] + 2 * (sides[0] + sides[1]) > limits.girthMillimetres()) {
                exceeded.add("girth " + size);
            }
        }
        return exceeded;
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void whatIsKeptTogetherIsTogetherAndWhatShipsAloneIsAlone(
            @ForAll("choices") Choices choices, @ForAll("lines") List<OrderLine> lines) {
        // A sku and a customs code by which each line is found again in the shipments.
        List<OrderLine> marked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            Traits t = line.traits();
            marked.add(TestOrders.with(
                    new Traits(
                            t.unitDimensions(),
                            t.vendor(),
                            t.hazard(),
                            t.temperature(),
                            t.keepTogether(),
                            t.shipsAlone(),
                            Integer.toString(1_000 + i),
                            null),
                    line));
        }
        Map<String, Set<Integer>> partsOf = new HashMap<>();
        for (PlannedShipment shipment :
                choices.planning().preview(TestOrders.of(marked)).shipments()) {
            List<Item> items = parcel(shipment).items();
            for (Item item : items) {
                Traits traits = marked.get(Integer.parseInt(String.valueOf(item.commodityCode())) - 1_000)
                        .traits();
                if (traits.keepTogether() != null) {
                    partsOf.computeIfAbsent(traits.keepTogether(), any -> new HashSet<>())
                            .add(shipment.part());
                }
                if (traits.shipsAlone()) {
                    assertEquals(1, items.size());
                    assertEquals(1, item.quantity());
                }
            }
        }
        partsOf.values().forEach(parts -> assertEquals(1, parts.size(), partsOf::toString));
    }

    /** A box holds no more than it may weigh, and nothing that is larger than it is. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void boxesHoldWhatTheyCan(@ForAll("lines") List<OrderLine> lines) {
        Group group = TestOrders.group(lines);
        for (Packed packed : Packer.firstFit(BOXES).pack(group, Capacity.UNLIMITED)) {
            Box box = packed.box();
            if (box != null) {
                long grams = box.tare().grams();
                long volume = 0;
                for (OrderLine line : packed.group().lines()) {
                    Dimensions size = line.traits().unitDimensions();
                    assertTrue(longest(size) <= longest(box.inner()));
                    volume += volume(size) * line.quantity();
                    grams += line.unitWeight() == null ? 0 : line.unitWeight().grams() * line.quantity();
                }
                assertTrue(grams <= box.maxWeight().grams());
                assertTrue(volume <= volume(box.inner()));
            } else {
                assertTrue(packed.group().reasons().get(0).flagged());
            }
        }
    }

    private static int longest(Dimensions size) {
        return Math.max(size.lengthMillimetres(), Math.max(size.widthMillimetres(), size.heightMillimetres()));
    }

    private static long volume(Dimensions size) {
        return (long) size.lengthMillimetres() * size.widthMillimetres() * size.heightMillimetres();
    }

    /** No combination of fewer places has everything; found by trying all of them, sku by sku. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void aRouterNeedsTheFewestPlaces(
            @ForAll("stocks") List<Integer> stock, @ForAll("quantities") List<Integer> quantities) {
        Stock.Builder all = Stock.builder();
        for (int i = 0; i < stock.size(); i++) {
            all.pieces(PLACES.get(i % 4), "SKU-" + i / 4, stock.get(i));
        }
        Stock there = all.build();
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            String sku = "SKU-" + i;
            int some =
                    PLACES.stream().mapToInt(place -> there.pieces(place, sku)).sum();
            if (some > 0) {
                lines.add(goods(sku, Math.min(quantities.get(i), some)).line());
            }
        }
        Assume.that(!lines.isEmpty());
        assertEquals(
                fewest(there, lines),
                Router.fromStock(there, PLACES).route(TestOrders.group(lines)).size());
    }

    @Provide
    Arbitrary<List<Integer>> stocks() {
        return Arbitraries.of(0, 0, 1, 2, 5).list().ofSize(16);
    }

    @Provide
    Arbitrary<List<Integer>> quantities() {
        return Arbitraries.integers().between(1, 6).list().ofMinSize(1).ofMaxSize(4);
    }

    private static int fewest(Stock stock, List<OrderLine> lines) {
        int fewest = Integer.MAX_VALUE;
        for (int subset = 1; subset < 1 << PLACES.size(); subset++) {
            int chosen = subset;
            boolean enough = lines.stream().allMatch(line -> {
                int there = 0;
                for (int i = 0; i < PLACES.size(); i++) {
                    there += (chosen >> i & 1) * stock.pieces(PLACES.get(i), line.sku());
                }
                return there >= line.quantity();
            });
            if (enough) {
                fewest = Math.min(fewest, Integer.bitCount(subset));
            }
        }
        return fewest;
    }

    /** Work by line and quantity: a key is asked once per line, and dividing adds at most one line per shipment. */
    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void workGrowsWithLinesAndShipments(@ForAll("choices") Choices choices, @ForAll("lines") List<OrderLine> lines) {
        AtomicInteger asked = new AtomicInteger();
        Splitter counting = Splitter.by("x", line -> {
            asked.incrementAndGet();
            return line.sku();
        });
        List<Group> groups =
                counting.andThen(Splitter.within(choices.general())).split(TestOrders.group(lines));
        assertEquals(lines.size(), asked.get());
        assertTrue(groups.stream().mapToInt(group -> group.lines().size()).sum() <= lines.size() + groups.size());
    }

    @Example
    void thirtyThousandPiecesAreNotSlow() {
        Planning planning = Planning.builder()
                .router(Router.fromStock(
                        Stock.builder()
                                .pieces("AUG", "A", 20_000)
                                .pieces("LYS", "A", 20_000)
                                .build(),
                        PLACES))
                .capacity(Capacity.UNLIMITED.withWeight(new Weight(31_500)))
                .packer(Packer.firstFit(BOXES))
                .build();
        Order order = Goods.order(goods("A", 30_000).grams(10).size(10, 10, 10));
        PlanPreview preview = assertTimeout(Duration.ofSeconds(2), () -> planning.preview(order));
        assertEquals(
                30_000,
                preview.shipments().stream()
                        .flatMap(shipment -> parcel(shipment).items().stream())
                        .mapToInt(Item::quantity)
                        .sum());
        assertFalse(preview.shipments().isEmpty());
    }

    /**
     * The same on every machine and in every version: what an order becomes may change only on purpose, since an order that
     * is imported a second time by two versions at once must not become two plans.
     */
    @Example
    void goldenPlansNeverChange() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Random random = new Random(20261220);
        for (int i = 0; i < 300; i++) {
            Choices choices = new Choices(
                    random.ints(3, 0, 6).boxed().toList(),
                    Capacity.UNLIMITED
                            .withWeight(new Weight(4_000 + random.nextInt(5_000)))
                            .withPieces(30),
                    Capacity.UNLIMITED.withGirthMillimetres(1_000 + random.nextInt(1_000)),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.ints(random.nextInt(12), 0, 60).boxed().toList());
            List<OrderLine> lines = new ArrayList<>();
            for (int line = random.nextInt(8); line >= 0; line--) {
                lines.add(golden(random));
            }
            for (PlannedShipment shipment :
                    choices.planning().preview(TestOrders.of(lines)).shipments()) {
                String plan = shipment.carrier() + shipment.consignment() + shipment.notBefore();
                sha256.update(plan.getBytes(StandardCharsets.UTF_8));
            }
        }
        assertEquals(
                "473057bd97eda873607949edf8198028210105912070c3102c8410b5ad4771d2",
                HexFormat.of().formatHex(sha256.digest()));
    }

    private static OrderLine golden(Random random) {
        Goods line = goods(List.of("A", "B", "C").get(random.nextInt(3)), 1 + random.nextInt(40));
        line = random.nextBoolean() ? line.grams(random.nextInt(4_000)) : line;
        line = random.nextBoolean()
                ? line.size(10 + random.nextInt(90), 10 + random.nextInt(90), 10 + random.nextInt(1_500))
                : line;
        line = random.nextBoolean() ? line.vendor("vendor " + random.nextInt(3)) : line;
        line = random.nextInt(4) == 0 ? line.hazard("3") : line;
        line = random.nextInt(4) == 0 ? line.temperature("frozen") : line;
        line = random.nextInt(4) == 0 ? line.kept("set " + random.nextInt(2)) : line;
        line = random.nextInt(4) == 0 ? line.costing("12.50", "EUR") : line;
        return line.line();
    }
}
