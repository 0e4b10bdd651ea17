package io.shiponce.packing;

import static io.shiponce.packing.Lines.BOXES;
import static io.shiponce.packing.Lines.LONG;
import static io.shiponce.packing.Lines.group;
import static io.shiponce.packing.Lines.kept;
import static io.shiponce.packing.Lines.line;
import static io.shiponce.packing.Lines.shown;
import static io.shiponce.packing.Lines.unknown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Box;
import io.shiponce.Capacity;
import io.shiponce.Group;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Packed;
import io.shiponce.Packer;
import io.shiponce.Planning;
import io.shiponce.carrier.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The library itself, with as much time as it may want. */
class ThreeDimensionalPackerTest {
    private static final Capacity ANY = Capacity.UNLIMITED;
    private static final Packer PACKER = ThreeDimensionalPacker.into(BOXES, Duration.ofSeconds(30));

    private static List<String> packed(OrderLine... lines) {
        return shown(PACKER.pack(group(lines), ANY));
    }

    @Example
    void allOfItIntoTheSmallestBoxThatTakesIt() {
        assertEquals(List.of("A x 2 | in box 'S', in three dimensions"), packed(line("A", 2, 100, 100, 150, 100)));
        assertEquals(List.of("A x 1 | in box 'LONG', in three dimensions"), packed(line("A", 1, 100, 50, 900, 50)));
        assertEquals(
                List.of("A x 1, B x 1 | in box 'L', in three dimensions"),
                packed(line("A", 1, 100, 400, 300, 100), line("B", 1, 100, 400, 300, 100)));
    }

    /** By volume they would be one parcel: 16 l in 24 l. Side by side they do not fit. */
    @Example
    void whatFitsByVolumeOnlyIsTwoParcels() {
        OrderLine two = line("A", 2, 100, 200, 200, 200);
        OrderLine cubes = line("A", 2, 100, 151, 151, 151);
        assertEquals(List.of("A x 2 | in box 'L', in three dimensions"), packed(two));
        assertEquals(List.of("A x 2 | in box 'L', in three dimensions"), packed(cubes));
        OrderLine wide = line("A", 2, 100, 300, 201, 150);
        assertEquals(List.of("A x 2 | in box 'L'"), shown(Packer.firstFit(BOXES).pack(group(wide), ANY)));
        assertEquals(
                List.of(
                        "A x 1 | parcel 1 of 2, in box 'L', in three dimensions",
                        "A x 1 | parcel 2 of 2, in box 'L', in three dimensions"),
                packed(wide));
    }

    @Example
    void weightIsKept() {
        List<Packed> parcels = PACKER.pack(group(line("A", 4, 6_500, 10, 10, 10)), ANY);
        assertEquals(2, parcels.size());
        for (Packed parcel : parcels) {
            assertTrue(grams(parcel) <= 20_000, () -> shown(parcels).toString());
        }
        assertEquals(
                4,
                parcels.stream()
                        .mapToInt(parcel -> parcel.group().lines().get(0).quantity())
                        .sum());
    }

    private static long grams(Packed parcel) {
        Box box = parcel.box();
        long tare = box == null ? 0 : box.tare().grams();
        return tare
                + parcel.group().lines().stream()
                        .mapToLong(line -> line.unitWeight().grams() * line.quantity())
                        .sum();
    }

    @Example
    void aCarriersLimitsHoldForTheBox() {
        Capacity short1 = ANY.withLongestSideMillimetres(500).withWeight(new Weight(5_000));
        List<Packed> parcels = PACKER.pack(group(line("A", 1, 4_500, 10, 10, 10)), short1);
        assertEquals(List.of("A x 1 | in box 'S', in three dimensions"), shown(parcels));
        assertEquals(
                List.of("A x 1 | ! in no box: fits into none"),
                shown(PACKER.pack(group(line("A", 1, 4_801, 10, 10, 10)), short1)));
    }

    @Example
    void whatFitsIntoNoBoxGoesAlone() {
        assertEquals(
                List.of(
                        "A x 1 | ! parcel 1 of 3, in no box: fits into none",
                        "A x 1 | ! parcel 2 of 3, in no box: fits into none",
                        "B x 1 | parcel 3 of 3, in box 'S', in three dimensions"),
                packed(line("A", 2, 1, 500, 500, 500), line("B", 1, 1, 10, 10, 10)));
    }

