package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.Selection;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.store.Action;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A carrier that takes a consignment and gives its number later: asked until the number is there, and never sent to again. */
class LateNumbersTest {
    private static final Duration LONG = Duration.ofHours(3);

    private final Rig rig = new Rig();

    private ScriptedCarrier late(int level, Duration lag) {
        return ScriptedCarrier.atLevel(level, rig.clock)
                .otherwise(permit -> Reply.numberFollows())
                .lookupLag(lag);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void r5_theNumberIsLookedForUntilItIsThereAndNothingIsSentAgain(int level) {
        ShipmentId id = rig.accept(1);
        ScriptedCarrier carrier = late(level, LONG);
        Rig.Engine engine = rig.engine(carrier).started();

        engine.goOn(LONG.minusMinutes(1)); // Far behind the quiet time: every look-up says that there is none.

        assertTrue(rig.record(id).awaitsNumber());
        int looked = carrier.lookups();
        assertTrue(looked > 3 && looked < 100, looked + " look-ups: often at first, then ever more rarely");
        engine.goOn(LONG);
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(
                carrier.ledger().lines().get(0).trackingNumber(), rig.record(id).trackingNumber());
        assertEquals(1, carrier.sends(), "the carrier said yes: to send once more is to ship twice, or to be refused");
    }

    @Test
    void r5_whatTheCarrierTookIsNotSentAgainByAnEngineThatCannotLookUp() {
        ShipmentId id = rig.accept(1);
        ScriptedCarrier carrier = late(3, LONG);
        rig.engine(carrier).started().settleDown();
        Rig.Engine blind = rig.engine(new Rig.WithoutLookup(carrier));

        blind.finish(blind.run(Selection.all()), Duration.ofMinutes(2));

        assertTrue(rig.record(id).awaitsNumber());
        assertEquals(1, carrier.sends());
    }

    @Test
    void aManualRunWaitsForNoNumberLongerThanForOtherDoubts() {
        ShipmentId soon = rig.accept(1);
        ScriptedCarrier carrier = late(1, Duration.ofSeconds(20));
        Rig.Engine engine = rig.engine(carrier);
        Run first = engine.run(Selection.all());
        engine.finish(first, Duration.ofMinutes(1));
        assertEquals(ShipmentState.CONFIRMED, rig.state(soon), "within the quiet time it is found");
        assertEquals(1, first.progress().reconciled());

        carrier.lookupLag(LONG);
        ShipmentId later = rig.accept(2);
        Run second = engine.run(Selection.all());
        engine.finish(second, Duration.ofMinutes(1));

        assertTrue(rig.record(later).awaitsNumber());
        assertEquals(1, second.progress().inDoubt());
        assertEquals(0, second.progress().left());
        assertTrue(rig.store.history(later).stream().anyMatch(entry -> entry.kind() == HistoryEntry.Kind.LOOKED_UP));
    }

    @Test
    void r17_aCarrierThatSaysYesIsNotPausedForSayingSoLate() {
        rig.acceptMany(20);
        ScriptedCarrier carrier = late(1, LONG);
        Rig.Engine engine = rig.engine(
                        carrier,
                        new CarrierLimits(2, Double.POSITIVE_INFINITY, 4),
                        Rig.settings(),
                        new DispatchListener() {})
                .started();

        engine.goOn(Duration.ofMinutes(1));

        assertEquals(20, carrier.ledger().size());
        assertEquals(20, rig.count(ShipmentState.IN_DOUBT));
        Control control = rig.store.control();
        assertFalse(control.isPaused(Rig.CARRIER));
    }

    @Test
    void c12_whoCannotLookUpIsNotBelieved() {
        ShipmentId atLevel0 = rig.accept(1);
        rig.engine(late(0, Duration.ZERO)).started().settleDown();
        assertEquals(
                Doubt.Cause.UNKNOWN_ANSWER,
                Objects.requireNonNull(rig.record(atLevel0).doubt()).cause());

        ShipmentId withoutLookup = rig.accept(2);
        rig.engine(new Rig.WithoutLookup(late(3, Duration.ZERO))).started().settleDown();
        assertEquals(
                Doubt.Cause.UNKNOWN_ANSWER,
                Objects.requireNonNull(rig.record(withoutLookup).doubt()).cause());
    }

    @Test
    void r5_theLateYesOfAnOverrunningSendStillCounts() {
        ShipmentId id = rig.accept(1);
        ScriptedCarrier carrier = late(2, LONG);
        Rig.Engine engine = rig.engine(carrier).started();
        carrier.script(
                rig.record(id).reference(),
                Reply.numberFollows().meanwhile(() -> engine.turnFor(Duration.ofSeconds(8)))); // Given up after 6.25 s.

        engine.settleDown();

        assertEquals(
                List.of(
                        HistoryEntry.Kind.PLANNED,
                        HistoryEntry.Kind.CLAIMED,
                        HistoryEntry.Kind.UNKNOWN,
                        HistoryEntry.Kind.NUMBER_FOLLOWS),
                rig.kinds(id).stream()
                        .filter(kind -> kind != HistoryEntry.Kind.LOOKED_UP)
                        .toList());
        assertTrue(rig.record(id).awaitsNumber());
        engine.goOn(Duration.ofHours(1));
        assertEquals(1, carrier.sends(), "an unknown would have been sent again at level 2");
    }

    @Test
    void r13_aCancelIsRememberedUntilTheNumberIsThere() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(late(1, Duration.ofMinutes(10))).started();
        engine.settleDown();

        assertInstanceOf(TransitionResult.Done.class, rig.act(id, new Action.Cancel("not wanted")));
        engine.goOn(Duration.ofHours(1));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertTrue(rig.record(id).cancelRequested(), "the carrier is to be asked to cancel it");
    }

    @Test
    void aPersonSaysThatTheCarrierRefusedItLater() {
        ShipmentId id = rig.accept(1);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock)
                .otherwise(permit -> Reply.told(false, new SendOutcome.NumberFollows("taken, and given up later")));
        Rig.Engine engine = rig.engine(carrier).started();
        engine.goOn(Duration.ofMinutes(2));

        assertInstanceOf(TransitionResult.Refused.class, rig.act(id, new Action.DeclareNotSent("not in their portal")));
        assertInstanceOf(TransitionResult.Done.class, rig.act(id, new Action.DeclareRefused("their portal says so")));
        engine.goOn(Duration.ofMinutes(2));

        ShipmentRecord refused = rig.record(id);
        assertEquals(ShipmentState.REJECTED, refused.state());
        assertNull(refused.doubt());
        assertEquals(1, carrier.sends());
    }
}
