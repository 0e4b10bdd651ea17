package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.NewShipment;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionTest extends StoreTest {

    @Test
    void r13_whatWasSeenMustStillBeTrue() {
        accept(Orders.plan("1"));
        ShipmentRecord seen = shipment(Orders.id("1"));
        Transition hold = new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look"));
        Transition missing = new Transition(new ShipmentId("nobody"), 1, "ann", new Action.Hold("look"));
        Transition refused =
                new Transition(seen.id(), seen.version() + 1, "ann", new Action.DeclareSent("T1", "it is there"));

        List<TransitionResult> results = store.transition(List.of(hold, hold, missing, refused));

        ShipmentRecord after = shipment(seen.id());
        assertEquals("look", after.held());
        assertEquals(new TransitionResult.Done(after), results.get(0));
        assertEquals(new TransitionResult.Stale(after), results.get(1));
        assertEquals(new TransitionResult.Missing(new ShipmentId("nobody")), results.get(2));
        assertInstanceOf(TransitionResult.Refused.class, results.get(3));
        assertEquals(List.of(Kind.PLANNED, Kind.HELD), kinds(seen.id()));
    }

    @Test
    void s14_repeatedLookUpsFoldIntoOneEntry() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.unknown());
        int events = store.events(Event.START, 100).size();
        for (int i = 1; i <= 4; i++) {
            clock.advance(Duration.ofSeconds(1));
            act(shipment(Orders.id("1")), new Action.LookedUp("absent " + i, Duration.ofSeconds(5)));
        }

        assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED, Kind.UNKNOWN, Kind.LOOKED_UP), kinds(Orders.id("1")));
        HistoryEntry folded = store.history(Orders.id("1")).get(3);
        assertEquals(4, folded.count());
        assertEquals("absent 4", folded.detail());
        assertEquals(clock.instant(), folded.at());
        assertEquals(clock.instant().plusSeconds(5), shipment(Orders.id("1")).dueAt());
        assertEquals(events + 1, store.events(Event.START, 100).size());
    }

    @Test
    void s4_foundConfirmsWithItsReceipt() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.unknown());

        act(shipment(Orders.id("1")), new Action.Found("T1", Orders.payload("label"), "one match"));

        assertEquals(ShipmentState.CONFIRMED, shipment(Orders.id("1")).state());
        assertEquals(List.of(Orders.payload("label")), store.receipts(Orders.id("1")));
    }

    @Test
    void r7_anAmendReplacesThePayload() {
        accept(Orders.plan("1"));
        settle(claimOne(), new Outcome.Rejected("no such street"));

        act(
                shipment(Orders.id("1")),
                new Action.Amend("REF-2-AAAA", "key-2", "v1:fp2", Orders.payload("better"), "street"));

        assertEquals(
                Orders.payload("better"),
                store.find(Orders.id("1")).orElseThrow().payload());
        assertEquals(2, claimOne().revision());
    }

    @Test
    void s4_aReshipmentIsStoredWithItsReason() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.accepted("T1"));
        ShipmentRecord lost = shipment(Orders.id("1"));
        Action reship = new Action.Reship(again(lost, 2), "lost on its way");

        TransitionResult result = act(lost, reship);
        TransitionResult twice = act(shipment(lost.id()), reship);

        assertInstanceOf(TransitionResult.Done.class, result);
        assertEquals("the shipment s-1-2 exists already", ((TransitionResult.Refused) twice).reason());
        assertEquals(lost.id(), shipment(Orders.id("1", 2)).reshipOf());
        assertEquals(
                Orders.payload("once more"),
                store.find(Orders.id("1", 2)).orElseThrow().payload());
        assertEquals(Orders.id("1", 2), claimOne().id());
        assertEquals(
                2, store.page(ShipmentFilter.ofOrder(lost.order()), null, 10).size());
    }

    /** A backup has forgotten that it was shipped again; an engine that had sent it told so, and a person asks for it once more. */
    @Test
    void r5_whatTheCarrierTookBeforeItWasReshippedAgainIsNotSentAgain() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.accepted("T1"));
        ShipmentRecord lost = shipment(Orders.id("1"));
        NewShipment again = again(lost, 2);
        for (Outcome outcome : List.of(Orders.accepted("T2"), Orders.unknown())) {
            store.exchange(Orders.exchange(
                    List.of(new Settlement(again.id(), new ExchangeId("forgotten"), 1, 1, Orders.ENGINE, 1, outcome))));
        }

        act(lost, new Action.Reship(again, "lost on its way"));

        assertEquals(ShipmentState.CONFIRMED, shipment(again.id()).state());
        assertEquals("T2", shipment(again.id()).trackingNumber());
        assertEquals(List.of(), claimUpTo(10).claimed());
    }

    @Test
    void aMistakeOfTheCallerChangesNothing() {
        accept(Orders.plan("1"), Orders.plan("2"));
        settle(claimUpTo(1).claimed().get(0).shipment(), Orders.accepted("T1"));
        ShipmentRecord one = shipment(Orders.id("1"));
        ShipmentRecord two = shipment(Orders.id("2"));
        NewShipment wrong = again(two, 2);
        List<Transition> transitions = List.of(
                new Transition(two.id(), two.version(), "ann", new Action.Hold("look")),
                new Transition(one.id(), one.version(), "ann", new Action.Reship(wrong, "wrong")));

        assertThrows(IllegalArgumentException.class, () -> store.transition(transitions));

        assertEquals(two, shipment(two.id()));
        assertTrue(store.find(wrong.id()).isEmpty());
    }

    private static NewShipment again(ShipmentRecord lost, int part) {
        Payload payload = Orders.payload("once more");
        return new NewShipment(
                Orders.id(lost.order().number(), part),
                part,
                Orders.CARRIER,
                "REF-AGAIN-" + part,
                "key-again",
                "v1:fp",
                0,
                java.time.Instant.EPOCH,
                payload,
                lost.id());
    }
}
