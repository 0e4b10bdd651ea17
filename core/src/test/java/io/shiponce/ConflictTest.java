package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Doubt;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order that was changed in the shop after it was accepted: what is said of its shipments, and what becomes of who acts on it. */
class ConflictTest {
    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final DispatchEngine engine = DispatchEngine.builder(store).build();
    private final EngineByHand byHand = new EngineByHand(store);

    @AfterEach
    void close() {
        engine.close();
    }

    private static Order order(int quantity, String... origins) {
        return TestOrders.numbered(
                1,
                List.of(origins).stream()
                        .map(origin ->
                                new OrderLine("MUG-" + origin, null, quantity, null, null, true, origin, "", null))
                        .toArray(OrderLine[]::new));
    }

    private static Order accepted() {
        return order(1, "AUG");
    }

    private static Order changed() {
        return order(2, "AUG");
    }

    private List<Acceptance.Conflict.Standing> conflict(Order order) {
        return assertInstanceOf(Acceptance.Conflict.class, engine.accept(order)).shipments();
    }

    private Acceptance.Conflict.Standing only() {
        List<Acceptance.Conflict.Standing> shipments = conflict(changed());
        assertEquals(1, shipments.size());
        return shipments.get(0);
    }

    /** After what happened to the only shipment of the accepted order. */
    private void assertStands(ShipmentState state, Changeable changeable, Consumer<ShipmentRecord> happened) {
        engine.accept(accepted());
        happened.accept(byHand.claim(1).get(0));
        assertEquals(state, only().shipment().state());
        assertEquals(changeable, only().changeable());
    }

    @Test
    void whatIsPendingCanBeCancelledAndNothingElseWasChanged() {
        engine.accept(accepted());

        Acceptance.Conflict.Standing standing = only();

        assertEquals(Changeable.BY_CANCELLING, standing.changeable());
        assertInstanceOf(Acceptance.AlreadyAccepted.class, engine.accept(accepted()), "nothing was merged");
        assertInstanceOf(
                TransitionResult.Done.class,
                engine.operator().cancel(standing.shipment(), "Ada", "changed in the shop"));
        assertEquals(Changeable.WITHDRAWN, only().changeable());
    }

    @Test
    void whatIsClaimedIsLeaving() {
        assertStands(ShipmentState.CLAIMED, Changeable.NOT_ANY_MORE, claimed -> {});
    }

    @Test
    void whatWasAcceptedByItsCarrierHasLeft() {
        assertStands(
                ShipmentState.CONFIRMED,
                Changeable.NOT_ANY_MORE,
                claimed -> byHand.settle(List.of(claimed), new Outcome.Accepted("TRACK-1", Payload.EMPTY)));
    }

    @Test
    void whatIsInDoubtMayHaveLeft() {
        assertStands(
                ShipmentState.IN_DOUBT,
                Changeable.NOT_ANY_MORE,
                claimed -> byHand.settle(List.of(claimed), new Outcome.Unknown("timeout", Doubt.Cause.UNKNOWN_ANSWER)));
    }

    @Test
    void whatWasRejectedCanBeAmended() {
        assertStands(
                ShipmentState.REJECTED,
                Changeable.BY_AMENDING,
                claimed -> byHand.settle(List.of(claimed), new Outcome.Rejected("no such street")));
        Shipment rejected = only().shipment();
        assertInstanceOf(
                TransitionResult.Done.class,
                engine.operator().amend(rejected, consignment -> consignment, "Ada", "changed in the shop"));
        assertEquals(Changeable.BY_CANCELLING, only().changeable());
    }

