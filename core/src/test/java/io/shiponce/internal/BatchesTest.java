package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.AcceptResult;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much goes into one commit. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BatchesTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, rig.clock);
    private final List<Integer> asked = new ArrayList<>();

    @AfterEach
    void close() {
        rig.close();
    }

    /** Each send takes so long. */
    private record Slow(CarrierAdapter adapter, Rig rig, Duration time) implements CarrierAdapter {
        @Override
        public Recovery recovery() {
            return adapter.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            rig.advance(time);
            return adapter.send(consignment, permit);
        }
    }

    private Rig.Engine engine(CarrierAdapter adapter, int slots) {
        Rig.Engine engine = rig.engine(adapter, slots, Rig.settings());
        engine.requests(request -> request.claims().forEach(claim -> asked.add(claim.limit())));
        return engine.started();
    }

    @Test
    void instantSendsAreClaimedInAllSlotsAtOnce() {
        rig.acceptMany(200);
        Rig.Engine engine = engine(carrier, 64);

        engine.step();
        engine.step();

        assertEquals(List.of(64, 64), asked);
    }

    @Test
    void ofSendsThatLastHalfAreClaimedAtATime() {
        rig.acceptMany(200);
        Rig.Engine engine = engine(new Slow(carrier, rig, Duration.ofMillis(50)), 64);
        engine.step();
        asked.clear();

        engine.coordinator.turn();
        engine.coordinator.turn();

        assertEquals(List.of(32, 32), asked);
        assertEquals(64, engine.sends.size(), "all slots are used all the same");
    }

    @Test
    void ofManySlotsAnExchangeFillsSome() {
        rig.acceptMany(2_000);
        Rig.Engine engine = engine(carrier, 2_000);

        while (engine.coordinator.turn()) {
            assertTrue(asked.stream().allMatch(limit -> limit <= 256), asked::toString);
        }

        assertEquals(2_000, engine.sends.size());
    }

    /** Else a crash would leave more doubts than there are slots. */
    @Test
    void r2_whatTheNextExchangeCannotSettleOccupiesItsSlots() {
        Lane first = lane("first");
        Lane second = lane("second");
        Evidence evidence = new Evidence();
        for (int number = 0; number < 600; number++) {
            Lane lane = number < 300 ? first : second;
            evidence.add(settlement(number), new Evidence.Source(lane, run(), false));
        }

        assertEquals(256, evidence.batch().size());
        assertEquals(44, evidence.overdue(first));
        assertEquals(300, evidence.overdue(second));

        evidence.batch().forEach(evidence::taken);
        evidence.offered(List.of(settlement(300)), List.of());
        assertEquals(0, evidence.overdue(first));
        assertEquals(344 - 256 + 1, evidence.overdue(first) + evidence.overdue(second), "one was refused");
    }

    private Lane lane(String name) {
        return new Lane(
                name, carrier, CarrierLimits.ofSlots(1_000), Rig.settings().claimTimeToLive(), 1);
    }

    private static Run run() {
        return new Run(Selection.all(), true, () -> 1, () -> {});
    }

    private static Settlement settlement(int number) {
        return new Settlement(
                new ShipmentId("s-" + number),
                new ExchangeId("exchange"),
                1,
                1,
                new EngineId("host:1:1"),
                1,
                new Outcome.NotSent("", Duration.ZERO, false));
    }

    @Test
    void lettersAreGatheredUntilThereAreEnough() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        Thread senders = new Thread(() -> {
            for (int i = 0; i < 3; i++) {
                mailbox.put(() -> {});
            }
        });
        senders.start();

        mailbox.gather(3, Long.MAX_VALUE / 2);

        assertEquals(3, mailbox.open());
        senders.join();
    }

    @Test
    void tooFewLettersAreGatheredForAsLongAsItPays() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        mailbox.put(() -> {});

        mailbox.gather(2, 1_000);

        assertEquals(1, mailbox.open());
        mailbox.put(() -> {});
        mailbox.await(Long.MAX_VALUE);
        assertEquals(1, mailbox.open());
    }

    /** The first of them writes alone, since nobody else was there; the others have one commit. */
    @Test
    void whatIsAcceptedDuringACommitSharesTheNextOne() throws InterruptedException {
        int others = 15;
        List<Thread> callers = new ArrayList<>();
        List<Integer> batches = new ArrayList<>();
        CountDownLatch writing = new CountDownLatch(1);
        AcceptWriter writer = new AcceptWriter(
                new NoStore() {
                    @Override
                    public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
                        batches.add(plans.size());
                        writing.countDown();
                        while (batches.size() == 1 && waiting(callers) < others) {
                            Thread.onSpinWait();
                        }
                        return plans.stream()
                                .map(plan -> (AcceptResult) new AcceptResult.Conflict(plan.fingerprint()))
                                .toList();
                    }
                },
                "test");
        for (int number = 0; number <= others; number++) {
            OrderPlan plan = new OrderPlan(new OrderKey("shop", "" + number), "v1:" + number, null, List.of());
            callers.add(new Thread(() -> {
                try {
                    writer.accept(plan);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }

        callers.get(0).start();
        writing.await();
        callers.subList(1, callers.size()).forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertEquals(List.of(1, others), batches);
    }

    private static int waiting(List<Thread> threads) {
        return (int) threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }
}
