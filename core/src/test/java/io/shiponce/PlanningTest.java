package io.shiponce;

import static io.shiponce.Goods.goods;
import static io.shiponce.Goods.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanningTest {
    private static final Instant LATER = Instant.parse("2027-01-02T00:00:00Z");
    private static final Box BOX = new Box(
            "S", new Dimensions(200, 150, 100), new Dimensions(210, 160, 110), new Weight(200), new Weight(5_000));

    private static List<String> shown(Planning planning, Goods... goods) {
        return Goods.shown(planning.preview(order(goods)));
    }

    private static String problem(Planning planning, Goods... goods) {
        return assertThrows(IllegalArgumentException.class, () -> planning.preview(order(goods)))
                .getMessage();
    }

    private static Parcel parcel(Planning planning, Goods... goods) {
        return planning.preview(order(goods))
                .shipments()
                .get(0)
                .consignment()
                .parcels()
                .get(0);
    }

    @Test
    void withoutRulesTheOrderDecides() {
        assertEquals(
                List.of("reference/ from '': B x 1 | no origin", "reference/bulky from 'AUG': A x 2 | origin 'AUG'"),
                shown(Planning.builder().build(), goods("A", 2).origin("AUG").shippingClass("bulky"), goods("B", 1)));
    }

    /** Route, split, carrier, its limits, boxes: each says why, in this order. */
    @Test
    void everyStageSaysWhy() {
        Planning planning = Planning.builder()
                .router(Router.fromStock(
                        Stock.builder()
                                .pieces("AUG", "A", 9)
                                .pieces("AUG", "B", 9)
                                .pieces("AUG", "C", 9)
                                .build(),
                        List.of("AUG")))
                .splitter(Splitter.standard().andThen(Splitter.byVendor()))
                .carriers(CarrierRules.builder()
                        .rule("inland", Conditions.to("DE"), "dhl", "V01PAK")
                        .build())
                .capacity("dhl", Capacity.UNLIMITED.withPieces(2))
                .packer(Packer.firstFit(List.of(BOX)))
                .build();
        PlanPreview preview = planning.preview(order(
                goods("A", 3).vendor("Acme").size(200, 150, 60).grams(100),
                goods("B", 1).vendor("Bolt").size(300, 10, 10).grams(50),
                goods("GIFT", 1).virtual()));
        String from = " | leaves from 'AUG', which has everything; ";
        String by = "; carrier dhl, service 'V01PAK': inland";
        assertEquals(
                List.of(
                        "dhl/V01PAK from 'AUG': A x 1" + from + "vendor 'Acme'" + by
                                + "; limit of 2 pieces: 1 of 2; parcel 1 of 2, in box 'S'",
                        "dhl/V01PAK from 'AUG': A x 1" + from + "vendor 'Acme'" + by
                                + "; limit of 2 pieces: 1 of 2; parcel 2 of 2, in box 'S'",
                        "dhl/V01PAK from 'AUG': A x 1" + from + "vendor 'Acme'" + by
                                + "; limit of 2 pieces: 2 of 2; in box 'S'",
                        "dhl/V01PAK from 'AUG': B x 1" + from + "vendor 'Bolt'" + by
                                + "; ! in no box: B fits into none"),
                Goods.shown(preview));
        assertEquals(List.of(Reason.of("GIFT needs no shipping")), preview.notes());
        List<Goods> gifts = new ArrayList<>();
        IntStream.range(10, 40).forEach(i -> gifts.add(0, goods("GIFT-" + i, 1).virtual()));
        assertEquals(
                IntStream.range(10, 40)
                        .mapToObj(i -> Reason.of("GIFT-" + i + " needs no shipping"))
                        .toList(),
                Planning.builder()
                        .build()
                        .preview(order(gifts.toArray(Goods[]::new)))
                        .notes());
        assertEquals(
                List.of(1, 2, 3, 4),
                preview.shipments().stream().map(PlannedShipment::part).toList());
        assertEquals(
                List.of(false, false, false, true),
                preview.shipments().stream().map(PlannedShipment::flagged).toList());
    }

    /** A shipment is one parcel: its weight is that of goods and box, its size that of the box. */
    @Test
    void parcelsWeighWhatGoodsAndBoxWeigh() {
        Planning boxed =
                Planning.builder().packer(Packer.firstFit(List.of(BOX))).build();
        Parcel known = parcel(boxed, goods("A", 2).size(10, 10, 10).grams(100));
        assertEquals(new Weight(400), known.weight());
        assertEquals(BOX.outer(), known.dimensions());
        assertNull(parcel(boxed, goods("A", 2).size(10, 10, 10)).weight());
        Planning unboxed = Planning.builder().build();
        Goods pole = goods("A", 1).size(20, 2_000, 10).grams(100);
        assertEquals(new Weight(100), parcel(unboxed, pole).weight());
        assertEquals(new Dimensions(20, 2_000, 10), parcel(unboxed, pole).dimensions());
        assertNull(parcel(unboxed, goods("A", 2).size(10, 10, 10)).dimensions());
        assertNull(parcel(unboxed, pole, goods("B", 1).size(10, 10, 10)).dimensions());
    }

    @Test
    void notBeforeIsWhenTheLastOfItIsThere() {
        List<PlannedShipment> shipments = Planning.of(Splitter.shippable())
                .preview(order(
                        goods("A", 1), goods("B", 1).from(LATER), goods("C", 1).from(LATER.minusSeconds(1))))
                .shipments();
        assertEquals(LATER, shipments.get(0).notBefore());
        assertEquals(
                Instant.EPOCH,
                Planning.builder()
                        .build()
                        .preview(order(goods("A", 1)))
                        .shipments()
                        .get(0)
                        .notBefore());
    }

    @Test
    void capacitiesOfAllOfTheCarrierAndOfTheServiceHoldTogether() {
        Planning planning = Planning.builder()
                .carriers(CarrierRules.builder()
                        .rule("express", Conditions.shippingClass(List.of("express")), "dhl", "EXPRESS")
                        .rule("bulky", Conditions.shippingClass(List.of("bulky")), "dhl", "")
                        .build())
                .capacity(Capacity.UNLIMITED.withPieces(6))
                .capacity("dhl", Capacity.UNLIMITED.withPieces(5))
                .capacity("dhl", Capacity.UNLIMITED.withPieces(4))
                .capacity("dhl", "EXPRESS", Capacity.UNLIMITED.withPieces(3))
                .build();
        assertEquals(List.of(3, 3, 1), pieces(planning, "express"));
        assertEquals(List.of(4, 3), pieces(planning, "bulky"));
        assertEquals(List.of(6, 1), pieces(planning, "other"));
        assertEquals(List.of(6, 1), pieces(planning, ""));
    }

    private static List<Integer> pieces(Planning planning, String shippingClass) {
        return planning.preview(order(goods("A", 7).shippingClass(shippingClass))).shipments().stream()
                .map(shipment ->
                        shipment.consignment().parcels().get(0).items().get(0).quantity())
                .toList();
    }

    @Test
    void capacitiesAreForCarriersThatCanBe() {
        Planning.Builder planning = Planning.builder();
        assertThrows(IllegalArgumentException.class, () -> planning.capacity("", Capacity.UNLIMITED));
        assertThrows(IllegalArgumentException.class, () -> planning.capacity("dhl", "", Capacity.UNLIMITED));
        assertThrows(IllegalArgumentException.class, () -> planning.capacity(" x", "y", Capacity.UNLIMITED));
    }

    @Test
    void aCarrierIsChosenOncePerGroupAndItsPartsKeepIt() {
        List<Group> asked = new ArrayList<>();
        Planning planning = Planning.builder()
                .carriers(group -> {
                    asked.add(group);
                    return Optional.of(new CarrierChoice.Chosen("dhl", "", Reason.of("because")));
                })
                .capacity(Capacity.UNLIMITED.withPieces(1))
                .build();
        assertEquals(
                List.of(
                        "dhl/ from '': A x 1 | because; limit of 1 pieces: 1 of 2",
                        "dhl/ from '': A x 1 | because; limit of 1 pieces: 2 of 2"),
                shown(planning, goods("A", 2)));
        assertEquals(1, asked.size());
    }

    @Test
    void refusalsNameTheOrder() {
        Planning nobody = Planning.builder()
                .carriers(CarrierRules.builder().refuseOthers().build())
                .build();
        assertEquals(
                "order augsburg/100001: no rule names a carrier for 1 lines to DE", problem(nobody, goods("A", 1)));
        Planning nowhere = Planning.builder()
                .router(Router.fromStock(Stock.builder().build(), List.of("AUG")))
                .build();
        assertEquals(
                "order augsburg/100001: 1 x A are in stock nowhere, and no arrival is known",
                problem(nowhere, goods("A", 1)));
        assertEquals(
                "order augsburg/100001: grams must be between 0 and 1000000000, was 2000000000",
                problem(Planning.builder().build(), goods("A", 2).grams(1_000_000_000)));
    }

    @Test
    void noPartIsTrusted() {
        OrderLine one = goods("A", 1).line();
        Goods two = goods("A", 2);
        String order = "order augsburg/100001: ";
        assertEquals(
                order + "the router lost 1 pieces of A",
                problem(
                        Planning.builder()
                                .router(all -> List.of(all.with(List.of(one))))
                                .build(),
                        two));
        assertEquals(
                order + "the router lost 1 pieces of V",
                problem(
                        Planning.builder()
                                .router(all -> List.of(all.with(List.of(two.line()))))
                                .build(),
                        two,
                        goods("V", 1).virtual()));
        assertEquals(
                order + "the router gave out more of A than was ordered",
                problem(Planning.builder().router(all -> List.of(all, all)).build(), two));
        assertEquals(
                order + "the router made an empty shipment",
                problem(
                        Planning.builder()
                                .router(all -> List.of(all, all.with(List.of())))
                                .build(),
                        two));
        assertEquals(
                order + "the router separated what is kept together as 'set'",
                problem(
                        Planning.builder()
                                .router(all -> all.lines().stream()
                                        .map(line -> all.with(List.of(line)))
                                        .toList())
                                .build(),
                        goods("A", 1).kept("set"),
                        goods("B", 1).kept("set")));
        assertEquals(
                order + "the packer lost 1 pieces of A",
                problem(
                        Planning.builder()
                                .packer((group, limits) -> List.of(new Packed(group.with(List.of(one)), null)))
                                .build(),
                        two));
        assertEquals(
                order + "the packer gave out more of A than was ordered",
                problem(
                        Planning.builder()
                                .packer((group, limits) -> List.of(new Packed(group, null), new Packed(group, BOX)))
                                .build(),
                        two));
        assertEquals(
                order + "the packer separated what is kept together as 'set'",
                problem(
                        Planning.builder()
                                .packer((group, limits) -> group.lines().stream()
                                        .map(line -> new Packed(group.with(List.of(line)), null))
                                        .toList())
                                .build(),
                        goods("A", 1).kept("set"),
                        goods("B", 1).kept("set")));
        assertEquals(
                order + "the splitter separated what is kept together as 'set'",
                problem(
                        Planning.of(TestOrders.splitter(
                                lines -> lines.stream().map(List::of).toList())),
                        goods("A", 1).kept("set"),
                        goods("B", 1).kept("set")));
        assertEquals(
                order + "the splitter gave out more of A than was ordered",
                problem(
                        Planning.of(group ->
                                List.of(group.with(List.of(two.origin("LYS").line())))),
                        two));
    }

    @Test
    void theBoundHoldsForAllParcelsOfAnOrder() {
        Planning planning =
                Planning.builder().capacity(Capacity.UNLIMITED.withPieces(1)).build();
        assertEquals(
                1_000,
                shown(planning, goods("A", 600), goods("B", 400).origin("AUG")).size());
        assertEquals(
                "order augsburg/100001: an order must be split into at most 1000 shipments, were more",
                problem(planning, goods("A", 600), goods("B", 401).origin("AUG")));
    }

    /** It holds no personal data: not the preview, not a reason, not a refusal. */
    @Test
    void showsNoPersonalData() {
        Planning planning = Planning.builder()
                .carriers(CarrierRules.builder().rule("all", any -> true, "dhl").build())
                .build();
        String shown = planning.preview(order(goods("A", 1))).toString();
        assertFalse(shown.contains("Ahorn") || shown.contains("Maximilian"), shown);
        assertFalse(Group.of(order(goods("A", 1))).toString().contains("Ahorn"));
    }

    @Test
    void aShopsOwnFailuresAreItsOwn() {
        IllegalStateException broken = new IllegalStateException("no stock service");
        Planning planning = Planning.builder()
                .router(all -> {
                    throw broken;
                })
                .build();
        assertSame(broken, assertThrows(IllegalStateException.class, () -> planning.preview(order(goods("A", 1)))));
        assertTrue(shown(Planning.builder().build(), goods("V", 1).virtual()).isEmpty());
    }
}