    /** R6: pending, and yet the carrier may have it. */
    @Test
    void whatIsToBeSentAgainMayHaveLeft() {
        engine.accept(accepted());
        RecoveryTerms unique = RecoveryTerms.of(RecoveryTerms.UNIQUE_REFERENCE, "account", "1");
        ShipmentRecord claimed = byHand.claim(1, unique).get(0);
        byHand.settle(List.of(claimed), new Outcome.Unknown("timeout", Doubt.Cause.UNKNOWN_ANSWER));
        clock.advance(Duration.ofMinutes(2));
        ShipmentRecord doubt = record(claimed.id());
        store.transition(List.of(new Transition(
                doubt.id(), doubt.version(), "engine", new Action.SendAgain(clock.instant(), unique, "absent"))));

        assertEquals(ShipmentState.PENDING, only().shipment().state());
        assertEquals(Changeable.NOT_ANY_MORE, only().changeable());
        assertInstanceOf(
                TransitionResult.Refused.class,
                engine.operator().cancel(only().shipment(), "Ada", "changed in the shop"),
                "what is said agrees with what the law allows");
    }

    @Test
    void ofAnOrderInPartsEachIsToldByItselfReshipmentsIncluded() {
        engine.accept(order(1, "AUG", "LYS", "ULM"));
        List<ShipmentRecord> claimed = byHand.claim(2);
        byHand.settle(claimed.subList(0, 1), new Outcome.Accepted("TRACK-1", Payload.EMPTY));
        engine.operator().reship(Shipment.of(record(claimed.get(0).id())), "Ada", "lost on its way");

        List<Acceptance.Conflict.Standing> shipments = conflict(order(2, "AUG", "LYS", "ULM"));

        assertEquals(
                List.of(1, 2, 3, 4),
                shipments.stream().map(one -> one.shipment().part()).toList());
        shipments.forEach(one -> assertEquals(
                claimed.stream()
                                .anyMatch(
                                        left -> left.id().equals(one.shipment().id()))
                        ? Changeable.NOT_ANY_MORE
                        : Changeable.BY_CANCELLING,
                one.changeable(),
                one::toString));
    }

    /** R13: the conflict is a snapshot; whoever acts on it loses against a claim that came between, and nothing is lost. */
    @Test
    void r13_whoCancelsOnAConflictThatAnEngineOvertookIsToldSo() {
        engine.accept(accepted());
        Shipment seen = only().shipment();
        ShipmentRecord claimed = byHand.claim(1).get(0);

        TransitionResult late = engine.operator().cancel(seen, "Ada", "changed in the shop");

        TransitionResult.Stale stale = assertInstanceOf(TransitionResult.Stale.class, late);
        assertEquals(
                ShipmentState.CLAIMED,
                stale.current().state(),
                "it is being sent, and was not cancelled under the sender");
        assertInstanceOf(
                TransitionResult.Done.class,
                engine.operator().cancel(Shipment.of(stale.current()), "Ada", "changed in the shop"));
        byHand.settle(List.of(claimed), new Outcome.NotSent("connection refused", Duration.ZERO, false));
        assertEquals(ShipmentState.CANCELLED, record(claimed.id()).state(), "the wish was remembered");
    }

    @Test
    void inABatchEachConflictHasItsOwnShipments() {
        engine.accept(TestOrders.numbered(1, OrderLine.of("MUG-1", 1)));
        engine.accept(TestOrders.numbered(2, OrderLine.of("MUG-1", 1)));

        List<Acceptance> results = engine.acceptAll(List.of(
                TestOrders.numbered(1, OrderLine.of("MUG-1", 5)),
                TestOrders.numbered(3, OrderLine.of("MUG-1", 1)),
                TestOrders.numbered(2, OrderLine.of("MUG-1", 5))));

        for (int i : new int[] {0, 2}) {
            Acceptance.Conflict conflict = assertInstanceOf(Acceptance.Conflict.class, results.get(i));
            assertEquals(1, conflict.shipments().size());
            assertEquals(
                    conflict.order(), conflict.shipments().get(0).shipment().order());
        }
        assertTrue(results.get(1) instanceof Acceptance.Accepted);
    }

    private ShipmentRecord record(ShipmentId id) {
        return store.find(id).orElseThrow().shipment();
    }
}
