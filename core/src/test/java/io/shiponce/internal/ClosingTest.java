package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A closing engine claims nothing more, and is not at rest before the store has all that it knows. */
class ClosingTest {
    private static final int SLOTS = 4;

    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, rig.clock);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whatIsUnderWayIsSettledAndNothingMoreIsClaimed() {
        rig.acceptMany(2 * SLOTS);
        Rig.Engine engine = rig.engine(carrier, SLOTS, Rig.settings()).started();
        engine.coordinator.turn();

        engine.coordinator.closing();
        assertFalse(engine.coordinator.isQuiet());
        engine.goOn(Duration.ofSeconds(5));

        assertEquals(SLOTS, carrier.sends());
        assertEquals(SLOTS, rig.count(ShipmentState.CONFIRMED));
        assertEquals(SLOTS, rig.count(ShipmentState.PENDING));
        assertTrue(engine.coordinator.isQuiet());
    }

    @Test
    void r5_whatTheStoreHasNotTakenYetIsWaitedFor() {
        CoordinatorRulesTest.Locking rows = new CoordinatorRulesTest.Locking();
        try (Rig locked = new Rig(rows)) {
            ShipmentId id = locked.accept(1);
            Rig.Engine engine = locked.engine(carrier).started();
            engine.coordinator.turn();
            rows.locked = true;
            engine.coordinator.closing();
            engine.goOn(Duration.ofSeconds(1));

            assertEquals(1, carrier.sends());
            assertFalse(engine.coordinator.isQuiet(), "only this engine knows the number");

            rows.locked = false;
            engine.goOn(Duration.ofSeconds(1));
            assertTrue(engine.coordinator.isQuiet());
            assertEquals(ShipmentState.CONFIRMED, locked.state(id));
        }
    }

    @Test
    void r4_whatMayHaveBeenClaimedIsGivenBackBefore() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(carrier).started();
        engine.store.failNext(CrashingStore.Call.EXCHANGE, CrashingStore.Fault.AFTER);
        engine.coordinator.turn();
        engine.coordinator.closing();

        assertEquals(ShipmentState.CLAIMED, rig.state(id));
        assertFalse(engine.coordinator.isQuiet(), "it would end in doubt, though nothing was sent");

        engine.goOn(Duration.ofSeconds(2));
        assertTrue(engine.coordinator.isQuiet());
        assertEquals(ShipmentState.PENDING, rig.state(id));
        assertEquals(0, carrier.sends());
    }
}
