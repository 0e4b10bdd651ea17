package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Control;
import io.shiponce.store.Control.Change;
import io.shiponce.store.EngineId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.Quarantine;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S15 and S16: what all engines share, and what may be erased. */
abstract class ControlRules extends NumberRules {
    private static final String FORGOTTEN =
            "S15 broken: other engines, or this one after a crash, would send all the same";
    private static final String ERASED =
            "S16 broken: erasing took more, or less, than the personal data of finished shipments";
    private static final String CHANGED =
            "S16 broken: erasing took what came after its caller had looked, and would be needed";

    @Test
    void s15_pausesAreSeenByAllAndOutliveACrash() throws Exception {
        ShipmentStore other = anotherHandle();
        Control changed = store().control(new Change.PauseCarrier(CARRIER, ACTOR, "holiday"));
        assertEquals(changed.pauses(), other.control().pauses(), FORGOTTEN);
        crashAndReopen();
        Control.Pause pause = store().control().pauses().get(CARRIER);
        assertNotNull(pause, FORGOTTEN);
        assertEquals(ACTOR, pause.by());
        assertEquals("holiday", pause.reason());
        store().control(new Change.PauseCarrier(CARRIER, "eve", "another reason"));
        assertEquals(
                pause, store().control().pauses().get(CARRIER), "S15 broken: the first reason of a pause was lost");
    }

    @Test
    void s15_aResumeEndsItsOwnPauseOnly() {
        store().control(new Change.PauseCarrier(CARRIER, ACTOR, "holiday"));
        store().control(new Change.PauseCarrier(Control.EVERYTHING, ACTOR, "stocktaking"));
        Control resumed = store().control(new Change.ResumeCarrier(Control.EVERYTHING, ACTOR));
        assertEquals(Set.of(CARRIER), resumed.pauses().keySet(), FORGOTTEN);
        assertEquals(
                Map.of(),
                store().control(new Change.ResumeCarrier(CARRIER, ACTOR)).pauses());
        assertEquals(
                Map.of(),
                store().control(new Change.ResumeCarrier("never paused", ACTOR)).pauses());
    }

    @Test
    void s15_theIncarnationAndTheQuarantineOutliveACrash() throws Exception {
        Control restored = store().control(new Change.Restored(LONG));
        crashAndReopen();
        Control after = store().control();
        assertEquals(restored.incarnation(), after.incarnation(), FORGOTTEN);
        assertEquals(restored.quarantine(), after.quarantine(), FORGOTTEN);
        Quarantine quarantine = after.quarantine();
        assertNotNull(quarantine, FORGOTTEN);
        assertEquals(LONG, quarantine.quiet());
        assertTrue(store().control(new Change.Restored(LONG)).incarnation() > after.incarnation());
    }

    @Test
    void s15_whereNothingWasLostNothingChanges() {
        Control before = store().control();
        Control after = store().control(new Change.NothingLost(ACTOR, "the synchronous standby was promoted"));
        assertEquals(before.incarnation(), after.incarnation(), "S15 broken: engines would be refused for nothing");
        assertNull(after.quarantine(), "S15 broken: orders would come in doubt for nothing");
    }

    @Test
    void s15_underQuarantineAnOldOrderIsInDoubt() {
        Instant now = store().control().now();
        store().control(new Change.Restored(LONG));
        assertEquals(
                ShipmentState.IN_DOUBT,
                acceptPlacedAt("old", now.minus(LONG)).state(),
                "S15 broken (R14): what was sent before the restore would be sent again");
        assertEquals(ShipmentState.IN_DOUBT, acceptPlacedAt("undated", null).state());
        assertNull(store().control(new Change.LiftQuarantine()).quarantine());
        assertEquals(
                ShipmentState.PENDING, acceptPlacedAt("lifted", now.minus(LONG)).state());
    }

    private ShipmentRecord acceptPlacedAt(String id, @Nullable Instant placedAt) {
        OrderKey key = new OrderKey("augsburg", id);
        store().accept(List.of(new OrderPlan(key, "1:" + id, placedAt, List.of(planned(id)))), ACTOR);
        return read(new ShipmentId(id));
    }

