package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several stores on the same tables, as in several processes. */
class ConcurrencyTest extends StoreTest {
    private static final int ENGINES = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(ENGINES);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void s2_ofThousandsOfShipmentsNoneIsClaimedTwice() throws Exception {
        // The others take several times as long for each.
        int shipments = database == TestDatabase.SQLITE || database == TestDatabase.POSTGRESQL ? 10_000 : 2_000;
        List<OrderPlan> plans = Orders.plans(shipments);
        for (int from = 0; from < shipments; from += 500) {
            store.accept(plans.subList(from, from + 500), "shop");
        }
        Queue<ShipmentId> claimed = new ConcurrentLinkedQueue<>();
        List<Callable<Void>> engines = new ArrayList<>();
        for (int i = 0; i < ENGINES; i++) {
            JdbcShipmentStore engine = another();
            engines.add(() -> {
                dispatchAll(engine, claimed);
                return null;
            });
        }
        for (Future<Void> engine : threads.invokeAll(engines)) {
            engine.get();
        }

        assertEquals(shipments, claimed.size());
        assertEquals(shipments, claimed.stream().distinct().count());
        CarrierCounts counts = store.counts(ShipmentFilter.ALL).get(0);
        assertEquals(Map.of(ShipmentState.CONFIRMED, (long) shipments), counts.states());
    }

    private static void dispatchAll(JdbcShipmentStore engine, Queue<ShipmentId> claimed) {
        List<Settlement> settlements = List.of();
        while (true) {
            ExchangeResult result = engine.exchange(Orders.exchange(settlements, Orders.claim(100)));
            claimed.addAll(ids(result.claimed()));
            List<Settlement> next = new ArrayList<>(settlements);
            // A row that another engine is just looking at is settled next time.
            result.settled().forEach(settled -> next.remove(settled.settlement()));
            result.claimed().stream()
                    .map(StoredShipment::shipment)
                    .map(one -> Orders.settlement(one, Orders.accepted("T" + one.id())))
                    .forEach(next::add);
            if (next.isEmpty()) {
                return;
            }
            settlements = next;
        }
    }

    @Test
    void r13_ofManyClicksOnOneShipmentOneCounts() throws Exception {
        store.accept(Orders.plans(20), "shop");
        for (int round = 0; round < 20; round++) {
            ShipmentRecord seen = shipment(Orders.id("n" + round));
            CyclicBarrier together = new CyclicBarrier(ENGINES);
            List<Callable<TransitionResult>> clicks = new ArrayList<>();
            for (int i = 0; i < ENGINES; i++) {
                JdbcShipmentStore person = round == 0 ? another() : store;
                clicks.add(() -> {
                    together.await();
                    return person.transition(
                                    List.of(new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look"))))
                            .get(0);
                });
            }
            int done = 0;
            for (Future<TransitionResult> click : threads.invokeAll(clicks)) {
                done += click.get() instanceof TransitionResult.Done ? 1 : 0;
            }
            assertEquals(1, done);
            assertEquals(seen.version() + 1, shipment(seen.id()).version());
        }
    }

    /** Everything at once, in every order: no call may fail, and versions count the writes. */
    @Test
    void s1_mixedWritersNeitherBlockNorOverwriteEachOther() throws Exception {
        store.accept(Orders.plans(60), "shop");
        List<Callable<Void>> writers = new ArrayList<>();
        for (int i = 0; i < ENGINES; i++) {
            JdbcShipmentStore one = another();
            Random random = new Random(i);
            writers.add(() -> {
                for (int turn = 0; turn < 40; turn++) {
                    mix(one, random);
                }
                return null;
            });
        }
        for (Future<Void> writer : threads.invokeAll(writers)) {
            writer.get();
        }
        for (ShipmentRecord shipment : store.page(ShipmentFilter.ALL, null, 100)) {
            long written = store.history(shipment.id()).stream()
                    .filter(entry -> !entry.kind().folds())
                    .count();
            assertTrue(shipment.version() >= written, shipment.toString());
        }
    }

    private static void mix(JdbcShipmentStore one, Random random) {
        List<StoredShipment> claimed =
                one.exchange(Orders.exchange(Orders.claim(5))).claimed();
        List<Transition> transitions = new ArrayList<>();
        for (ShipmentRecord seen : one.page(ShipmentFilter.ALL, null, 60)) {
            if (random.nextInt(3) == 0) {
                Action action = seen.held() == null ? new Action.Hold("look") : new Action.Retry("go on");
                transitions.add(new Transition(seen.id(), seen.version(), "ann", action));
            }
        }
        java.util.Collections.shuffle(transitions, random);
        one.transition(transitions);
        Outcome outcome = random.nextBoolean() ? Orders.notSent() : new Outcome.NotSent("later", Duration.ZERO, true);
        one.exchange(Orders.exchange(claimed.stream()
                .map(stored -> Orders.settlement(stored.shipment(), outcome))
                .toList()));
        one.accept(
                List.of(Orders.plan("extra" + random.nextInt(20)), Orders.plan("extra" + random.nextInt(20))), "shop");
    }
}
