package io.shiponce.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DryRun;
import io.shiponce.Selection;
import io.shiponce.Splitter;
import io.shiponce.store.Action;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An engine beside, or after, one of a newer version that stores what this one cannot read. */
class NewerPayloadsTest {
    private final Rig rig = new Rig();

    /** As a newer version plans it: of a format that this one does not know, or with a fingerprint of its own. */
    private ShipmentId acceptNewer(int number, String format, String algorithm) {
        OrderPlan plan = new ShipmentPlanner("test", Splitter.standard()).plan(Rig.order(number));
        NewShipment known = plan.shipments().get(0);
        Payload payload = Payload.of(new String(known.payload().toByteArray(), UTF_8)
                .replace("{\"v\":1,", format)
                .getBytes(UTF_8));
        NewShipment newer = new NewShipment(
                known.id(),
                known.part(),
                known.carrier(),
                known.reference(),
                known.key(),
                Fingerprints.ofRequest(payload, known.reference()).replace("1:", algorithm),
                known.priority(),
                known.notBefore(),
                payload,
                null);
        rig.store.accept(
                List.of(new OrderPlan(plan.key(), plan.fingerprint(), plan.placedAt(), List.of(newer))), "test");
        return newer.id();
    }

    private ShipmentId acceptNewer(int number) {
        return acceptNewer(number, "{\"v\":7,\"colour\":\"red\",", "1:");
    }

    private HistoryEntry last(ShipmentId id) {
        List<HistoryEntry> history = rig.store.history(id);
        return history.get(history.size() - 1);
    }

    @Test
    void r7_aNewerPayloadIsHeldUnsentAndTheOthersAreSent() {
        ShipmentId newer = acceptNewer(0);
        rig.acceptMany(20);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);
        Rig.Engine engine = rig.engine(carrier, 2, Rig.settings());
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofMinutes(1));
        engine.started().goOn(Duration.ofMinutes(10));

        ShipmentRecord left = rig.record(newer);
        assertEquals(ShipmentState.PENDING, left.state());
        assertEquals(1, left.attempt(), "it does not come back by itself");
        assertEquals(20, rig.count(ShipmentState.CONFIRMED));
        assertEquals(20, carrier.sends());
        assertEquals(20, carrier.ledger().references().size());
        assertFalse(carrier.ledger().references().contains(left.reference()));
        String why =
                "the stored consignment cannot be read: v: format 7 is newer than format 1, the newest that this version of"
                        + " ShipOnce reads; use the newer version that wrote it; then release it (retry)";
        assertEquals(why, last(newer).detail());
        assertEquals(why, left.held());
    }

    @Test
    void r7_releasedHereItIsHeldOnceMore() {
        ShipmentId newer = acceptNewer(1);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);
        Rig.Engine engine = rig.engine(carrier).started();
        engine.goOn(Duration.ofMinutes(1));

        rig.act(newer, new Action.Retry("is it there by now?"));
        engine.goOn(Duration.ofMinutes(10));

        assertEquals(2, rig.record(newer).attempt());
        assertNotNull(rig.record(newer).held());
        assertEquals(0, carrier.sends());
    }

    @Test
    void r7_aFingerprintOfANewerAlgorithmIsHeldUnsent() {
        ShipmentId newer = acceptNewer(1, "{\"v\":1,", "2:");
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);

        rig.engine(carrier).started().goOn(Duration.ofMinutes(1));

        assertEquals(0, carrier.sends());
        assertEquals(1, rig.record(newer).attempt());
        assertTrue(last(newer).detail().contains("fingerprint is of an algorithm"), last(newer)::toString);
    }

    /** What cannot be read in another way is no less held; and the history has no word of it. */
    @Test
    void r7_whatIsBrokenIsHeldWithoutAWordOfIt() {
        ShipmentId broken = acceptNewer(1, "{\"v\":1,\"shipTo\":{\"name\":7,", "1:");
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);

        rig.engine(carrier).started().goOn(Duration.ofMinutes(1));

        assertEquals(0, carrier.sends());
        assertNotNull(rig.record(broken).held());
        assertTrue(last(broken).detail().contains("cannot be read: shipTo.name: expected"), last(broken)::toString);
        assertFalse(last(broken).detail().contains("Ahorn"), last(broken)::toString);
    }

    @Test
    void aDryRunSaysWhy() {
        acceptNewer(1);
        acceptNewer(2, "{\"v\":1,", "2:");
        List<DryRun.Line> lines = new ArrayList<>();

        DryRun.on(rig.store)
                .carrier("reference", ScriptedCarrier.atLevel(0, rig.clock), CarrierLimits.DEFAULT)
                .run(Selection.all(), lines::add);

        assertEquals(2, lines.size());
        lines.forEach(line -> assertEquals(DryRun.Verdict.UNREADABLE, line.verdict()));
        assertTrue(lines.get(0).detail().contains("format 7 is newer than format 1"), lines::toString);
        assertTrue(lines.get(1).detail().contains("fingerprint is of an algorithm"), lines::toString);
    }

    /** A look-up needs the reference only: what a newer engine had sent when it died is found by an older one. */
    @Test
    void aDoubtOfANewerEngineIsFoundByItsReference() {
        ShipmentId newer = acceptNewer(1);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);
        rig.engine(carrier).started().coordinator.turn(); // Claimed; the process sends, and dies.
        carrier.ledger().append(rig.record(newer).reference(), "T-1", rig.clock.instant());

        Rig.Engine older = rig.engine(carrier);
        older.finish(older.run(Selection.all()), Duration.ofMinutes(2));

        assertEquals(ShipmentState.CONFIRMED, rig.state(newer));
        assertEquals(0, carrier.sends());
    }

    /** R6: what a newer engine may have sent stays exposed while the older one, which may not send it again, holds it. */
    @Test
    void r6_aDoubtOfANewerEngineIsNotSentAgainAndStaysExposed() {
        ShipmentId newer = acceptNewer(1);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock);
        rig.engine(carrier).started().coordinator.turn(); // Claimed; the process dies before it sends.

        rig.engine(carrier).started().goOn(Duration.ofMinutes(5));

        ShipmentRecord left = rig.record(newer);
        assertEquals(ShipmentState.PENDING, left.state());
        assertTrue(left.exposed());
        assertNotNull(left.held());
        assertEquals(2, left.attempt());
        assertEquals(0, carrier.sends());
    }
}
