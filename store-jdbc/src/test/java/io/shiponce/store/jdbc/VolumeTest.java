package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Millions of finished shipments are in nobody's way: measured in turn with a store that has none, and printed as ratios. What is
 * asserted is that every answer is right beside them.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class VolumeTest {
    private static final int BATCH = 64;
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** With ten million its file had 32 GB after a quarter of an hour, and was not full. */
    private static final int MOST_IN_H2 = 100_000;

    /** With all that belongs to a shipment, indexes and the database's own log. */
    private static final long BYTES_EACH = 2_000;

    @Parameter
    TestDatabase database;

    private Store none;
    private Store many;

    /** One of the two, and what was measured on it. */
    private static final class Store {
        final TestDatabase.Place place;
        final JdbcShipmentStore store;
        final List<Double> perSecond = new ArrayList<>();
        final List<Double> countMillis = new ArrayList<>();
        final List<Double> pageMillis = new ArrayList<>();
        final List<Double> eraseMillis = new ArrayList<>();
        final List<Double> besideErasing = new ArrayList<>();
        final List<Double> erasedPerSecond = new ArrayList<>();

        Store(TestDatabase.Place place) {
            this.place = place;
            JdbcShipmentStore.migrate(place.settings());
            store = JdbcShipmentStore.open(place.settings());
        }
    }

    @BeforeEach
    void open() {
        none = new Store(database.fresh());
        many = new Store(database.fresh());
    }

    @AfterEach
    void close() {
        none.store.close();
        many.store.close();
    }

    @Test
    void thousandsOfFinishedShipmentsAreInNobodysWay() throws Exception {
        measure(100, 2_000, 2, 1);
    }

    /** {@code -Dfinished=} sets how many. */
    @Tag("soak")
    @Test
    void millionsOfFinishedShipmentsAreInNobodysWay() throws Exception {
        int wanted = Integer.getInteger("finished", 10_000_000);
        int finished = database == TestDatabase.H2 ? Math.min(wanted, MOST_IN_H2) : wanted;
        long room = Path.of(System.getProperty("java.io.tmpdir")).toFile().getUsableSpace();
        if (room < finished * BYTES_EACH) {
            System.out.println("[volume] SKIPPED on " + database + ": " + finished + " shipments take some "
                    + finished * BYTES_EACH / 1_000_000_000 + " GB of disk, and " + room / 1_000_000_000 + " are free");
        }
        assumeTrue(room >= finished * BYTES_EACH, "not enough room on the disk");
        report(measure(1_000, finished, 100, 3));
    }

    /** Printed now, and once more at the end of the build. */
    private void report(String line) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "summary"));
        Files.writeString(directory.resolve("volume-" + database + ".txt"), line + "\n");
    }

    /**
     * What was seen, in a line.
     *
     * @param batches how many of them are dispatched in each round
     */
    private String measure(int realOnes, int finished, int batches, int rounds) throws Exception {
        for (Store one : List.of(none, many)) {
            dispatch(one, "real", realOnes);
        }
        new Copies(many.place).multiply(finished / realOnes - 1);
        for (int round = 1; round <= rounds; round++) {
            for (Store one : round % 2 == 0 ? List.of(none, many) : List.of(many, none)) {
                work(one, "round-" + round, batches * BATCH);
            }
            workBesideErasing(many, "erasing-" + round, batches * BATCH);
        }
        int settled = rounds * BATCH * batches;
        assertEquals(realOnes + settled, confirmed(none));
        assertEquals((long) finished / realOnes * realOnes + 2L * settled, confirmed(many));
        String line = String.format(
                Locale.ROOT,
                "volume, %s: beside %,d finished shipments and beside none, accepted, claimed and settled %s, counted %s, a page of"
                        + " doubts, one in the middle of all and one shipment by each of its numbers %s, personal data of 64 erased %s; accepted, claimed and settled"
                        + " while personal data was erased %.1f/s (%.2f x), which was erased at %.1f/s",
                database,
                finished,
                compared(many.perSecond, none.perSecond, "/s"),
                compared(many.countMillis, none.countMillis, " ms"),
                compared(many.pageMillis, none.pageMillis, " ms"),
                compared(many.eraseMillis, none.eraseMillis, " ms"),
                median(many.besideErasing),
                median(many.besideErasing) / median(many.perSecond),
                median(many.erasedPerSecond));
        System.out.println(line);
        return line;
    }

    private static void work(Store one, String name, int count) throws Exception {
        long begin = System.nanoTime();
        one.perSecond.add(dispatch(one, name, count) * 1e9 / (System.nanoTime() - begin));
        one.countMillis.add(millis(() -> one.store.counts(ShipmentFilter.ALL)));
        one.pageMillis.add(millis(() -> {
            assertEquals(List.of(), one.store.page(ShipmentFilter.ALL.withState(ShipmentState.IN_DOUBT), null, 100));
            List<ShipmentRecord> page = one.store.page(ShipmentFilter.ALL, new ShipmentId("s-real-5"), 100);
            assertEquals(100, page.size());
            ShipmentRecord last = page.get(99);
            assertEquals(List.of(last), one.store.page(ShipmentFilter.ALL.withReference(last.reference()), null, 100));
            assertEquals(
                    List.of(last),
                    one.store.page(ShipmentFilter.ALL.withTrackingNumber(last.trackingNumber()), null, 100));
            return page;
        }));
        one.eraseMillis.add(millis(() -> {
            int erased = one.store.erase(one.store.erasable(Instant.now().plusSeconds(60), BATCH));
            assertEquals(BATCH, erased);
            return erased;
        }));
    }

    /** Another process, as it were, erases, and rests after each batch as the engine does: three times as long as it took. */
    private static void workBesideErasing(Store one, String name, int count) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (JdbcShipmentStore another = JdbcShipmentStore.open(one.place.settings())) {
            FutureTask<Integer> erasing = new FutureTask<>(() -> {
                int all = 0;
                long rest;
                do {
                    long from = System.nanoTime();
                    all += another.erase(another.erasable(Instant.now().plusSeconds(60), 100));
                    rest = Math.min(3 * (System.nanoTime() - from), LONGEST_REST_NANOS);
                } while (!done.await(rest, TimeUnit.NANOSECONDS));
                return all;
            });
            new Thread(erasing, "erasing").start();
            long begin = System.nanoTime();
            one.besideErasing.add(dispatch(one, name, count) * 1e9 / (System.nanoTime() - begin));
            done.countDown();
            int erased = erasing.get();
            one.erasedPerSecond.add(erased * 1e9 / (System.nanoTime() - begin));
            assertTrue(erased > 0);
        }
    }

    /** Accepts, claims and settles so many. */
    private static double dispatch(Store one, String name, int count) {
        List<OrderPlan> plans = IntStream.range(0, count)
                .mapToObj(i -> Orders.plan(name + "-" + i))
                .toList();
        one.store.accept(plans, "shop");
        List<Settlement> settlements = List.of();
        int claimed = 0;
        do {
            List<StoredShipment> now = one.store
                    .exchange(Orders.exchange(settlements, Orders.claim(BATCH)))
                    .claimed();
            settlements = now.stream()
                    .map(shipment -> Orders.settlement(
                            shipment.shipment(),
                            Orders.accepted("T-" + shipment.shipment().id())))
                    .toList();
            claimed += now.size();
        } while (!settlements.isEmpty());
        assertEquals(count, claimed);
        return count;
    }

    private static double millis(Callable<?> call) throws Exception {
        call.call();
        long begin = System.nanoTime();
        call.call();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static long confirmed(Store one) {
        return one.store.counts(ShipmentFilter.ALL).stream()
                .mapToLong((CarrierCounts counts) -> counts.in(ShipmentState.CONFIRMED))
                .sum();
    }

    private static String compared(List<Double> many, List<Double> none, String unit) {
        return String.format(
                Locale.ROOT, "%.1f to %.1f%s (%.2f x)", median(many), median(none), unit, median(many) / median(none));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
