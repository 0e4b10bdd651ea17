package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store goes away for minutes, and comes back. */
class OutageTest {
    private static final int SHIPMENTS = 10;
    private static final int SLOTS = 4;

    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);
    private final List<String> told = new ArrayList<>();
    private final Rig.Engine engine =
            rig.engine(carrier, CarrierLimits.ofSlots(SLOTS), Rig.settings(), new DispatchListener() {
                @Override
                public void storeUnavailable(String detail) {
                    told.add(detail);
                }
            });

    @AfterEach
    void close() {
        rig.close();
    }

    /** Far longer than the claims live; what their sends brought counts all the same, and the engine goes on by itself. */
    @Test
    void r5_nothingIsLostSentOrSaidTwiceWhileTheStoreIsAway() {
        rig.acceptMany(SHIPMENTS);
        engine.started().coordinator.turn();
        engine.store.faults((call, number) -> CrashingStore.Fault.BEFORE);
        long callsBefore = engine.store.calls();

        engine.goOn(Duration.ofMinutes(10));

        assertEquals(SLOTS, carrier.sends(), "those that were claimed before");
        assertEquals(SLOTS, rig.count(ShipmentState.CLAIMED));
        assertEquals(1, told.size(), told::toString);
        assertTrue(engine.coordinator.problems().get(0).text().startsWith("the store does not answer: "));
        long calls = engine.store.calls() - callsBefore;
        assertTrue(calls < 10 * 60 / 5 + 20, calls + " calls, at most one each 5 s once it has been away for long");

        engine.store.faults((call, number) -> CrashingStore.Fault.NONE);
        engine.goOn(Duration.ofSeconds(10));

        assertEquals(SHIPMENTS, rig.count(ShipmentState.CONFIRMED));
        assertEquals(SHIPMENTS, carrier.sends());
        assertEquals(List.of(), engine.coordinator.problems());
    }

    /** Each outage is told once, however often it comes. */
    @Test
    void aStoreThatComesAndGoesIsToldOfOnceEachTime() {
        rig.acceptMany(SHIPMENTS);
        engine.started();
        for (int outage = 1; outage <= 3; outage++) {
            engine.store.faults((call, number) -> CrashingStore.Fault.BEFORE);
            engine.goOn(Duration.ofMinutes(1));
            assertEquals(outage, told.size(), told::toString);
            engine.store.faults((call, number) -> CrashingStore.Fault.NONE);
            engine.goOn(Duration.ofSeconds(10));
        }
        assertEquals(SHIPMENTS, rig.count(ShipmentState.CONFIRMED));
        assertEquals(SHIPMENTS, carrier.sends());
    }
}