    @Example
    void whatIsKeptTogetherIsInOneBox() {
        assertEquals(
                List.of("A x 1, B x 1, C x 1 | in box 'L', in three dimensions"),
                packed(
                        kept("A", 1, "set", 400, 300, 90),
                        kept("B", 1, "set", 400, 300, 90),
                        line("C", 1, 1, 400, 300, 20)));
        assertEquals(
                List.of(
                        "A x 1, B x 1 | parcel 1 of 2, in box 'L', in three dimensions",
                        "C x 1 | parcel 2 of 2, in box 'L', in three dimensions"),
                packed(
                        kept("A", 1, "set", 400, 300, 90),
                        kept("B", 1, "set", 400, 300, 90),
                        line("C", 1, 1, 400, 300, 21)));
        assertEquals(List.of("A x 3 | ! in no box: fits into none"), packed(kept("A", 3, "set", 400, 300, 90)));
    }

    @Example
    void whatIsNotTriedIsPackedByVolume() {
        assertEquals(
                List.of("A x 1, B x 2 | ! in no box: the size of B is unknown"),
                packed(line("A", 1, 1, 10, 10, 10), unknown("B", 2)));
        assertEquals(
                List.of("A x 1 | ! in no box: the carrier takes none of them"),
                shown(PACKER.pack(group(line("A", 1, 1, 10, 10, 10)), ANY.withLongestSideMillimetres(50))));
        assertEquals(
                List.of("A x 501 | ! packed by volume, not in three dimensions: 501 pieces are too many; in box 'S'"),
                packed(line("A", 501, 1, 10, 10, 10)));
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThrows(IllegalArgumentException.class, () -> packed(line("A", 30_000, 1, 400, 300, 200))));
    }

    @Example
    void settingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> ThreeDimensionalPacker.into(List.of()));
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofMinutes(2))) {
            assertThrows(IllegalArgumentException.class, () -> ThreeDimensionalPacker.into(BOXES, wrong));
        }
    }

    /** A preview shows its box, and what the carrier is told. */
    @Example
    void aPlanningTellsTheCarrierOfTheBox() {
        Planning planning = Planning.builder().packer(PACKER).build();
        Group all = group(line("A", 1, 100, 50, 900, 50));
        Order order = new Order("augsburg", "1", null, "reference", 0, all.shipTo(), all.lines());
        assertEquals(
                LONG.outer(),
                planning.preview(order)
                        .shipments()
                        .get(0)
                        .consignment()
                        .parcels()
                        .get(0)
                        .dimensions());
        assertEquals(planning.preview(order), planning.preview(order));
    }

    @Provide
    Arbitrary<List<OrderLine>> lines() {
        Arbitrary<Integer> side = Arbitraries.integers().between(5, 320);
        Arbitrary<String> word = Arbitraries.of("set 1", "set 2").injectNull(0.8);
        return Combinators.combine(
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.longs().between(0, 4_000),
                        side,
                        side,
                        side,
                        word)
                .as((sku, quantity, grams, x, y, z, kept) ->
                        kept == null ? line(sku, quantity, grams, x, y, z) : kept(sku, quantity, kept, x, y, z))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Map<OrderLine, Integer> pieces(List<OrderLine> lines) {
        Map<OrderLine, Integer> pieces = new HashMap<>();
        lines.forEach(line -> pieces.merge(line.withQuantity(1), line.quantity(), Integer::sum));
        return pieces;
    }

    /** Whatever the library answers: each piece once, sets together, no box too heavy, and the same again. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyPieceIsInOneParcelThatCanHoldIt(@ForAll("lines") List<OrderLine> lines) {
        List<Packed> parcels = PACKER.pack(group(lines), ANY);
        List<OrderLine> out = new ArrayList<>();
        Map<String, Integer> sets = new HashMap<>();
        for (Packed parcel : parcels) {
            out.addAll(parcel.group().lines());
            parcel.group().lines().stream()
                    .map(line -> line.traits().keepTogether())
                    .distinct()
                    .forEach(word -> sets.merge(String.valueOf(word), 1, Integer::sum));
            Box box = parcel.box();
            if (box != null) {
                assertTrue(
                        grams(parcel) <= box.maxWeight().grams(),
                        () -> shown(parcels).toString());
                parcel.group()
                        .lines()
                        .forEach(line -> assertTrue(box.fits(line.traits().unitDimensions())));
            } else {
                assertTrue(Lines.flagged(parcel));
            }
        }
        assertEquals(pieces(lines), pieces(out));
        sets.remove("null");
        sets.values().forEach(parts -> assertEquals(1, parts));
        assertEquals(parcels, PACKER.pack(group(lines), ANY));
    }
}
