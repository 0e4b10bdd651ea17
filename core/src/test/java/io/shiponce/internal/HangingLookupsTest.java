package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.Health.Code;
import io.shiponce.Health.Problem;
import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Look-ups that do not return in time: nobody waits for them, and they hold up no other carrier. */
class HangingLookupsTest {
    private static final String OTHER = "other";

    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void close() {
        rig.close();
    }

    /** What happens while a look-up hangs; then it answers. */
    private record Hangs(ScriptedCarrier carrier, Consumer<String> meanwhile) implements CarrierAdapter, CarrierLookup {
        @Override
        public Recovery recovery() {
            return carrier.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return carrier.send(consignment, permit);
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            meanwhile.accept(reference);
            return carrier.lookUp(reference);
        }
    }

    /** Its first so many look-ups hang for two minutes each. */
    private Rig.Engine engine(int hanging, int slots, Runnable atTheirEnd) {
        List<Rig.Engine> made = new ArrayList<>();
        Rig.Engine engine = rig.engine(
                new Hangs(carrier, reference -> {
                    asked.add(reference);
                    if (asked.size() <= hanging) {
                        made.get(0).goOn(Duration.ofMinutes(2));
                        atTheirEnd.run();
                    }
                }),
                slots,
                Rig.settings());
        made.add(engine);
        return engine;
    }

    private static List<Code> codes(Rig.Engine engine) {
        return engine.coordinator.problems().stream().map(Problem::code).toList();
    }

    private ShipmentId unknown(int number) {
        ShipmentId id = rig.accept(number);
        carrier.script(rig.record(id).reference(), Reply.executedButUnknown());
        return id;
    }

    @Test
    void aRunEndsAlthoughALookUpHangsAndTheDoubtIsLookedUpAgainOnceItReturns() {
        ShipmentId id = unknown(1);
        rig.accept(2);
        List<Run> runs = new ArrayList<>();
        List<Object> seen = new ArrayList<>();
        Rig.Engine engine = engine(
                1,
                4,
                () -> seen.addAll(
                        List.of(runs.get(0).completion().isDone(), asked.size(), rig.count(ShipmentState.CONFIRMED))));
        runs.add(engine.run(Selection.all()));
        engine.goOn(Duration.ofSeconds(1));

        assertEquals(List.of(true, 1, 1L), seen, "over, not asked a second time, and the other one was sent");
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));

        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(1));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(2, rig.count(ShipmentState.CONFIRMED));
    }

    @Test
    void halfTheSlotsAreLeftToTheSendsAndHealthSaysWhy() {
        for (int i = 1; i <= 4; i++) {
            unknown(i);
        }
        List<Object> seen = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        Rig.Engine[] made = new Rig.Engine[1];
        made[0] = engine(
                2,
                4,
                () -> seen.addAll(
                        List.of(codes(made[0]), runs.get(0).completion().isDone())));
        runs.add(made[0].run(Selection.all()));
        made[0].goOn(Duration.ofMinutes(1));

        assertEquals(List.of(Code.SENDS_STUCK), seen.get(0));
        assertEquals(true, seen.get(1), "a run waits for no look-up that cannot begin");
        assertFalse(rig.store.control().isPaused(Rig.CARRIER));
        assertEquals(List.of(), codes(made[0]), "as soon as they return");
    }

    @Test
    void theOnlySlotIsTakenSoTheCarrierIsPaused() {
        unknown(1);
        Rig.Engine engine = engine(1, 1, () -> rig.accept(2));
        engine.run(Selection.all());
        engine.goOn(Duration.ofMinutes(1));
        assertTrue(rig.store.control().isPaused(Rig.CARRIER));

        rig.store.control(new Control.Change.ResumeCarrier(Rig.CARRIER, "a person"));
        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(1));
        assertEquals(2, rig.count(ShipmentState.CONFIRMED));
    }

    @Test
    void aCarrierWhoseSlotsAreAllStuckHoldsUpNoOther() {
        List<Object> seen = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        ShipmentId own = rig.accept(1);
        ScriptedCarrier other = ScriptedCarrier.atLevel(1, rig.clock);
        other.otherwise(permit -> Reply.executedButUnknown());
        Rig.Engine engine = rig.engine(carrier, 1, Rig.settings());
        engine.serves(OTHER, other, CarrierLimits.ofSlots(2));
        carrier.script(rig.record(own).reference(), Reply.executedButUnknown().meanwhile(() -> {
            engine.goOn(Duration.ofSeconds(10));
            ShipmentId others = rig.accept(2, OTHER);
            engine.goOn(Duration.ofMinutes(2));
            seen.addAll(List.of(
                    rig.state(own), rig.state(others), runs.get(0).completion().isDone()));
        }));
        runs.add(engine.run(Selection.all()));
        engine.goOn(Duration.ofSeconds(1));

        assertEquals(List.of(ShipmentState.IN_DOUBT, ShipmentState.CONFIRMED, true), seen);
    }
}
