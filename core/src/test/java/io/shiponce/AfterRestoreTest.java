package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.store.Doubt;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** R14: what {@code after-restore} reaches, and what must not happen meanwhile. */
class AfterRestoreTest {
    private static final EngineSettings SETTINGS = EngineSettings.defaults();

    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final Operator operator = Operator.of(store, SETTINGS);
    private final EngineByHand engine = new EngineByHand(store);

    private ShipmentId accept(int number) {
        Order order = TestOrders.numbered(number, OrderLine.of("MUG-1", 1));
        return store.accept(List.of(new ShipmentPlanner("test", Splitter.standard()).plan(order)), "test").stream()
                .map(result -> store.page(ShipmentFilter.ofOrder(order.key()), null, 1))
                .findFirst()
                .orElseThrow()
                .get(0)
                .id();
    }

    private ShipmentRecord record(ShipmentId id) {
        return store.find(id).orElseThrow().shipment();
    }

    @Test
    void r14_nothingIsClaimedWhileItIsAtWork() {
        accept(1);
        List<ShipmentRecord> claimed = new ArrayList<>();
        ShipmentStore racing = (ShipmentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("page")) {
                        claimed.addAll(engine.claim(10));
                    }
                    return method.invoke(store, args);
                });

        Operator.of(racing, SETTINGS).afterRestore("a person", "disk failed");

        assertEquals(List.of(), claimed, "it may have been sent after the backup, and would be sent again");
        assertTrue(store.control().pauses().isEmpty(), "and afterwards nothing is paused any more");
    }

    @Test
    void r14_itReachesWhatTheBackupKnowsAsRejectedOrCancelled() {
        ShipmentId rejected = accept(1);
        engine.settle(engine.claim(10), new Outcome.Rejected("no such street"));
        ShipmentId cancelled = accept(2);
        operator.cancel(operator.find(cancelled).orElseThrow(), "a person", "not wanted");

        assertEquals(2, operator.afterRestore("a person", "disk failed"));

        // It may have been amended and sent, or reshipped, since the backup.
        assertEquals(ShipmentState.IN_DOUBT, record(rejected).state());
        assertEquals(ShipmentState.IN_DOUBT, record(cancelled).state());
    }

    @Test
    void r14_aSecondRestoreReachesTheDoubtsOfTheFirst() {
        ShipmentId id = accept(1);
        assertEquals(1, operator.afterRestore("a person", "disk failed"));
        Doubt first = Objects.requireNonNull(record(id).doubt());
        clock.advance(Duration.ofMinutes(5));

        assertEquals(1, operator.afterRestore("a person", "the other disk failed"));

        Doubt second = Objects.requireNonNull(record(id).doubt());
        assertEquals(first.quietEndsAt().plus(Duration.ofMinutes(5)), second.quietEndsAt());
    }
}
