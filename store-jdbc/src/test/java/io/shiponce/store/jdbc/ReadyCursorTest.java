package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.StoredShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Claims begin where the last one ended, and leave nothing behind all the same. */
class ReadyCursorTest {
    private static final int URGENT = 9;

    private final AtomicLong nanos = new AtomicLong(1_000);
    /** No claim begins at the start because of the time. */
    private final AtomicLong slow = new AtomicLong();

    private final ReadyCursor cursor = new ReadyCursor(nanos::get);

    @Test
    void aClaimBeginsAtTheStartInATwentiethOfTheTime() {
        assertNull(cursor.of(Orders.CARRIER));
        long began = nanos.get();
        nanos.addAndGet(10);
        cursor.found(Orders.CARRIER, records(1), began);
        nanos.addAndGet(199);
        assertNotNull(cursor.of(Orders.CARRIER));
        assertNull(cursor.of("another"));
        nanos.addAndGet(1);
        assertNull(cursor.of(Orders.CARRIER), "twenty times as long as it took");
    }

    @Test
    void aClaimThatTookLongPutsTheStartOffForASecondAtMost() {
        long began = nanos.get();
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        cursor.found(Orders.CARRIER, records(1), began);
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertNotNull(cursor.of(Orders.CARRIER));
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertNull(cursor.of(Orders.CARRIER));
    }

    @Test
    void goingOnDoesNotPutTheStartOff() {
        long began = nanos.get();
        nanos.addAndGet(10);
        List<ShipmentRecord> rows = records(2);
        cursor.found(Orders.CARRIER, rows.subList(0, 1), began);
        nanos.addAndGet(150);
        ReadyCursor.Place first = cursor.of(Orders.CARRIER);
        assertNotNull(first);
        cursor.wentOn(Orders.CARRIER, first, rows);
        assertEquals(rows.get(1).id().value(), place().id());
        nanos.addAndGet(50);
        assertNull(cursor.of(Orders.CARRIER));
    }

    @Test
    void whatIsEmptyOrForgottenBeginsAtTheStart() {
        cursor.found(Orders.CARRIER, records(1), 0);
        assertNotNull(cursor.of(Orders.CARRIER));
        cursor.forget();
        assertNull(cursor.of(Orders.CARRIER));
        cursor.found(Orders.CARRIER, records(1), 0);
        cursor.found(Orders.CARRIER, List.of(), 0);
        assertNull(cursor.of(Orders.CARRIER));
    }

    private ReadyCursor.Place place() {
        ReadyCursor.Place place = cursor.of(Orders.CARRIER);
        assertNotNull(place);
        return place;
    }

    private List<ShipmentRecord> records(int count) {
        try (JdbcShipmentStore store = open(TestDatabase.SQLITE.fresh())) {
            store.accept(Orders.plans(count), "shop");
            return store.exchange(Orders.exchange(Orders.claim(count))).claimed().stream()
                    .map(StoredShipment::shipment)
                    .toList();
        }
    }

    @Test
    void whatCameInMeanwhileBeforeTheLastClaimIsNotLeftBehind() {
        TestDatabase.Place place = TestDatabase.POSTGRESQL.fresh();
        try (JdbcShipmentStore store = open(place);
                JdbcShipmentStore another = open(place)) {
            store.accept(Orders.plans(40), "shop");
            Set<ShipmentId> claimed = new HashSet<>(claim(store, 10));
            another.accept(List.of(urgent("elsewhere")), "another shop");
            claimed.addAll(claim(store, 10));

            claimed.addAll(claim(store, 100));
            assertEquals(41, claimed.size());
            assertTrue(claimed.contains(Orders.id("elsewhere")));
        }
    }

    @Test
    void whatThisStoreAcceptedDoesNotWait() {
        TestDatabase.Place place = TestDatabase.POSTGRESQL.fresh();
        try (JdbcShipmentStore store = open(place)) {
            store.accept(Orders.plans(40), "shop");
            claim(store, 10);
            store.accept(List.of(urgent("here")), "shop");
            assertEquals(List.of(Orders.id("here")), claim(store, 1));
        }
    }

    private JdbcShipmentStore open(TestDatabase.Place place) {
        StoreSettings settings = place.settings();
        JdbcShipmentStore.migrate(settings);
        Connector connector = new Opening(ConnectionSource.ofUrl(settings), settings, Schema.PRESENT).open(null);
        return new JdbcShipmentStore(connector, slow::incrementAndGet);
    }

    private static OrderPlan urgent(String number) {
        return Orders.plan(number, Orders.shipment(number, 1, Orders.CARRIER, URGENT, Instant.EPOCH));
    }

    private static List<ShipmentId> claim(JdbcShipmentStore store, int limit) {
        ClaimRequest wanted = Orders.claim(limit);
        return store.exchange(Orders.exchange(wanted)).claimed().stream()
                .map(one -> one.shipment().id())
                .toList();
    }
}
