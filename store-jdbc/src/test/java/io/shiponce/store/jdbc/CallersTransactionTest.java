package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.Selection;
import io.shiponce.store.Durability;
import io.shiponce.store.Durability.Finding;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.ScriptedCarrier;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R11: whatever transaction a caller has open, the store's own are committed by themselves, or the store is refused. */
class CallersTransactionTest extends StoreTest {

    @Test
    void r11_noCallJoinsTheTransactionOfTheThreadItIsMadeOn() throws Exception {
        ThreadBound shop = new ThreadBound(place);
        accept(Orders.plan("1"));
        try (Connection transaction = shop.begin()) {
            JdbcShipmentStore.migrate(shop.dataSource(), place.settings());
            JdbcShipmentStore inside = closedLater(
                    JdbcShipmentStore.open(shop.dataSource(), place.settings(Duration.ofSeconds(2)), clock));
            Durability durability = inside.audit();
            assertTrue(durability.holds(), durability.complaints());

            assertEquals(
                    1,
                    inside.exchange(Orders.exchange(Orders.claim(5))).claimed().size());
            inside.accept(List.of(Orders.plan("2")), "shop");
            transaction.rollback();
        }

        assertEquals(List.of(), shop.joined);
        assertEquals(ShipmentState.CLAIMED, shipment(Orders.id("1")).state());
        assertEquals(ShipmentState.PENDING, shipment(Orders.id("2")).state());
    }

    /** The engine's threads are started by one that has a transaction open. */
    @Test
    void r11_anEngineStartedInATransactionDispatchesInItsOwn() throws Exception {
        ThreadBound shop = new ThreadBound(place);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, clock);
        try (Connection transaction = shop.begin();
                JdbcShipmentStore inside =
                        JdbcShipmentStore.open(shop.dataSource(), place.settings(Duration.ofSeconds(5)));
                DispatchEngine engine = DispatchEngine.builder(inside)
                        .carrier("reference", carrier, CarrierLimits.ofSlots(2))
                        .build()) {
            engine.accept(EngineOrders.order("100001"));
            engine.dispatch(Selection.all()).completion().get(30, TimeUnit.SECONDS);
            transaction.rollback();
        }

        assertEquals(List.of(), shop.joined);
        List<ShipmentRecord> shipments = store.page(ShipmentFilter.ALL, null, 10);
        assertEquals(
                List.of(ShipmentState.CONFIRMED),
                shipments.stream().map(ShipmentRecord::state).toList());
        assertEquals(1, carrier.ledger().size());
    }

    /** Seen from the connection that wrote it, everything is there, committed or not. */
    @Test
    void r11_oneConnectionForAllIsFound() throws Exception {
        for (boolean commits : List.of(true, false)) {
            try (Connection shared = place.connect();
                    JdbcShipmentStore joined = JdbcShipmentStore.open(
                            ThreadBound.oneForAll(shared, commits), place.settings(Duration.ofSeconds(2)), clock)) {
                assertFound(joined);
            }
        }
    }

    private static void assertFound(JdbcShipmentStore store) {
        Durability durability = store.audit();
        assertTrue(
                durability.findings().stream()
                        .filter(finding -> !finding.holds())
                        .map(Finding::setting)
                        .toList()
                        .contains("what is not committed is visible to another connection"),
                durability.complaints());
    }
}
