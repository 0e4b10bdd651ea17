package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Durability;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Ruling;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** S3, S4 and S12: what was answered is kept, all of it, and nobody waits for ever. */
abstract class WriteRules extends EvidenceRules {
    private static final String LOST =
            "S3 broken: an answer was given before it was durable: a crash makes it a second parcel";
    private static final String TORN = "S4 broken: a verdict was written in part";

    @Test
    void s3_everythingAnsweredIsThereAfterACrash() throws Exception {
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        ShipmentRecord open = claimOnly(acceptOne());
        List<HistoryEntry> history = store().history(confirmed.id());
        List<Event> events = store().events(Event.START, 100);
        crashAndReopen();
        assertEquals(open, read(open.id()), LOST);
        assertEquals(confirmed, read(confirmed.id()), LOST);
        assertEquals(history, store().history(confirmed.id()), LOST);
        assertEquals(List.of(RECEIPT), store().receipts(confirmed.id()), LOST);
        assertEquals(events, store().events(Event.START, 100), LOST);
    }

    @Test
    void s3_aClaimIsSeenByOthersAtOnce() throws Exception {
        ShipmentStore other = anotherHandle();
        ShipmentRecord claimed = claimOnly(acceptOne());
        assertEquals(claimed, other.find(claimed.id()).orElseThrow().shipment(), LOST);
    }

    @Test
    void s3_theAuditSaysWhatItFound() {
        Durability durability = store().audit();
        assertTrue(!durability.findings().isEmpty(), "S3 broken: an audit that asks nothing proves nothing");
        assertTrue(durability.holds() == durability.complaints().isEmpty());
        assertTrue(!durability.description().isBlank());
    }

    @Test
    void s4_aSettlementWritesRecordHistoryAndReceipt() {
        ShipmentRecord claimed = claimOnly(acceptOne());
        ExchangeResult.Settled settled = settle(claimed, accepted("TRACK-1"));
        assertEquals(read(claimed.id()), settled.after(), TORN);
        assertEquals(HistoryEntry.Kind.ACCEPTED, kinds(claimed.id()).get(2), TORN);
        assertEquals(List.of(RECEIPT), store().receipts(claimed.id()), TORN);
        settle(claimed, new Outcome.Accepted("TRACK-2", payload("second receipt")));
        assertEquals(List.of(RECEIPT, payload("second receipt")), store().receipts(claimed.id()), TORN);
    }

