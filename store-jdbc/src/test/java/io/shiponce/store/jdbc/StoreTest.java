package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.store.Action;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.MutableClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A behaviour of the store, tested on each database, on a clock that stands still unless the test moves it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
abstract class StoreTest {
    @Parameter
    TestDatabase database;

    final MutableClock clock = new MutableClock();
    TestDatabase.Place place;
    JdbcShipmentStore store;
    private final List<JdbcShipmentStore> others = new ArrayList<>();

    @BeforeEach
    void openStore() {
        place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        store = JdbcShipmentStore.open(place.settings(), clock);
    }

    @AfterEach
    void closeStores() {
        store.close();
        others.forEach(JdbcShipmentStore::close);
    }

    /** Another store on the same tables, as in another process. */
    JdbcShipmentStore another() {
        return closedLater(JdbcShipmentStore.open(place.settings(), clock));
    }

    JdbcShipmentStore closedLater(JdbcShipmentStore other) {
        others.add(other);
        return other;
    }

    void accept(OrderPlan... plans) {
        store.accept(List.of(plans), "shop");
    }

    ExchangeResult claimUpTo(int limit) {
        return store.exchange(Orders.exchange(Orders.claim(limit)));
    }

    ExchangeResult claimAs(ClaimRequest... claims) {
        return store.exchange(Orders.exchange(claims));
    }

    /** The record of the only one that can be claimed. */
    ShipmentRecord claimOne() {
        List<StoredShipment> claimed = claimUpTo(10).claimed();
        assertEquals(1, claimed.size());
        return claimed.get(0).shipment();
    }

    ExchangeResult settle(ShipmentRecord claimed, Outcome outcome) {
        return store.exchange(Orders.exchange(List.of(Orders.settlement(claimed, outcome))));
    }

    ShipmentRecord shipment(ShipmentId id) {
        return store.find(id).orElseThrow().shipment();
    }

    TransitionResult act(ShipmentRecord seen, Action action) {
        return store.transition(List.of(new Transition(seen.id(), seen.version(), "ann", action)))
                .get(0);
    }

    List<HistoryEntry.Kind> kinds(ShipmentId id) {
        return store.history(id).stream().map(HistoryEntry::kind).toList();
    }

    static List<ShipmentId> ids(List<StoredShipment> shipments) {
        return shipments.stream().map(stored -> stored.shipment().id()).toList();
    }
}
