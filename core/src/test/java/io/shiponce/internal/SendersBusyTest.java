package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.EngineSettings;
import io.shiponce.Health.Code;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that do not begin: their threads are all taken, by sends that hang and will not let go of them. */
class SendersBusyTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void r3_whatNoSenderBeganInTimeIsGivenBackBeforeItsClaimExpires() {
        ShipmentId id = rig.accept(1);
        EngineSettings settings = Rig.settings();
        Rig.Engine engine = rig.engine(carrier, 2, settings).started();
        engine.coordinator.turn();
        engine.turnFor(settings.claimTimeToLive().minus(settings.timeout()));
        assertEquals(ShipmentState.CLAIMED, rig.state(id), "there is time for a whole send");

        engine.turnFor(Duration.ofMillis(250));

        assertEquals(
                List.of(Kind.PLANNED, Kind.CLAIMED, Kind.NOT_SENT),
                rig.kinds(id).subList(0, 3));
        assertTrue(engine.coordinator.problems().stream().anyMatch(problem -> problem.code() == Code.SENDS_STUCK));
    }

    @Test
    void whatWasGivenBackIsNotSentByTheSenderThatComesTooLateAndItsSlotIsFree() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(carrier, 1, Rig.settings()).started();
        engine.coordinator.turn();
        engine.turnFor(Duration.ofSeconds(26));
        assertEquals(0, carrier.sends());
        engine.goOn(Duration.ofSeconds(1));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(1, carrier.sends());
        assertEquals(2, rig.record(id).attempt());
        assertEquals(List.of(), engine.coordinator.problems());
        assertTrue(engine.coordinator.isQuiet());
    }
}
