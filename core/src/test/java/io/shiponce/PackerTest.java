package io.shiponce;

import static io.shiponce.Goods.goods;
import static io.shiponce.Goods.group;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackerTest {
    private static final Capacity ANY = Capacity.UNLIMITED;
    private static final Box SMALL = box("S", 200, 150, 100, 200, 5_000);
    private static final Box LARGE = box("L", 400, 300, 200, 500, 20_000);
    private static final Box LONG = box("LONG", 1_000, 100, 100, 300, 10_000);
    private static final Packer PACKER = Packer.firstFit(List.of(LARGE, LONG, SMALL));

    private static Box box(String name, int length, int width, int height, long tare, long max) {
        return new Box(
                name,
                new Dimensions(length, width, height),
                new Dimensions(length + 10, width + 10, height + 10),
                new Weight(tare),
                new Weight(max));
    }

    private static List<String> shown(Capacity capacity, Goods... goods) {
        return PACKER.pack(group(goods), capacity).stream()
                .map(packed -> Goods.shown(packed.group()))
                .toList();
    }

    @Test
    void whatFitsIntoOneBoxGoesIntoTheSmallest() {
        assertEquals(List.of("A x 2 | in box 'S'"), shown(ANY, goods("A", 2).size(100, 150, 100)));
        assertEquals(List.of("A x 2 | in box 'L'"), shown(ANY, goods("A", 2).size(110, 150, 100)));
        assertEquals(List.of("A x 1 | in box 'LONG'"), shown(ANY, goods("A", 1).size(50, 50, 900)));
    }

    @Test
    void theSmallestIsThatOfTheLeastVolumeThenTareThenName() {
        Goods dice = goods("A", 1).size(10, 10, 10);
        List<Box> boxes = List.of(
                box("C", 100, 100, 101, 100, 1_000),
                box("B", 100, 100, 100, 200, 1_000),
                box("A", 100, 100, 100, 300, 1_000),
                box("D", 100, 100, 100, 200, 1_000));
        assertEquals(
                boxes.get(1),
                Packer.firstFit(boxes).pack(group(dice), ANY).get(0).box());
        assertEquals(
                boxes.get(2),
                Packer.firstFit(List.of(boxes.get(0), boxes.get(2)))
                        .pack(group(dice), ANY)
                        .get(0)
                        .box());
    }

    @Test
    void sidesMayBeTurned() {
        assertEquals(List.of("A x 1 | in box 'S'"), shown(ANY, goods("A", 1).size(100, 200, 150)));
        assertEquals(List.of("A x 1 | in box 'LONG'"), shown(ANY, goods("A", 1).size(201, 1, 1)));
        assertEquals(List.of("A x 1 | in box 'L'"), shown(ANY, goods("A", 1).size(1, 151, 151)));
        assertEquals(List.of("A x 1 | in box 'L'"), shown(ANY, goods("A", 1).size(101, 101, 101)));
    }

    @Test
    void largestFirstAndEachWhereThereIsRoom() {
        // 24 l in the large box: 16 + 6.04 l leave no room for 2 l, 16 l leave room for four of them.
        assertEquals(
                List.of("A x 1, B x 1 | parcel 1 of 2, in box 'L'", "A x 1, C x 4 | parcel 2 of 2, in box 'L'"),
                shown(
                        ANY,
                        goods("C", 4).size(100, 100, 200),
                        goods("B", 1).size(200, 200, 151),
                        goods("A", 2).size(400, 200, 200)));
    }

    @Test
    void weightIsThatOfGoodsAndBox() {
        assertEquals(
                List.of("A x 1 | in box 'S'"),
                shown(ANY, goods("A", 1).size(10, 10, 10).grams(4_800)));
        assertEquals(
                List.of("A x 1 | in box 'LONG'"),
                shown(ANY, goods("A", 1).size(10, 10, 10).grams(4_801)));
        assertEquals(
                List.of("A x 3 | parcel 1 of 2, in box 'L'", "A x 1 | parcel 2 of 2, in box 'LONG'"),
                shown(ANY, goods("A", 4).size(10, 10, 10).grams(6_500)));
    }

    @Test
    void aCarriersLimitsHoldForTheFullBox() {
        assertEquals(
                List.of("A x 1 | parcel 1 of 2, in box 'S'", "A x 1 | parcel 2 of 2, in box 'S'"),
                shown(
                        ANY.withWeight(new Weight(5_300)),
                        goods("A", 2).size(10, 10, 10).grams(2_501)));
        assertEquals(
                List.of("A x 2 | in box 'LONG'"),
                shown(
                        ANY.withWeight(new Weight(5_300)),
                        goods("A", 2).size(10, 10, 10).grams(2_500)));
        assertEquals(
                List.of("A x 1 | in box 'L'"),
                shown(
                        ANY.withLongestSideMillimetres(1_009),
                        goods("A", 1).size(10, 10, 10).grams(4_801)));
        assertEquals(
                List.of("A x 1 | in box 'LONG'"),
                shown(
                        ANY.withLongestSideMillimetres(1_010),
                        goods("A", 1).size(10, 10, 10).grams(4_801)));
        // LONG: 1010 + 2 x (110 + 110) = 1450, L: 410 + 2 x (310 + 210) = 1450.
        assertEquals(
                List.of("A x 2 | in box 'L'"),
                shown(ANY.withGirthMillimetres(1_450), goods("A", 2).size(110, 150, 100)));
        assertEquals(
                List.of("A x 1 | parcel 1 of 2, in box 'S'", "A x 1 | parcel 2 of 2, in box 'S'"),
                shown(ANY.withGirthMillimetres(1_449), goods("A", 2).size(110, 150, 100)));
    }

    @Test
    void whatFitsIntoNoBoxGoesAloneAndFlagged() {
        assertEquals(
                List.of(
                        "A x 1 | ! parcel 1 of 3, in no box: A fits into none",
                        "A x 1 | ! parcel 2 of 3, in no box: A fits into none",
                        "B x 1 | parcel 3 of 3, in box 'S'"),
                shown(ANY, goods("B", 1).size(10, 10, 10), goods("A", 2).size(500, 500, 500)));
        assertEquals(
                List.of("A x 1 | ! in no box: A fits into none"),
                shown(ANY, goods("A", 1).size(10, 10, 10).grams(19_501)));
    }

    @Test
    void whatIsOfUnknownSizeStaysTogether() {
        assertEquals(
                List.of("A x 5, B x 1 | ! in no box: the size of B is unknown"),
                shown(ANY, goods("A", 5).size(500, 500, 500), goods("B", 1)));
    }

    @Test
    void aCarrierThatTakesNoneOfTheBoxesGetsNone() {
        assertEquals(
                List.of("A x 5 | ! in no box: the carrier takes none of them"),
                shown(ANY.withLongestSideMillimetres(50), goods("A", 5).size(10, 10, 10)));
        assertEquals(
                List.of("A x 5 | ! in no box: the carrier takes none of them"),
                shown(ANY.withWeight(new Weight(200)), goods("A", 5).size(10, 10, 10)));
    }

    @Test
    void whatIsKeptTogetherIsInOneBox() {
        Goods a = goods("A", 1).size(400, 300, 150).kept("set");
        Goods b = goods("B", 2).size(400, 100, 50).kept("set");
        Goods c = goods("C", 1).size(400, 300, 16);
        assertEquals(List.of("A x 1, B x 2, C x 1 | in box 'L'"), shown(ANY, a, b, c));
        Goods larger = goods("C", 1).size(400, 300, 50);
        assertEquals(
                List.of("A x 1, B x 2 | parcel 1 of 2, in box 'L'", "C x 1 | parcel 2 of 2, in box 'L'"),
                shown(ANY, a, b, larger));
        assertEquals(
                List.of(
                        "A x 1, B x 2, D x 1 | ! parcel 1 of 2, in no box: what is kept together as 'set' fits into none",
                        "C x 1 | parcel 2 of 2, in box 'L'"),
                shown(ANY, a, b, goods("D", 1).size(300, 200, 200).kept("set"), larger));
    }

    /** A million pieces, ten thousand lines: by line and quantity. */
    @Test
    void workDoesNotGrowWithPieces() {
        List<Goods> goods = new ArrayList<>();
        for (int i = 0; i < Order.MAX_LINES; i++) {
            goods.add(goods("SKU-" + i, 100).size(1, 1, 1 + i % 3));
        }
        Box crate = box("CRATE", 1_000, 100, 100, 500, 10_000_000);
        List<Packed> packed = assertTimeout(
                Duration.ofSeconds(5),
                () -> Packer.firstFit(List.of(SMALL, crate)).pack(group(goods.toArray(Goods[]::new)), ANY));
        assertEquals(1, packed.size());
        assertSame(SMALL, packed.get(0).box());
        Goods many = goods("A", 1_000_000).size(100, 150, 100);
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThrows(IllegalArgumentException.class, () -> PACKER.pack(group(many), ANY)));
    }

    @Test
    void theOrderOfLinesAndOfBoxesDecidesNothing() {
        List<OrderLine> lines = new ArrayList<>(Goods.lines(
                goods("A", 9).size(90, 90, 90),
                goods("B", 9).size(90, 90, 90).grams(100),
                goods("C", 5).size(200, 150, 100)));
        List<Packed> one = PACKER.pack(TestOrders.group(lines), ANY);
        Collections.reverse(lines);
        assertEquals(one, Packer.firstFit(List.of(SMALL, LARGE, LONG)).pack(TestOrders.group(lines), ANY));
    }

    @Test
    void unboxedIsOneParcel() {
        Group all = group(goods("A", 9), goods("B", 1).size(500, 500, 500));
        assertEquals(List.of(new Packed(all, null)), Packer.unboxed().pack(all, ANY.withPieces(1)));
    }

    @Test
    void boxesAreChecked() {
        Dimensions size = new Dimensions(10, 20, 30);
        assertThrows(IllegalArgumentException.class, () -> Packer.firstFit(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Box(" ", size, size, Weight.ZERO, new Weight(1)));
        for (Dimensions smaller :
                List.of(new Dimensions(9, 20, 30), new Dimensions(10, 19, 30), new Dimensions(10, 20, 29))) {
            assertEquals(
                    "box 'X' must not be larger inside than outside",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new Box("X", size, smaller, Weight.ZERO, new Weight(1)))
                            .getMessage());
        }
        assertEquals(
                "box 'X' must take more than its own weight",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Box("X", size, size, new Weight(5), new Weight(5)))
                        .getMessage());
    }
}
