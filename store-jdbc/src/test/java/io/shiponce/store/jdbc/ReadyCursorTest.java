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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Claims begin where the last one ended, and leave nothing behind all the same. */
class ReadyCursorTest {
    private static final int URGENT = 9;

    private final AtomicLong nanos = new AtomicLong(1_000);
    /** No claim begins at the start because of the time. */
    private final AtomicLong slow = new AtomicLong();

    private final ReadyCursor cursor = new ReadyCursor(nanos::get);
    private final ReadyCursor.Walk walk = cursor.walk().anew();

    @Test
    void aClaimBeginsAtTheStartInATwentiethOfTheTime() {
        assertNull(walk.of(Orders.CARRIER));
        long began = nanos.get();
        nanos.addAndGet(10);
        walk.found(Orders.CARRIER, records(1), began);
        nanos.addAndGet(199);
        assertNotNull(walk.of(Orders.CARRIER));
        assertNull(walk.of("another"));
        nanos.addAndGet(1);
        assertNull(walk.of(Orders.CARRIER), "twenty times as long as it took");
    }

    @Test
    void aClaimThatTookLongPutsTheStartOffForASecondAtMost() {
        long began = nanos.get();
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        walk.found(Orders.CARRIER, records(1), began);
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertNotNull(walk.of(Orders.CARRIER));
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertNull(walk.of(Orders.CARRIER));
    }

    @Test
    void goingOnDoesNotPutTheStartOff() {
        long began = nanos.get();
        nanos.addAndGet(10);
        List<ShipmentRecord> rows = records(2);
        walk.found(Orders.CARRIER, rows.subList(0, 1), began);
        nanos.addAndGet(150);
        ReadyCursor.Place first = walk.of(Orders.CARRIER);
        assertNotNull(first);
        walk.wentOn(Orders.CARRIER, first, rows);
        assertEquals(rows.get(1).id().value(), place().id());
        nanos.addAndGet(50);
        assertNull(walk.of(Orders.CARRIER));
    }

    @Test
    void whatIsEmptyBeginsAtTheStart() {
        walk.found(Orders.CARRIER, records(1), 0);
        assertNotNull(walk.of(Orders.CARRIER));
        walk.found(Orders.CARRIER, List.of(), 0);
        assertNull(walk.of(Orders.CARRIER));
    }

    @Test
    void onlyWhatIsCommittedIsGoneBehind() {
        walk.found(Orders.CARRIER, records(1), 0);
        assertNull(cursor.walk().anew().of(Orders.CARRIER), "not yet");
        assertNull(walk.anew().of(Orders.CARRIER), "it was undone");
        walk.found(Orders.CARRIER, records(1), 0);
        walk.committed();
        assertNotNull(cursor.walk().anew().of(Orders.CARRIER));
    }

    @Test
    void whatIsForgottenBeginsAtTheStart() {
        walk.found(Orders.CARRIER, records(1), 0);
        walk.committed();
        ReadyCursor.Walk next = cursor.walk().anew();
        next.found(Orders.CARRIER, records(1), 0);
        cursor.forget();
        assertNull(cursor.walk().anew().of(Orders.CARRIER));
        next.committed();
        assertNull(cursor.walk().anew().of(Orders.CARRIER), "it began before something became ready");
    }

    private ReadyCursor.Place place() {
        ReadyCursor.Place place = walk.of(Orders.CARRIER);
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

    @Test
    void whatAnUndoneExchangeWantedDoesNotWait() {
        TestDatabase.Place place = TestDatabase.POSTGRESQL.fresh();
        AtomicBoolean refused = new AtomicBoolean();
        Tap tap = new Tap(place) {
            @Override
            void commit(Connection connection) throws SQLException {
                if (refused.getAndSet(false)) {
                    connection.rollback();
                    throw new SQLException("could not serialize access", "40001");
                }
                connection.commit();
            }
        };
        try (JdbcShipmentStore store = open(place, ConnectionSource.of(tap.dataSource(), place.settings()))) {
            store.accept(Orders.plans(3), "shop");
            claim(store, 1);
            refused.set(true);
            assertEquals(List.of(Orders.id("n1")), claim(store, 1));
        }
    }

    private JdbcShipmentStore open(TestDatabase.Place place) {
        return open(place, ConnectionSource.ofUrl(place.settings()));
    }

    private JdbcShipmentStore open(TestDatabase.Place place, ConnectionSource source) {
        StoreSettings settings = place.settings();
        JdbcShipmentStore.migrate(settings);
        Connector connector = new Opening(source, settings, Schema.PRESENT).open(null);
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
