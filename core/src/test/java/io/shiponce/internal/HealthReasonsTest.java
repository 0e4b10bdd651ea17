package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Health;
import io.shiponce.Health.Code;
import io.shiponce.store.Control;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each reason comes with its code, and goes when its cause does. */
class HealthReasonsTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);
    private final Rig.Engine engine = rig.engine(carrier, 2, Rig.settings()).started();

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Code> codes() {
        return engine.coordinator.problems().stream().map(Health.Problem::code).toList();
    }

    @Test
    void aStoreThatDoesNotAnswer() {
        engine.store.faults((call, number) -> CrashingStore.Fault.BEFORE);
        engine.goOn(Duration.ofSeconds(1));
        assertEquals(List.of(Code.STORE_UNAVAILABLE), codes());

        engine.store.faults((call, number) -> CrashingStore.Fault.NONE);
        engine.goOn(Duration.ofSeconds(6));
        assertEquals(List.of(), codes());
    }

    @Test
    void aCarrierThatIsPaused() {
        rig.store.control(new Control.Change.PauseCarrier(Rig.CARRIER, "a person", "stocktaking"));
        engine.goOn(Duration.ofSeconds(1));
        assertEquals(List.of(Code.CARRIER_PAUSED), codes());
        assertEquals(Rig.CARRIER, engine.coordinator.problems().get(0).carrier());

        rig.store.control(new Control.Change.ResumeCarrier(Rig.CARRIER, "a person"));
        engine.goOn(Duration.ofSeconds(1));
        assertEquals(List.of(), codes());
    }

    @Test
    void sendsThatDoNotReturn() {
        rig.accept(1);
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> {
            engine.turnFor(Duration.ofSeconds(8));
            assertEquals(List.of(Code.SENDS_STUCK), codes());
        }));
        engine.settleDown();
        assertEquals(1, carrier.sends());
        assertEquals(List.of(), codes());
    }

    @Test
    void aCarrierThatTakesNothing() {
        rig.acceptMany(3);
        carrier.otherwise(permit -> Reply.notSent());
        engine.goOn(Duration.ofMinutes(3));
        assertEquals(List.of(Code.CARRIER_NOT_TAKING), codes());

        carrier.otherwise(permit -> Reply.normal());
        engine.goOn(Duration.ofMinutes(2));
        assertEquals(List.of(), codes());
        assertEquals(3, carrier.ledger().size());
    }

    @Test
    void aStoreThatWasRestored() {
        rig.store.control(new Control.Change.Restored(Duration.ofSeconds(40)));
        engine.goOn(Duration.ofSeconds(1));
        assertEquals(List.of(Code.SUPERSEDED), codes());
    }
}
