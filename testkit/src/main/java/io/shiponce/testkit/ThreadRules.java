package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** C10: everybody gets the own answer. */
abstract class ThreadRules extends RequestRules {
    private static final int THREADS = 16;
    private static final int ROUNDS = 3;
    private static final Duration TOGETHER = Duration.ofMillis(500);
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String MIXED_UP =
            "C10 broken: sends at the same time got into each other: one shipment shows another's number, or goes to"
                    + " another's address";

    @Test
    void c10_manyThreadsGetTheirOwnAnswers() throws Exception {
        Crowd crowd = new Crowd(ROUNDS * THREADS);
        try (ScriptedEndpoint endpoint = endpoint(crowd::answer);
                CarrierAdapter adapter = create(endpoint.url())) {
            List<String> seen = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                seen.addAll(sendTogether(adapter, round * THREADS));
            }
            List<ScriptedRequest> requests = creates(endpoint);
            for (int n = 0; n < ROUNDS * THREADS; n++) {
                String reference = Crowd.reference(n);
                String receiver = Crowd.receiver(n);
                List<ScriptedRequest> own = requests.stream()
                        .filter(request -> request.all().contains(reference))
                        .toList();
                if (own.size() != 1) {
                    seen.add(reference + ": arrived " + own.size() + " times");
                } else if (!own.get(0).all().contains(receiver)) {
                    seen.add(reference + ": arrived with the address of another");
                }
            }
            assertNone(seen, MIXED_UP);
        }
    }

    private List<String> sendTogether(CarrierAdapter adapter, int first) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<BoundedCall<SendOutcome>> calls = IntStream.range(first, first + THREADS)
                .mapToObj(n -> new BoundedCall<>(() -> {
                    var goods = goods(ContractGoods.address(Crowd.receiver(n)));
                    start.await(BOUND.toSeconds(), TimeUnit.SECONDS);
                    return adapter.send(goods, TestPermit.of(Crowd.reference(n)));
                }))
                .toList();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            BoundedCall.End<SendOutcome> end = calls.get(i).await(BOUND);
            if (!isAccepted(end.value(), Crowd.number(first + i))) {
                seen.add(Crowd.reference(first + i) + ": expected " + Crowd.number(first + i) + ", but "
                        + (end.thrown() == null ? end.value() : end.thrown()));
            }
        }
        return seen;
    }

    private static boolean isAccepted(@Nullable SendOutcome outcome, TrackingNumber number) {
        return outcome instanceof SendOutcome.Accepted accepted
                && accepted.receipt().trackingNumber().equals(number);
    }

    @Test
    void c10_aLateAnswerIsNotTakenForTheNextSends() throws Exception {
        TrackingNumber late = ContractGoods.number(1);
        CountDownLatch gaveUp = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        try (ScriptedEndpoint endpoint = endpoint(request -> {
                    if (count.getAndIncrement() > 0) {
                        return author().accepting(Crowd.reference(2), ContractGoods.number(2));
                    }
                    awaitQuietly(gaveUp, BOUND);
                    // As by a carrier that does not repeat the reference.
                    return author().accepting(Crowd.reference(2), late);
                });
                CarrierAdapter adapter = create(endpoint.url())) {
            Duration patience = author().patience();
            BoundedCall<SendOutcome> first = new BoundedCall<>(() -> adapter.send(
                    goods(ContractGoods.address()),
                    TestPermit.of(Crowd.reference(1)).withTimeout(patience)));
            first.await(patience.plus(patience));
            gaveUp.countDown();
            SendOutcome second = adapter.send(goods(ContractGoods.address()), TestPermit.of(Crowd.reference(2)));
            assertFalse(
                    isAccepted(second, late),
                    "C10 broken: the late answer to one send was taken for that to the next: it shows another's number");
        }
    }

    private static void awaitQuietly(CountDownLatch latch, Duration atMost) {
        try {
            latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers to many at once: none before all of a round are there, but for adapters that have fewer connections. */
    private final class Crowd {
        private final int size;
        private final AtomicInteger arrived = new AtomicInteger();
        private final CountDownLatch[] rounds;
        private volatile boolean fewerConnections;

        Crowd(int size) {
            this.size = size;
            rounds = IntStream.range(0, size / THREADS)
                    .mapToObj(round -> new CountDownLatch(THREADS))
                    .toArray(CountDownLatch[]::new);
        }

        static String reference(int n) {
            return String.format(Locale.ROOT, "SO-MANY-%04d", n);
        }

        static String receiver(int n) {
            return String.format(Locale.ROOT, "Receiver%04dX", n);
        }

        static TrackingNumber number(int n) {
            return ContractGoods.number(1000 + n);
        }

        ScriptedAnswer answer(ScriptedRequest request) {
            CountDownLatch round = rounds[Math.min(arrived.getAndIncrement() / THREADS, rounds.length - 1)];
            round.countDown();
            if (!fewerConnections) {
                awaitQuietly(round, TOGETHER);
                fewerConnections |= round.getCount() > 0;
            }
            String all = request.all();
            int n = IntStream.range(0, size)
                    .filter(candidate -> all.contains(reference(candidate)))
                    .findFirst()
                    .orElse(size);
            return author().accepting(reference(n), number(n));
        }
    }
}
