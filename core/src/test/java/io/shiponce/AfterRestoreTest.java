package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.Outcome;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
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
    private static final EngineId ENGINE = new EngineId("host:1:a");
    private static final EngineSettings SETTINGS = EngineSettings.defaults();

    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final Operator operator = Operator.of(store, SETTINGS);
    private int exchanges;

    private ShipmentId accept(int number) {
        Order order = new Order(
                "augsburg",
                Integer.toString(number),
                null,
                "reference",
                0,
                new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null),
                List.of(OrderLine.of("MUG-1", 1)));
        return store.accept(List.of(new ShipmentPlanner("test", Splitter.standard()).plan(order)), "test").stream()
                .map(result -> store.page(ShipmentFilter.ofOrder(order.key()), null, 1))
                .findFirst()
                .orElseThrow()
                .get(0)
                .id();
    }

    /** As an engine that knows of the restore would. */
    private List<StoredShipment> claim() {
        return exchange(List.of(), 10);
    }

    private List<StoredShipment> exchange(List<Settlement> settlements, int limit) {
        ClaimTerms terms = new ClaimTerms(
                SETTINGS.claimTimeToLive(), SETTINGS.quiet(), RecoveryTerms.of(RecoveryTerms.LOOKUP, "account", "1"));
        return store.exchange(new ExchangeRequest(
                        new ExchangeId("exchange-" + ++exchanges),
                        ENGINE,
                        store.control().incarnation(),
                        settlements,
                        limit == 0
                                ? List.of()
                                : List.of(new ClaimRequest("reference", ShipmentFilter.ALL, limit, limit, terms)),
                        0))
                .claimed();
    }

    private ShipmentRecord record(ShipmentId id) {
        return store.find(id).orElseThrow().shipment();
    }

    @Test
    void r14_nothingIsClaimedWhileItIsAtWork() {
        accept(1);
        List<StoredShipment> claimed = new ArrayList<>();
        ShipmentStore racing = (ShipmentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("page")) {
                        claimed.addAll(claim());
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
        ShipmentRecord claimed = claim().get(0).shipment();
        exchange(
                List.of(new Settlement(
                        rejected,
                        Objects.requireNonNull(claimed.claim()).id(),
                        1,
                        1,
                        ENGINE,
                        store.control().incarnation(),
                        new Outcome.Rejected("no such street"))),
                0);
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
