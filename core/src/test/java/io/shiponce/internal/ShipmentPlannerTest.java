package io.shiponce.internal;

import static io.shiponce.TestOrders.weighing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Splitter;
import io.shiponce.TestOrders;
import io.shiponce.Traits;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Parcel;
import io.shiponce.carrier.Weight;
import io.shiponce.store.Action;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ShipmentPlannerTest {
    private static final ShipmentPlanner PLANNER = new ShipmentPlanner("examples", Splitter.standard());
    private static final Instant LATER = Instant.parse("2027-01-02T00:00:00Z");

    private static String problem(Splitter splitter, OrderLine... lines) {
        ShipmentPlanner planner = new ShipmentPlanner("examples", splitter);
        return assertThrows(IllegalArgumentException.class, () -> planner.plan(TestOrders.of(lines)))
                .getMessage();
    }

    private static Consignment consignment(NewShipment shipment) {
        return ConsignmentCodec.decode(shipment.payload());
    }

    @Test
    void shipmentSaysWhatTheOrderSays() {
        Order order = TestOrders.mug();
        OrderPlan plan = PLANNER.plan(order);
        assertEquals(order.key(), plan.key());
        assertEquals(1, PLANNER.preview(order).shipments().size());
        assertEquals(order.placedAt(), plan.placedAt());
        assertEquals(Fingerprints.ofOrder(order), plan.fingerprint());
        NewShipment shipment = plan.shipments().get(0);
        References.Reference name = References.of("examples", order.key(), 1, 1);
        assertEquals(1, plan.shipments().size());
        assertEquals(References.shipmentId("examples", order.key(), 1), shipment.id());
        assertEquals(1, shipment.part());
        assertEquals("reference", shipment.carrier());
        assertEquals(name.reference(), shipment.reference());
        assertEquals(name.key(), shipment.key());
        assertEquals(Instant.EPOCH, shipment.notBefore());
        assertNull(shipment.reshipOf());
        assertTrue(Fingerprints.matches(shipment.fingerprint(), shipment.payload(), shipment.reference()));
        Item mug = new Item("MUG-1", "Mug", 2, TestOrders.eur("12.50"), new Weight(350));
        assertEquals(
                new Consignment(
                        "AUG", "standard", TestOrders.ADA, List.of(new Parcel(List.of(mug), new Weight(700), null))),
                consignment(shipment));
    }

    @Test
    void customsHearWhatTheOrderSays() {
        Traits traits = new Traits(null, "Acme", null, null, null, false, "6912002390", "CN");
        NewShipment shipment = PLANNER.plan(TestOrders.of(TestOrders.with(traits, OrderLine.of("A", 1))))
                .shipments()
                .get(0);
        assertEquals(
                new Item("A", null, 1, null, null, "6912002390", "CN"),
                consignment(shipment).parcels().get(0).items().get(0));
    }

    @Test
    void partsAreNumberedAndDated() {
        OrderLine later = new OrderLine("B", null, 1, null, null, true, "", "", LATER);
        List<NewShipment> shipments =
                PLANNER.plan(TestOrders.of(later, OrderLine.of("A", 1))).shipments();
        assertEquals(List.of(1, 2), shipments.stream().map(NewShipment::part).toList());
        assertEquals(
                List.of(Instant.EPOCH, LATER),
                shipments.stream().map(NewShipment::notBefore).toList());
        assertNotEquals(shipments.get(0).reference(), shipments.get(1).reference());
        ShipmentPlanner together = new ShipmentPlanner("examples", Splitter.shippable());
        assertEquals(
                LATER,
                together.plan(TestOrders.of(later, OrderLine.of("A", 1)))
                        .shipments()
                        .get(0)
                        .notBefore());
    }

    @Test
    void weightIsKnownIfAllWeightsAre() {
        NewShipment known = PLANNER.plan(TestOrders.of(weighing("A", 2, 100), weighing("B", 3, 0)))
                .shipments()
                .get(0);
        assertEquals(new Weight(200), consignment(known).parcels().get(0).weight());
        NewShipment unknown = PLANNER.plan(TestOrders.of(weighing("A", 2, 100), OrderLine.of("B", 1)))
                .shipments()
                .get(0);
        assertNull(consignment(unknown).parcels().get(0).weight());
    }

    @Test
    void whatNeedsNoShippingIsRememberedWithoutAShipment() {
        OrderLine gift = new OrderLine("GIFT", null, 1, null, null, false, "", "", null);
        assertEquals(List.of(), PLANNER.plan(TestOrders.of(gift)).shipments());
    }

    @Provide
    Arbitrary<List<OrderLine>> lines() {
        return TestOrders.anyLines();
    }

    /** The whole plan, to the byte: an order that is read a second time is the same order. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void r12_orderOfLinesDecidesNothing(@ForAll("lines") List<OrderLine> lines, @ForAll long seed) {
        List<OrderLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        ShipmentPlanner planner =
                new ShipmentPlanner("examples", Splitter.standard().andThen(Splitter.maxWeight(new Weight(5_000))));
        assertEquals(planner.plan(TestOrders.of(lines)), planner.plan(TestOrders.of(shuffled)));
    }

    @Test
    void r12_aSplitterIsAskedWithTheLinesInTheirOwnOrder() {
        Splitter asListed =
                TestOrders.splitter(lines -> lines.stream().map(List::of).toList());
        ShipmentPlanner planner = new ShipmentPlanner("examples", asListed);
        OrderLine a = OrderLine.of("A", 1);
        OrderLine b = OrderLine.of("B", 1);
        assertEquals(planner.plan(TestOrders.of(a, b)), planner.plan(TestOrders.of(b, a)));
    }

    @Test
    void splittersAreNotTrusted() {
        OrderLine mug = OrderLine.of("MUG", 2);
        OrderLine lyon = new OrderLine("A", null, 1, null, null, true, "LYS", "", null);
        String order = "order augsburg/100001: ";
        assertEquals(
                order + "the splitter lost 2 pieces of MUG", problem(TestOrders.splitter(lines -> List.of()), mug));
        assertEquals(
                order + "the splitter lost 1 pieces of MUG",
                problem(TestOrders.splitter(lines -> List.of(List.of(mug.withQuantity(1)))), mug));
        assertEquals(
                order + "the splitter gave out more of MUG than was ordered",
                problem(TestOrders.splitter(lines -> List.of(lines, List.of(mug.withQuantity(1)))), mug));
        assertEquals(
                order + "the splitter gave out more of CUP than was ordered",
                problem(TestOrders.splitter(lines -> List.of(List.of(OrderLine.of("CUP", 1)))), mug));
        assertEquals(
                order + "the splitter made an empty shipment",
                problem(TestOrders.splitter(lines -> List.of(lines, List.of())), mug));
        assertEquals(
                order + "the splitter put different origins or shipping classes into one shipment",
                problem(Splitter.shippable(), mug, lyon));
        assertEquals(
                order + "an order must be split into at most 1000 shipments, were more",
                problem(
                        TestOrders.splitter(lines -> Collections.nCopies(1_001, List.of(mug.withQuantity(1)))),
                        OrderLine.of("MUG", 1_001)));
    }

    @Test
    void whatCannotBeKeptIsRefusedWithItsOrder() {
        assertEquals(
                "order augsburg/100001: grams must be between 0 and 1000000000, was 2000000000",
                problem(Splitter.standard(), weighing("A", 2, 1_000_000_000)));
        OrderLine long1 = new OrderLine("\u0001".repeat(255), "\u0001".repeat(255), 1, null, null, true, "", "", null);
        assertTrue(
                problem(Splitter.standard(), Collections.nCopies(10_000, long1).toArray(new OrderLine[0]))
                        .startsWith("order augsburg/100001: a payload must be at most"));
    }

    @Test
    void installationIsChecked() {
        for (String name : List.of("", " ", "a\n", "x".repeat(101))) {
            assertThrows(IllegalArgumentException.class, () -> new ShipmentPlanner(name, Splitter.standard()));
        }
    }

    @Test
    void r7_amendIsAnotherRevisionUnderAnotherReference() {
        NewShipment first = PLANNER.plan(TestOrders.mug()).shipments().get(0);
        ShipmentRecord rejected = record(first, 1);
        Action.Amend amend = PLANNER.amend(rejected, first.payload(), "new address");
        References.Reference name = References.of("examples", rejected.order(), 1, 2);
        assertEquals(name.reference(), amend.reference());
        assertEquals(name.key(), amend.key());
        assertTrue(Fingerprints.matches(amend.fingerprint(), first.payload(), name.reference()));
        assertEquals("new address", amend.detail());
        assertNotEquals(
                amend.reference(),
                PLANNER.amend(record(first, 2), first.payload(), "again").reference());
    }

    @Test
    void reshipIsALinkedPartOfItsOwn() {
        NewShipment first = PLANNER.plan(TestOrders.mug()).shipments().get(0);
        ShipmentRecord original = record(first, 3);
        Payload payload = first.payload();
        NewShipment again = PLANNER.reship(original, 2, payload);
        assertEquals(References.shipmentId("examples", original.order(), 2), again.id());
        assertEquals(References.of("examples", original.order(), 2, 1).reference(), again.reference());
        assertEquals(original.id(), again.reshipOf());
        assertEquals(2, again.part());
        assertEquals(original.carrier(), again.carrier());
        assertEquals(original.priority(), again.priority());
        assertEquals(Instant.EPOCH, again.notBefore());
        assertTrue(Fingerprints.matches(again.fingerprint(), payload, again.reference()));
    }

    private static ShipmentRecord record(NewShipment shipment, int revision) {
        return new ShipmentRecord(
                shipment.id(),
                TestOrders.mug().key(),
                shipment.part(),
                shipment.carrier(),
                1,
                ShipmentState.REJECTED,
                revision,
                shipment.reference(),
                shipment.key(),
                shipment.fingerprint(),
                5,
                LATER,
                LATER,
                null,
                0,
                0,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
