package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.EngineSettings;
import io.shiponce.Health.Code;
import io.shiponce.Health.Problem;
import io.shiponce.Selection;
import io.shiponce.Splitter;
import io.shiponce.store.EngineId;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The coordinator's thread: what is left for it, and how it ends. */
class DispatcherTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ShipmentStore store = new InMemoryShipmentStore(Clock.systemUTC());
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, Clock.systemUTC());
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicReference<Dispatcher> closed = new AtomicReference<>();

    @AfterEach
    void close() {
        goOn.countDown();
        store.close();
    }

    private Dispatcher dispatcher(EngineSettings settings, DispatchListener... listeners) {
        return new Dispatcher(
                store,
                Map.of(Rig.CARRIER, new Dispatcher.Served(carrier, CarrierLimits.ofSlots(4))),
                settings,
                new EngineId("host:1:1"),
                List.of(listeners),
                store.control());
    }

    private static EngineSettings closesWithin(Duration time) {
        EngineSettings all = Rig.settings();
        return new EngineSettings(
                all.timeout(),
                all.claimTimeToLive(),
                all.quiet(),
                all.pollInterval(),
                all.maxAttempts(),
                time,
                false,
                0);
    }

    private void accept(int orders) {
        ShipmentPlanner planner = new ShipmentPlanner("test", Splitter.standard());
        store.accept(
                IntStream.rangeClosed(1, orders)
                        .mapToObj(i -> planner.plan(Rig.order(i)))
                        .toList(),
                "test");
    }

    private List<ShipmentState> states() {
        return store.page(ShipmentFilter.ALL, null, 10).stream()
                .map(ShipmentRecord::state)
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(LONG.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "the condition never held");
            Thread.onSpinWait();
        }
    }

    private static boolean isClosed(Dispatcher dispatcher) {
        return dispatcher.problems().stream().map(Problem::code).anyMatch(Code.CLOSED::equals);
    }

    /** One answer comes at once, the other when it is let go. */
    private void holdOneBack() {
        String slow = store.page(ShipmentFilter.ALL, null, 1).get(0).reference();
        carrier.script(slow, Reply.normal().meanwhile(() -> {
            sending.countDown();
            await(goOn);
        }));
    }

    @Test
    void anEngineThatOnlyAcceptsKeepsNothingOfIt() {
        Dispatcher dispatcher = dispatcher(Rig.settings());
        IntStream.range(0, 1_000).forEach(i -> dispatcher.wake());
        assertEquals(1, dispatcher.unopened());

        dispatcher.start();
        await(() -> dispatcher.unopened() == 0);
        dispatcher.close();
        IntStream.range(0, 1_000).forEach(i -> dispatcher.wake());
        assertTrue(dispatcher.unopened() <= 1);
    }

    @Test
    void aListenerThatClosesTheEngineNeitherWaitsForItselfNorCutsOffWhatIsInFlight() throws Exception {
        accept(2);
        holdOneBack();
        CountDownLatch told = new CountDownLatch(1);
        Dispatcher dispatcher = dispatcher(Rig.settings(), new DispatchListener() {
            @Override
            public void settled(ShipmentRecord shipment, Outcome outcome) {
                DispatcherTest.await(sending);
                closed.get().close();
                told.countDown();
            }
        });
        closed.set(dispatcher);
        dispatcher.start();
        await(told);
        assertFalse(isClosed(dispatcher), "one send is under way");
        goOn.countDown();
        dispatcher.close();

        assertTrue(isClosed(dispatcher), "a second call waits like the first");
        assertEquals(List.of(ShipmentState.CONFIRMED, ShipmentState.CONFIRMED), states());
    }

    @Test
    void whatFollowsARunMayCloseTheEngine() throws Exception {
        accept(1);
        Dispatcher dispatcher = dispatcher(Rig.settings());
        dispatcher
                .dispatch(Selection.all())
                .completion()
                .thenRun(dispatcher::close)
                .get(Rig.settings().closeTimeout().toMillis() / 2, TimeUnit.MILLISECONDS);

        await(() -> isClosed(dispatcher));
    }

    @Test
    void whoIsInterruptedWhileItClosesDoesNotCutOffWhatIsInFlight() throws Exception {
        accept(1);
        holdOneBack();
        Dispatcher dispatcher = dispatcher(Rig.settings());
        dispatcher.start();
        await(sending);
        Thread closing = new Thread(dispatcher::close);
        closing.start();
        closing.interrupt();
        closing.join();
        goOn.countDown();
        await(() -> isClosed(dispatcher));

        assertEquals(List.of(ShipmentState.CONFIRMED), states());
    }

    /** However rarely it looks for work. */
    @Test
    void anEngineThatIsClosedEndsWithinItsTimeAlthoughASendHangs() throws Exception {
        accept(1);
        holdOneBack();
        Dispatcher dispatcher = dispatcher(closesWithin(Duration.ofMillis(100)).withPollInterval(Duration.ofHours(1)));
        dispatcher.start();
        await(sending);
        dispatcher.close();

        assertTrue(isClosed(dispatcher));
    }
}
