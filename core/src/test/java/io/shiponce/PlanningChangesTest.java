package io.shiponce;

import static io.shiponce.Goods.goods;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** R12: whatever the rules say after a restart, what was accepted stays as it was, and is sent as it was. */
@Timeout(30)
class PlanningChangesTest {
    private static final EngineSettings SETTINGS =
            EngineSettings.of(Duration.ofSeconds(5), Duration.ofSeconds(30)).withPollInterval(Duration.ofMillis(10));
    private static final Planning OLD = Planning.builder()
            .router(Router.fromStock(
                    Stock.builder().pieces("AUG", "A", 3).pieces("AUG", "B", 1).build(), List.of("AUG")))
            .splitter(Splitter.standard().andThen(Splitter.byVendor()))
            .build();
    private static final Order ORDER =
            Goods.order(goods("A", 3).vendor("Acme"), goods("B", 1).vendor("Bolt"));

    private final InMemoryShipmentStore store = new InMemoryShipmentStore(Clock.systemUTC());
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    /** What the carrier was told, beside a ledger of its own. */
    private final class Listening implements CarrierAdapter {
        private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());

        @Override
        public Recovery recovery() {
            return carrier.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            sent.add(consignment.origin() + "/" + consignment.service() + ": "
                    + consignment.parcels().get(0).items().stream()
                            .map(item -> item.sku() + " x " + item.quantity())
                            .toList());
            return carrier.send(consignment, permit);
        }
    }

    private DispatchEngine engine(Planning planning) {
        return DispatchEngine.builder(store)
                .carrier("reference", new Listening())
                .settings(SETTINGS)
                .planning(planning)
                .build();
    }

    private static List<Planning> others() {
        return List.of(
                Planning.of(Splitter.shippable()),
                Planning.builder()
                        .capacity(Capacity.UNLIMITED.withPieces(1))
                        .carriers(CarrierRules.builder()
                                .rule("all", any -> true, "other", "EXPRESS")
                                .build())
                        .build(),
                // What is sent is no longer in stock, and no carrier is left: they would refuse it now.
                Planning.builder()
                        .router(Router.fromStock(Stock.builder().build(), List.of("LYS")))
                        .build(),
                Planning.builder()
                        .carriers(CarrierRules.builder().refuseOthers().build())
                        .build());
    }

    @Test
    void r12_anotherPlanningChangesNothingThatWasAccepted() throws Exception {
        List<Shipment> accepted;
        // Closed before it sends: what a crash leaves, too.
        try (DispatchEngine engine = engine(OLD)) {
            accepted = assertInstanceOf(Acceptance.Accepted.class, engine.accept(ORDER))
                    .shipments();
        }
        assertEquals(2, accepted.size());
        for (Planning planning : others()) {
            try (DispatchEngine engine = engine(planning)) {
                Acceptance again = assertDoesNotThrow(() -> engine.accept(ORDER));
                assertEquals(
                        accepted,
                        assertInstanceOf(Acceptance.AlreadyAccepted.class, again)
                                .shipments());
                assertEquals(List.of(again), engine.acceptAll(List.of(ORDER)));
                assertEquals(2, store.page(ShipmentFilter.ALL, null, 10).size());
            }
        }
        try (DispatchEngine engine = engine(others().get(2))) {
            engine.dispatch(Selection.all()).completion().get(20, TimeUnit.SECONDS);
        }
        sent.sort(null);
        assertEquals(List.of("AUG/: [A x 3]", "AUG/: [B x 1]"), sent);
    }

    @Test
    void r12_anotherContentIsAConflictAlsoWhereTheRulesRefuseIt() {
        try (DispatchEngine engine = engine(OLD)) {
            engine.accept(ORDER);
        }
        Order other = Goods.order(goods("A", 2));
        for (Planning planning : others()) {
            try (DispatchEngine engine = engine(planning)) {
                assertInstanceOf(Acceptance.Conflict.class, engine.accept(other));
                assertInstanceOf(
                        Acceptance.Conflict.class,
                        engine.acceptAll(List.of(other)).get(0));
            }
        }
        assertEquals(2, store.page(ShipmentFilter.ALL, null, 10).size());
    }

    @Test
    void whatIsRefusedIsNotRemembered() {
        Order fresh = TestOrders.numbered(7, OrderLine.of("A", 1));
        for (Planning planning : others().subList(2, 4)) {
            try (DispatchEngine engine = engine(planning)) {
                String reason = assertInstanceOf(
                                Acceptance.Refused.class,
                                engine.acceptAll(List.of(fresh)).get(0))
                        .reason();
                assertTrue(reason.startsWith("order augsburg/7: "), reason);
                assertThrows(IllegalArgumentException.class, () -> engine.accept(fresh));
            }
        }
        try (DispatchEngine engine = engine(Planning.builder().build())) {
            assertInstanceOf(Acceptance.Accepted.class, engine.accept(fresh));
        }
    }

    @Test
    void aPreviewIsWhatAcceptStoresAndStoresNothing() {
        try (DispatchEngine engine = engine(OLD)) {
            PlanPreview preview = engine.preview(ORDER);
            assertEquals(OLD.preview(ORDER), preview);
            assertTrue(store.page(ShipmentFilter.ALL, null, 10).isEmpty());
            List<Shipment> stored = assertInstanceOf(Acceptance.Accepted.class, engine.accept(ORDER))
                    .shipments();
            assertEquals(
                    preview.shipments().stream().map(PlannedShipment::part).toList(),
                    stored.stream().map(Shipment::part).toList());
            assertEquals(
                    preview.shipments().stream().map(PlannedShipment::carrier).toList(),
                    stored.stream().map(Shipment::carrier).toList());
        }
    }

    @Test
    void aShipmentGoesToTheCarrierOfItsRule() throws Exception {
        Planning rules = Planning.builder()
                .splitter(Splitter.standard().andThen(Splitter.byHazard()))
                .carriers(CarrierRules.builder()
                        .rule("harmless", group -> group.lines().get(0).traits().hazard() == null, "reference", "FAST")
                        .build())
                .build();
        try (DispatchEngine engine = engine(rules)) {
            Order mixed = new Order(
                    "augsburg",
                    "8",
                    null,
                    "freight",
                    0,
                    TestOrders.ADA,
                    Goods.lines(goods("A", 1), goods("B", 1).hazard("3").shippingClass("slow")));
            engine.accept(mixed);
            engine.dispatch(Selection.all()).completion().get(20, TimeUnit.SECONDS);
            assertEquals(List.of("/FAST: [A x 1]"), sent);
            assertEquals(
                    List.of("freight", "reference"),
                    store.page(ShipmentFilter.ALL, null, 10).stream()
                            .map(record -> record.carrier())
                            .sorted()
                            .toList());
        }
    }
}