    /** One commit, also for whoever reads while it is made. */
    @Test
    void s4_whoeverSeesAConfirmationFindsItsReceipt() throws Exception {
        List<ShipmentRecord> claimed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claimed.add(claimOnly(acceptOne()));
        }
        ShipmentStore reader = anotherHandle();
        AtomicInteger callers = new AtomicInteger();
        Together.run(2, () -> {
            if (callers.getAndIncrement() == 0) {
                claimed.forEach(one -> settle(one, accepted("TRACK-" + one.id())));
                return null;
            }
            for (ShipmentRecord one : claimed) {
                while (Together.goesOn()
                        && reader.find(one.id()).orElseThrow().shipment().state() != ShipmentState.CONFIRMED) {
                    Thread.onSpinWait();
                }
                assertEquals(
                        List.of(RECEIPT),
                        reader.receipts(one.id()),
                        TORN + ": it is confirmed, and its label is not there: a crash now would lose it");
            }
            return null;
        });
    }

    @Test
    void s4_anAmendReplacesThePayload() {
        ShipmentRecord rejected = inState(ShipmentState.REJECTED);
        Action amend = new Action.Amend("REF-AMENDED", "key-2", "1:amended", payload("amended"), "house number added");
        assertInstanceOf(TransitionResult.Done.class, act(rejected, amend));
        StoredShipment after = store().find(rejected.id()).orElseThrow();
        assertEquals(payload("amended"), after.payload(), TORN);
        assertEquals("REF-AMENDED", after.shipment().reference(), TORN);
        assertEquals(payload("amended"), claim(wanted(1)).claimed().get(0).payload(), TORN);
    }

    @Test
    void s4_aReshipWritesBothShipmentsOrNeither() {
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        NewShipment again = reshipmentOf(confirmed.id(), newId());
        assertInstanceOf(TransitionResult.Done.class, act(confirmed, new Action.Reship(again, "lost on its way")));
        StoredShipment spawned = store().find(again.id()).orElseThrow();
        assertEquals(ShipmentState.PENDING, spawned.shipment().state(), TORN);
        assertEquals(confirmed.id(), spawned.shipment().reshipOf(), TORN);
        assertEquals(again.payload(), spawned.payload(), TORN);
        assertEquals(List.of(HistoryEntry.Kind.PLANNED), kinds(again.id()), TORN);

        ShipmentRecord other = inState(ShipmentState.CONFIRMED);
        List<HistoryEntry> history = store().history(other.id());
        NewShipment taken = reshipmentOf(other.id(), again.id().value());
        assertInstanceOf(TransitionResult.Refused.class, act(other, new Action.Reship(taken, "lost as well")));
        assertEquals(other, read(other.id()), TORN);
        assertEquals(history, store().history(other.id()), TORN);
        assertEquals(spawned, store().find(again.id()).orElseThrow(), TORN);
    }

    private List<Action> actions(ShipmentId id) {
        return List.of(
                new Action.Found("TRACK-9", RECEIPT, "one match"),
                new Action.LookedUp("absent", Duration.ZERO),
                new Action.SendAgain(store().control().now(), RECOVERY, "absent"),
                new Action.DeclareSent("TRACK-9", "seen on their page"),
                new Action.DeclareNotSent("asked the carrier"),
                new Action.Cancel("changed their mind"),
                new Action.Hold("wait for the buyer"),
                new Action.Retry("go on"),
                new Action.Amend("REF-X" + id, "key-2", "1:amended", payload("amended"), "house number added"),
                new Action.Reship(reshipmentOf(id, newId()), "lost on its way"),
                new Action.AfterRestore(LONG, "backup of the night"),
                new Action.CarrierCancelled(true, "done"));
    }

    @Test
    void s4_everyActionInEveryStateIsWrittenAsTheLawSaysOrNotAtAll() {
        int kinds = actions(new ShipmentId("any")).size();
        for (ShipmentState state : ShipmentState.values()) {
            for (int index = 0; index < kinds; index++) {
                ShipmentRecord before = inState(state);
                checkAction(before, actions(before.id()).get(index));
            }
        }
    }

    private void checkAction(ShipmentRecord before, Action action) {
        String what = TORN + ": " + action.getClass().getSimpleName() + " of a shipment that is " + before.state();
        List<HistoryEntry> history = store().history(before.id());
        Ruling ruling = ShipmentLaw.act(before, action, ACTOR, store().control().now());
        TransitionResult result = act(before, action);
        if (ruling instanceof Ruling.Allowed allowed) {
            TransitionResult.Done done = assertInstanceOf(TransitionResult.Done.class, result, what);
            assertEquals(allowed.verdict().after().state(), done.after().state(), what);
            assertEquals(done.after(), read(before.id()), what);
            assertEquals(history.size() + 1, store().history(before.id()).size(), what);
            ShipmentFilter reference =
                    ShipmentFilter.ALL.withReference(done.after().reference());
            assertEquals(List.of(done.after()), store().page(reference, null, 10), what);
        } else {
            TransitionResult.Refused refused = assertInstanceOf(TransitionResult.Refused.class, result, what);
            assertEquals(before, refused.current(), what);
            assertEquals(before, read(before.id()), what);
            assertEquals(history, store().history(before.id()), what);
        }
    }

    @Test
    void s4_textsPayloadsAndTimesComeBackAsTheyWere() {
        String text = "Grüße, 你好, 🚚 'quoted' \"twice\" \\ 100 % " + "x".repeat(400);
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        ShipmentRecord claimed = claimOnly(acceptOne());
        Payload receipt = Payload.of(bytes);
        settle(claimed, new Outcome.Accepted("Nr. 'Ü-1'", receipt));
        ShipmentRecord confirmed = read(claimed.id());
        act(confirmed, new Action.CarrierCancelled(false, text));
        assertEquals("Nr. 'Ü-1'", confirmed.trackingNumber());
        assertEquals(List.of(receipt), store().receipts(claimed.id()));
        assertEquals(text, store().history(claimed.id()).get(3).detail());
        assertEquals(claimed.claim(), confirmed.claim());
        assertEquals(claimed.firstClaimedAt(), confirmed.firstClaimedAt());
        assertTrue(RecoveryTerms.IDEMPOTENCY_KEY == 3, "the terms above are the fullest that there are");
    }

    @Test
    void s12_callersAtOnceAllGetThrough() throws Exception {
        int shipments = accept(200).size();
        List<ShipmentStore> handles = List.of(store(), anotherHandle());
        AtomicInteger engines = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        Together.run(6, () -> {
            ShipmentStore mine = handles.get(engines.incrementAndGet() % handles.size());
            List<Settlement> settlements = new ArrayList<>();
            do {
                ExchangeRequest request = request(ENGINE, settlements, List.of(wanted(7)), 10);
                ExchangeResult result = mine.exchange(request);
                settlements.removeAll(result.settled().stream()
                        .map(ExchangeResult.Settled::settlement)
                        .toList());
                sent.addAndGet(result.settled().size());
                result.claimed()
                        .forEach(claimed -> settlements.add(settlement(
                                claimed.shipment(),
                                accepted("TRACK-" + claimed.shipment().id()))));
                mine.counts(ShipmentFilter.ALL);
            } while (Together.goesOn() && sent.get() < shipments);
            return null;
        });
        List<ShipmentRecord> left = store().page(ShipmentFilter.ALL, null, shipments).stream()
                .filter(shipment -> shipment.state() != ShipmentState.CONFIRMED)
                .toList();
        assertEquals(List.of(), left, "S12 broken: callers in each other's way: shipments were left behind");
    }
}
