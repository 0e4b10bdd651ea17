package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Doubt;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AcceptTest extends StoreTest {

    @Test
    void s10_storesEachOrderOnce() {
        OrderPlan two = Orders.plan("1", Orders.shipment("1", 1), Orders.shipment("1", 2));
        OrderPlan none = Orders.plan("2", new io.shiponce.store.NewShipment[0]);

        List<AcceptResult> first = store.accept(List.of(two, none, two), "shop");
        List<AcceptResult> second = another().accept(List.of(none, two), "shop");

        List<ShipmentRecord> stored = store.page(ShipmentFilter.ALL, null, 10);
        assertEquals(2, stored.size());
        assertEquals(
                List.of(
                        new AcceptResult.Stored(stored),
                        new AcceptResult.Stored(List.of()),
                        new AcceptResult.AlreadyStored(stored)),
                first);
        assertEquals(
                List.of(new AcceptResult.AlreadyStored(List.of()), new AcceptResult.AlreadyStored(stored)), second);
        assertEquals(
                new StoredShipment(stored.get(1), Orders.payload("goods of 1/2")),
                store.find(Orders.id("1", 2)).orElseThrow());
        assertEquals(List.of(Kind.PLANNED), kinds(Orders.id("1", 2)));
    }

    @Test
    void s10_anotherContentChangesNothing() {
        accept(Orders.plan("1"));
        OrderPlan other = new OrderPlan(
                new OrderKey("shop", "1"), "v1:other", Orders.PLACED, List.of(Orders.shipment("other", 1)));

        List<AcceptResult> results = store.accept(List.of(other, Orders.plan("2")), "shop");

        assertEquals(new AcceptResult.Conflict("v1:1"), results.get(0));
        assertInstanceOf(AcceptResult.Stored.class, results.get(1));
        assertTrue(store.find(Orders.id("other")).isEmpty());
    }

    @Test
    void s10_ofManyWhoOfferTheSameOrdersEachIsStoredByOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> offers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<OrderPlan> plans = new ArrayList<>(Orders.plans(200));
                if (i % 2 == 1) {
                    java.util.Collections.reverse(plans);
                }
                JdbcShipmentStore one = another();
                offers.add(() -> {
                    long stored = 0;
                    for (int from = 0; from < 200; from += 50) {
                        stored += one.accept(plans.subList(from, from + 50), "shop").stream()
                                .filter(AcceptResult.Stored.class::isInstance)
                                .count();
                    }
                    return stored;
                });
            }
            long stored = 0;
            for (Future<Long> offer : threads.invokeAll(offers)) {
                stored += offer.get();
            }
            assertEquals(200, stored);
            assertEquals(200, store.page(ShipmentFilter.ALL, null, 1_000).size());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Also for databases that by default compare without case, accents or trailing spaces. */
    @Test
    void s10_whatDiffersInOneCharacterIsAnotherOrder() {
        List<String> numbers = List.of(
                "a", "A", "a ", "a  ", " a", "\u00e4", "a\u0308", "\u00df", "ss", "\uD83D\uDE00", "\uD83D\uDE01");
        List<OrderPlan> plans = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            plans.add(Orders.plan(numbers.get(i), Orders.shipment(numbers.get(i), 1)));
        }

        List<AcceptResult> results = store.accept(plans, "shop");

        assertTrue(results.stream().allMatch(AcceptResult.Stored.class::isInstance), results.toString());
        for (String number : numbers) {
            assertEquals(Orders.id(number), shipment(Orders.id(number)).id());
            assertEquals(
                    List.of(Orders.id(number)),
                    store.page(ShipmentFilter.ofOrder(new OrderKey("shop", number)), null, 10).stream()
                            .map(ShipmentRecord::id)
                            .toList());
        }
        store.exchange(Orders.exchange(Orders.claim("reference ", 5), Orders.claim("Reference", 5)));
        assertEquals(numbers.size(), claimUpTo(100).claimed().size());
    }

    @Test
    void timesAndTextsComeBackAsTheyWereReturned() {
        Instant odd = Instant.parse("2026-12-20T10:00:00.123456789Z");
        OrderPlan plan = new OrderPlan(
                new OrderKey("ünïcode \"shop\" \\ '", "№ 1\uD83D\uDE00"),
                "v1",
                odd,
                List.of(Orders.shipment("1", 1, "car\"rier", -5, odd)));

        AcceptResult.Stored result =
                (AcceptResult.Stored) store.accept(List.of(plan), "shop").get(0);

        assertEquals(
                Instant.parse("2026-12-20T10:00:00.123456Z"),
                result.shipments().get(0).placedAt());
        assertEquals(result.shipments(), store.page(ShipmentFilter.ofOrder(plan.key()), null, 10));
        assertEquals(List.of(new AcceptResult.AlreadyStored(result.shipments())), store.accept(List.of(plan), "shop"));
    }

    @Test
    void s13_registeredOrdersShareTheCallersFate() throws Exception {
        try (Connection connection = place.connect()) {
            connection.setAutoCommit(false);
            store.register(connection, Orders.plan("1"), "shop");
            connection.rollback();
            assertTrue(store.find(Orders.id("1")).isEmpty());

            assertInstanceOf(AcceptResult.Stored.class, store.register(connection, Orders.plan("1"), "shop"));
            assertInstanceOf(AcceptResult.AlreadyStored.class, store.register(connection, Orders.plan("1"), "shop"));
            connection.commit();
        }
        assertEquals(Orders.id("1"), claimOne().id());
        assertInstanceOf(
                AcceptResult.AlreadyStored.class,
                store.accept(List.of(Orders.plan("1")), "shop").get(0));
    }

    @Test
    void s13_registeringWithoutATransactionIsRefused() throws Exception {
        try (Connection connection = place.connect()) {
            assertThrows(IllegalArgumentException.class, () -> store.register(connection, Orders.plan("1"), "shop"));
        }
        assertTrue(store.page(ShipmentFilter.ALL, null, 10).isEmpty());
    }

    @Test
    void r14_ordersPlacedBeforeARestoreAreInDoubt() {
        store.control(new Change.Restored(Duration.ofMinutes(5)));
        clock.advance(Duration.ofHours(1));

        accept(
                Orders.plan("1"),
                new OrderPlan(new OrderKey("shop", "2"), "v1", clock.instant(), List.of(Orders.shipment("2", 1))));

        assertEquals(Doubt.Cause.RESTORED, shipment(Orders.id("1")).doubt().cause());
        assertEquals(ShipmentState.PENDING, shipment(Orders.id("2")).state());
    }

    @Test
    void r5_evidenceThatCameBeforeItsOrderCounts() {
        accept(Orders.plan("1"), Orders.plan("2"), Orders.plan("3"));
        List<StoredShipment> claimed = claimUpTo(3).claimed();
        JdbcShipmentStore restored = restoredEmpty();
        List<Settlement> evidence = List.of(
                Orders.settlement(claimed.get(0).shipment(), Orders.accepted("T1")),
                Orders.settlement(claimed.get(1).shipment(), Orders.unknown()),
                Orders.settlement(claimed.get(2).shipment(), Orders.notSent()));
        restored.exchange(Orders.exchange(evidence));

        List<AcceptResult> results =
                restored.accept(List.of(Orders.plan("1"), Orders.plan("2"), Orders.plan("3")), "shop");

        assertEquals(
                List.of(ShipmentState.CONFIRMED, ShipmentState.IN_DOUBT, ShipmentState.PENDING),
                results.stream()
                        .map(result -> ((AcceptResult.Stored) result)
                                .shipments()
                                .get(0)
                                .state())
                        .toList());
        assertEquals(
                "T1", restored.find(Orders.id("1")).orElseThrow().shipment().trackingNumber());
        assertEquals(List.of(Orders.payload("label of T1")), restored.receipts(Orders.id("1")));
    }

    /** A backup of before the first order. */
    private JdbcShipmentStore restoredEmpty() {
        place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        return another();
    }
}
