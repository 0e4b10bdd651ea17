package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.store.AcceptResult;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine with its own threads, as a shop uses it. */
@Timeout(30)
class DispatchEngineTest {
    private static final EngineSettings SETTINGS =
            EngineSettings.of(Duration.ofSeconds(5), Duration.ofSeconds(30)).withPollInterval(Duration.ofMillis(10));

    private final InMemoryShipmentStore store = new InMemoryShipmentStore(Clock.systemUTC());
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
    private final List<DispatchEngine> engines = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(DispatchEngine::close);
    }

    private DispatchEngine engine() {
        DispatchEngine engine = DispatchEngine.builder(store)
                .carrier("reference", carrier, CarrierLimits.ofSlots(8))
                .settings(SETTINGS)
                .build();
        engines.add(engine);
        return engine;
    }

    private static Order order(int number) {
        return order(number, OrderLine.of("MUG-1", 2));
    }

    private static Order order(int number, OrderLine... lines) {
        return TestOrders.numbered(number, lines);
    }

    private static List<Order> orders(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(DispatchEngineTest::order)
                .toList();
    }

    private Shipment shipmentOf(int number) {
        List<ShipmentRecord> found =
                store.page(ShipmentFilter.ofOrder(new OrderKey("augsburg", Integer.toString(number))), null, 10);
        return Shipment.of(found.get(found.size() - 1));
    }

    private static Progress finish(DispatchRun run) throws Exception {
        return run.completion().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aManualRunSendsEverythingAndReportsIt() throws Exception {
        DispatchEngine engine = engine();
        engine.acceptAll(orders(500));

        Progress end = finish(engine.dispatch(Selection.all()));

        assertEquals(500, end.sent());
        assertEquals(0, end.left());
        assertEquals(0, end.inFlight());
        assertTrue(end.perSecond() > 0);
        assertEquals(500, carrier.ledger().references().size());
        assertTrue(carrier.ledger().duplicates().isEmpty());
        assertTrue(engine.health().isGood());
    }

    @Test
    void theAutomaticRunSendsWhatIsAcceptedWhileItRuns() throws Exception {
        DispatchEngine engine = engine();
        engine.start();
        engine.start();
        for (Order order : orders(50)) {
            engine.accept(order);
        }

        finish(engine.dispatch(Selection.all()));

        assertEquals(50, carrier.ledger().size());
    }

    @Test
    void theSameOrderIsAcceptedOnceAndAnotherContentIsAConflict() {
        DispatchEngine engine = engine();

        assertInstanceOf(Acceptance.Accepted.class, engine.accept(order(1)));
        assertInstanceOf(Acceptance.AlreadyAccepted.class, engine.accept(order(1)));
        assertInstanceOf(Acceptance.Conflict.class, engine.accept(order(1, OrderLine.of("MUG-1", 3))));
        assertEquals(1, store.page(ShipmentFilter.ALL, null, 10).size());
    }

    @Test
    void r12_aChangedSplitterDoesNotResplitWhatWasAccepted() {
        OrderLine[] lines = {OrderLine.of("A", 1), OrderLine.of("B", 1)};
        engine().accept(order(1, lines));
        DispatchEngine changed = DispatchEngine.builder(store)
                .splitter(Splitter.standard().andThen(Splitter.by("sku", OrderLine::sku)))
                .settings(SETTINGS)
                .build();
        engines.add(changed);

        Acceptance again = changed.accept(order(1, lines));

        assertEquals(
                1,
                assertInstanceOf(Acceptance.AlreadyAccepted.class, again)
                        .shipments()
                        .size());
        assertEquals(
                2,
                assertInstanceOf(Acceptance.Accepted.class, changed.accept(order(2, lines)))
                        .shipments()
                        .size());
    }

    @Test
    void theShopsOwnHandStoresThePlanAndIsToldTheSame() {
        DispatchEngine engine = engine();
        Function<OrderPlan, AcceptResult> byHand =
                plan -> store.accept(List.of(plan), "shop").get(0);

        Acceptance first = engine.accept(order(1), byHand);
        assertEquals(
                1,
                assertInstanceOf(Acceptance.Accepted.class, first).shipments().size());
        assertInstanceOf(Acceptance.AlreadyAccepted.class, engine.accept(order(1), byHand));
        Acceptance other = engine.accept(order(1, OrderLine.of("MUG-1", 3)), byHand);
        assertEquals(
                1,
                assertInstanceOf(Acceptance.Conflict.class, other).shipments().size());
    }

    @Test
    void r12_theShopsOwnHandIsNotAskedForWhatCannotBeSplitAnyMore() {
        engine().accept(order(1));
        DispatchEngine strict = DispatchEngine.builder(store)
                .splitter(lines -> {
                    throw new IllegalArgumentException("this splitter wants nothing");
                })
                .settings(SETTINGS)
                .build();
        engines.add(strict);
        Function<OrderPlan, AcceptResult> never = plan -> {
            throw new AssertionError("asked to store " + plan.key());
        };

        assertInstanceOf(Acceptance.AlreadyAccepted.class, strict.accept(order(1), never));
        assertThrows(IllegalArgumentException.class, () -> strict.accept(order(2), never));
        assertEquals(1, store.page(ShipmentFilter.ALL, null, 10).size());
    }

    @Test
    void anOrderThatCannotBeSplitDoesNotKeepTheOthersOut() {
        DispatchEngine engine = DispatchEngine.builder(store)
                .splitter(lines -> {
                    throw new IllegalArgumentException("this splitter wants nothing");
                })
                .settings(SETTINGS)
                .build();
        engines.add(engine);

        List<Acceptance> results = engine.acceptAll(List.of(order(1), order(2)));

        assertEquals(2, results.size());
        results.forEach(result -> assertInstanceOf(Acceptance.Refused.class, result));
        assertThrows(IllegalArgumentException.class, () -> engine.accept(order(3)));
        assertTrue(store.page(ShipmentFilter.ALL, null, 10).isEmpty());
    }

    @Test
    void manyThreadsAcceptAtOnceAndAllAreDurable() throws Exception {
        DispatchEngine engine = engine();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(thread ->
                        new Thread(() -> IntStream.range(0, 50).forEach(i -> engine.accept(order(i * 8 + thread + 1)))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(400, store.page(ShipmentFilter.ALL, null, 1_000).size());
    }

    @Test
    void closeWaitsForWhatIsInFlightAndSettlesIt() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> {
            sending.countDown();
            await(goOn);
        }));
        DispatchEngine engine = engine();
        engine.accept(order(1));
        DispatchRun run = engine.dispatch(Selection.all());
        await(sending);
        Thread closing = new Thread(engine::close);
        closing.start();
        goOn.countDown();
        closing.join();

        assertEquals(ShipmentState.CONFIRMED, shipmentOf(1).state());
        waitUntil(run.completion()::isDone); // Over, or broken off; never left hanging.
        assertThrows(IllegalStateException.class, () -> engine.dispatch(Selection.all()));
    }

    /** A hook of the JVM closes it, say, and its owner as well: who closes the store next must not be told too early. */
    @Test
    void r5_whoClosesItAsWellWaitsForWhatIsInFlightToo() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> {
            sending.countDown();
            await(goOn);
        }));
        DispatchEngine engine = engine();
        engine.accept(order(1));
        engine.dispatch(Selection.all());
        await(sending);
        Thread hook = new Thread(engine::close);
        hook.start();
        waitUntil(() -> hook.getState() == Thread.State.TIMED_WAITING);
        List<ShipmentState> told = new CopyOnWriteArrayList<>();
        Thread owner = new Thread(() -> {
            engine.close();
            told.add(shipmentOf(1).state());
        });
        owner.start();
        waitUntil(() -> owner.getState() == Thread.State.TIMED_WAITING || !owner.isAlive());
        goOn.countDown();
        hook.join();
        owner.join();

        assertEquals(List.of(ShipmentState.CONFIRMED), told);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void r14_afterARestoreOnlyAFindOrAPersonEndsADoubt() throws Exception {
        DispatchEngine before = engine();
        before.acceptAll(orders(3));
        InMemoryShipmentStore.Snapshot backup = store.snapshot();
        finish(before.dispatch(Selection.all()));
        before.close();

        store.restore(backup);
        Operator operator = Operator.of(store, SETTINGS);
        assertEquals(3, operator.afterRestore("a person", "disk failed"));
        before.operator().afterRestore("a person", "twice does no harm");
        DispatchEngine after = engine();
        after.accept(order(4)); // Without a time: it may have been sent before the restore.
        // Level 1: everything that the carrier holds is found; the fourth stays for a person, and the run waits its
        // quiet time out.
        DispatchRun run = after.dispatch(Selection.ofOrder(new OrderKey("augsburg", "1")));
        waitUntil(() -> shipmentOf(1).state() == ShipmentState.CONFIRMED);
        run.cancel();

        assertEquals(3, carrier.ledger().size());
        assertEquals(ShipmentState.IN_DOUBT, shipmentOf(4).state());
        operator.liftQuarantine();
        after.accept(order(5));
        assertEquals(ShipmentState.PENDING, shipmentOf(5).state());
        assertTrue(operator.control().pauses().isEmpty());
    }

    @Test
    void r14_whatAnEngineMovesDuringAfterRestoreIsNotMissed() {
        DispatchEngine engine = engine();
        engine.acceptAll(orders(1)); // One only: nothing else may cause another look.
        // Claimed in the backup; its claim expires right after the first look.
        ExchangeResult claimed = store.exchange(new ExchangeRequest(
                new ExchangeId("old"),
                new EngineId("host:1:old"),
                store.control().incarnation(),
                List.of(),
                List.of(new ClaimRequest(
                        "reference",
                        ShipmentFilter.ALL,
                        1,
                        1,
                        new ClaimTerms(
                                Duration.ofNanos(1),
                                Duration.ofNanos(1),
                                RecoveryTerms.of(RecoveryTerms.UNIQUE_REFERENCE, "scripted", "1")))),
                0));
        assertEquals(1, claimed.claimed().size());
        ShipmentStore racing = (ShipmentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                    Object answer = method.invoke(store, args);
                    if (method.getName().equals("page")) {
                        store.exchange(new ExchangeRequest(
                                new ExchangeId("expiry" + System.nanoTime()),
                                new EngineId("host:2:other"),
                                0,
                                List.of(),
                                List.of(),
                                10));
                    }
                    return answer;
                });

        Operator.of(racing, SETTINGS).afterRestore("a person", "disk failed");

        for (ShipmentRecord shipment : store.page(ShipmentFilter.ALL, null, 10)) {
            assertEquals(
                    Doubt.Cause.RESTORED,
                    Objects.requireNonNull(shipment.doubt()).cause());
            assertTrue(ShipmentLaw.recordedRecovery(shipment).level() <= RecoveryTerms.LOOKUP);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void waitUntil(Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "the condition never held");
            Thread.onSpinWait();
        }
    }

    @Test
    void r7_amendStartsANewRevisionUnderANewReference() throws Exception {
        DispatchEngine engine = engine();
        engine.accept(order(1));
        Shipment planned = shipmentOf(1);
        carrier.script(planned.reference(), Reply.rejected("no such street"));
        finish(engine.dispatch(Selection.all()));
        Shipment rejected = shipmentOf(1);

        TransitionResult amended =
                engine.operator().amend(rejected, consignment -> consignment, "a person", "spelt right");
        finish(engine.dispatch(Selection.all()));

        assertInstanceOf(TransitionResult.Done.class, amended);
        Shipment sent = shipmentOf(1);
        assertEquals(ShipmentState.CONFIRMED, sent.state());
        assertEquals(2, sent.revision());
        assertFalse(sent.reference().equals(planned.reference()));
        assertInstanceOf(
                TransitionResult.Stale.class,
                engine.operator().amend(rejected, consignment -> consignment, "a person", "second click"));
    }

    @Test
    void reshipMakesANewLinkedShipmentAndTwoClicksAreOne() throws Exception {
        DispatchEngine engine = engine();
        engine.accept(order(1));
        finish(engine.dispatch(Selection.all()));
        Shipment lost = shipmentOf(1);

        assertInstanceOf(TransitionResult.Done.class, engine.operator().reship(lost, "a person", "lost in transit"));
        assertInstanceOf(TransitionResult.Stale.class, engine.operator().reship(lost, "a person", "lost in transit"));
        finish(engine.dispatch(Selection.all()));

        assertEquals(2, carrier.ledger().references().size());
        List<ShipmentRecord> both = store.page(ShipmentFilter.ofOrder(lost.order()), null, 10);
        assertEquals(
                1, both.stream().filter(one -> lost.id().equals(one.reshipOf())).count());
    }

    @Test
    void cancellingWhatIsConfirmedAsksTheCarrier() throws Exception {
        DispatchEngine engine = engine();
        engine.accept(order(1));
        finish(engine.dispatch(Selection.all()));

        assertInstanceOf(
                TransitionResult.Done.class, engine.operator().cancel(shipmentOf(1), "a person", "changed her mind"));

        assertEquals(ShipmentState.CONFIRMED, shipmentOf(1).state());
        assertFalse(shipmentOf(1).cancelRequested());
        assertTrue(engine.operator().history(shipmentOf(1).id()).stream()
                .anyMatch(entry -> entry.kind() == HistoryEntry.Kind.CARRIER_CANCEL));
    }

    @Test
    void aCarrierThatCouldNotBeAskedToCancelCanBeAskedAgain() throws Exception {
        DispatchEngine engine = engine();
        engine.accept(order(1));
        finish(engine.dispatch(Selection.all()));
        carrier.cancelFails(true);
        engine.operator().cancel(shipmentOf(1), "a person", "changed her mind");
        assertTrue(shipmentOf(1).cancelRequested());

        carrier.cancelFails(false);
        engine.operator().cancel(shipmentOf(1), "a person", "again");

        assertFalse(shipmentOf(1).cancelRequested());
    }

    @Test
    void r9_anotherAccountIsNotAskedToCancel() throws Exception {
        DispatchEngine engine = engine();
        engine.accept(order(1));
        finish(engine.dispatch(Selection.all()));
        Shipment sent = shipmentOf(1);
        ScriptedCarrier other =
                new ScriptedCarrier(Recovery.of(Recovery.Level.LOOKUP, "another account", "1"), Clock.systemUTC());
        other.ledger().append("somebody-elses", Objects.requireNonNull(sent.trackingNumber()), Instant.now());
        Operator elsewhere = Operator.of(store, SETTINGS, Map.of("reference", other));

        elsewhere.cancel(sent, "a person", "changed her mind");
        elsewhere.cancel(shipmentOf(1), "a person", "again");

        assertTrue(shipmentOf(1).cancelRequested());
        LookupOutcome.Found theirs = assertInstanceOf(LookupOutcome.Found.class, other.lookUp("somebody-elses"));
        assertFalse(theirs.matches().get(0).voided());
        engine.operator().cancel(shipmentOf(1), "a person", "where it was sent");
        assertFalse(shipmentOf(1).cancelRequested());
    }

    @Test
    void eventsTellEverythingInOrder() throws Exception {
        DispatchEngine engine = engine();
        engine.acceptAll(orders(10));
        finish(engine.dispatch(Selection.all()));

        List<Event> events = new ArrayList<>();
        String cursor = Event.START;
        for (List<Event> page = engine.events(cursor, 7); !page.isEmpty(); page = engine.events(cursor, 7)) {
            events.addAll(page);
            cursor = page.get(page.size() - 1).cursor();
        }

        assertEquals(30, events.size());
        assertEquals(
                10,
                events.stream()
                        .filter(event -> event.entry().kind() == HistoryEntry.Kind.ACCEPTED)
                        .count());
    }

    @Test
    void aStoreThatLosesCommitsIsRefusedUnlessAllowedOnPurpose() {
        InMemoryShipmentStore unsafe = new InMemoryShipmentStore(Clock.systemUTC(), "test", false);

        StoreRefusedException refused = assertThrows(
                StoreRefusedException.class,
                () -> DispatchEngine.builder(unsafe).settings(SETTINGS).build());

        assertEquals(StoreRefusedException.Reason.NOT_DURABLE, refused.reason());
        DispatchEngine.builder(unsafe)
                .settings(SETTINGS.withUnsafeStoreAllowed())
                .build()
                .close();
    }

    @Test
    void settingsInWhichASendCannotEndWithinItsClaimAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> EngineSettings.of(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        assertThrows(
                IllegalArgumentException.class,
                () -> DispatchEngine.builder(store)
                        .settings(EngineSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                        .build(),
                "the store's calls may take longer than a third of the claim");
    }

    @Test
    void pausedCarriersGetNothingAndAManualRunEnds() throws Exception {
        DispatchEngine engine = engine();
        engine.acceptAll(orders(5));
        engine.operator().pause(Control.EVERYTHING, "a person", "stocktaking");

        Progress end = finish(engine.dispatch(Selection.all()));

        assertEquals(0, carrier.sends());
        assertEquals(5, end.left());
        engine.operator().resume(Control.EVERYTHING, "a person");
        assertEquals(5, finish(engine.dispatch(Selection.all())).sent());
    }
}
