package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Health.Code;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine says what keeps it from its work, also when that is the engine itself. */
@Timeout(30)
class HealthTest {
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(Clock.systemUTC());
    private volatile boolean broken;

    private DispatchEngine engine() {
        ShipmentStore breakable = (ShipmentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                    if (broken && method.getName().equals("exchange")) {
                        throw new NoClassDefFoundError("half an update");
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return DispatchEngine.builder(breakable)
                .carrier("reference", ScriptedCarrier.atLevel(1, Clock.systemUTC()))
                .settings(EngineSettings.defaults().withPollInterval(Duration.ofMillis(10)))
                .build();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "the condition never held");
            Thread.onSpinWait();
        }
    }

    @Test
    void anEngineThatWasClosedSaysSo() {
        DispatchEngine started = engine();
        started.start();
        assertTrue(started.health().isGood());
        started.close();
        assertTrue(started.health().has(Code.CLOSED));

        DispatchEngine neverStarted = engine();
        assertTrue(neverStarted.health().isGood());
        neverStarted.close();
        assertTrue(neverStarted.health().has(Code.CLOSED));
    }

    @Test
    void aCoordinatorThatFailsSaysSoUntilItWorksAgain() {
        try (DispatchEngine engine = engine()) {
            engine.start();
            broken = true;
            await(() -> engine.health().has(Code.COORDINATOR_FAILED));
            assertEquals(
                    "the coordinator failed: NoClassDefFoundError",
                    engine.health().problems().get(0));

            broken = false;
            await(() -> engine.health().isGood());
            assertFalse(engine.health().has(Code.COORDINATOR_FAILED));
        }
    }
}