    @Test
    void s15_signsOfLifeAreKept() throws Exception {
        String why = "S15 broken: nobody could tell whether a sender is gone";
        store().control(new Change.Alive(ENGINE));
        Instant first = store().control().now();
        pass(brief());
        anotherHandle().control(new Change.Alive(OTHER_ENGINE));
        store().control(new Change.Alive(ENGINE));
        Control control = store().control();
        Map<EngineId, Control.SignOfLife> signs =
                control.engines().stream().collect(Collectors.toMap(Control.SignOfLife::engine, sign -> sign));
        assertEquals(Set.of(ENGINE, OTHER_ENGINE), signs.keySet(), why);
        Control.SignOfLife mine = signs.get(ENGINE);
        assertNotNull(mine, why);
        assertTrue(!mine.firstSeen().isAfter(first), why);
        assertTrue(mine.lastSeen().isAfter(first) && !mine.lastSeen().isAfter(control.now()), why);
    }

    @Test
    void s16_onlyFinishedShipmentsAreErased() {
        Map<ShipmentState, ShipmentRecord> shipments = new HashMap<>();
        for (ShipmentState state : ShipmentState.values()) {
            shipments.put(state, inState(state));
        }
        pass(Duration.ofMillis(20));
        assertEquals(3, erase(store().control().now(), 100), ERASED);
        assertEquals(0, store().erase(List.copyOf(shipments.values())), ERASED);
        shipments.forEach((state, shipment) -> {
            Payload payload = store().find(shipment.id()).orElseThrow().payload();
            assertEquals(state.isFinal(), payload.size() == 0, ERASED + ": " + state);
        });
        ShipmentId confirmed =
                Objects.requireNonNull(shipments.get(ShipmentState.CONFIRMED)).id();
        assertTrue(store().receipts(confirmed).stream().allMatch(receipt -> receipt.size() == 0), ERASED);
        assertEquals(0, erase(store().control().now(), 100), "S16 broken: erasing finds the same ones for ever");
    }

    @Test
    void s16_theTombstoneStays() {
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        List<HistoryEntry> history = store().history(confirmed.id());
        pass(Duration.ofMillis(20));
        erase(store().control().now(), 100);
        assertEquals(confirmed, read(confirmed.id()), ERASED);
        assertEquals(history, store().history(confirmed.id()), ERASED);
        assertEquals(
                1,
                store().page(ShipmentFilter.ofOrder(confirmed.order()), null, 10)
                        .size(),
                ERASED);
        assertEquals(
                List.of(), claimedIds(wanted(10)), "S16 broken: an erased shipment would be sent, without an address");
        settle(confirmed, accepted("TRACK-2"));
        assertEquals("TRACK-" + confirmed.id(), read(confirmed.id()).trackingNumber(), ERASED);
    }

    @Test
    void s16_nothingYoungerAndNoMoreThanAskedFor() {
        Instant start = store().control().now();
        for (int i = 0; i < 3; i++) {
            inState(ShipmentState.CONFIRMED);
        }
        assertEquals(List.of(), store().erasable(start.minus(LONG), 100), ERASED);
        pass(Duration.ofMillis(20));
        Instant now = store().control().now();
        assertEquals(2, erase(now, 2), ERASED);
        assertEquals(1, erase(now, 2), ERASED);
    }

    /** Whoever archives first must not lose what came between. */
    @Test
    void s16_whatChangedSinceItWasSeenStays() {
        ShipmentRecord amended = inState(ShipmentState.REJECTED);
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        pass(Duration.ofMillis(20));
        List<ShipmentRecord> seen = store().erasable(store().control().now(), 100);
        assertEquals(2, seen.size(), ERASED);
        Action amend = new Action.Amend("REF-AMENDED", "key-2", "1:amended", payload("amended"), "house number added");
        assertInstanceOf(TransitionResult.Done.class, act(amended, amend));
        settle(confirmed, accepted("TRACK-2"));
        assertEquals(0, store().erase(seen), CHANGED);
        assertEquals(
                payload("amended"), store().find(amended.id()).orElseThrow().payload(), CHANGED);
        assertTrue(store().receipts(confirmed.id()).stream().noneMatch(receipt -> receipt.size() == 0), CHANGED);
        pass(Duration.ofMillis(20));
        assertEquals(1, erase(store().control().now(), 100), CHANGED);
    }

    private int erase(Instant finishedBefore, int limit) {
        List<ShipmentRecord> seen = store().erasable(finishedBefore, limit);
        assertTrue(seen.size() <= limit, ERASED);
        return store().erase(seen);
    }
}
