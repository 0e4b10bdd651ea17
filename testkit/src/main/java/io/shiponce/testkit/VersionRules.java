package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.shiponce.store.Action;
import io.shiponce.store.Claim;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** S1 and S2: of two writers one wins, and of all who claim exactly one. */
abstract class VersionRules extends StoreBench {
    private static final String TWICE = "S2 broken: two claims on one shipment: the carrier would ship it twice";

    @Test
    void s1_ofTwoActionsOnOneVersionTheSecondIsStale() {
        ShipmentRecord seen = inState(ShipmentState.PENDING);
        TransitionResult first = act(seen, new Action.Hold("wait for the buyer"));
        assertInstanceOf(TransitionResult.Done.class, first);
        TransitionResult second = act(seen, new Action.Retry("go on"));
        TransitionResult.Stale stale = assertInstanceOf(
                TransitionResult.Stale.class,
                second,
                "S1 broken: an action was written over a version that its actor never saw: two clicks would be two actions");
        assertEquals(read(seen.id()), stale.current());
    }

    @Test
    void s1_everyWriteRaisesTheVersionByOne() {
        ShipmentId id = acceptOne();
        List<Long> versions = new ArrayList<>(List.of(read(id).version()));
        ShipmentRecord claimed = claimOnly(id);
        versions.add(read(id).version());
        settle(claimed, unknown());
        versions.add(read(id).version());
        act(read(id), new Action.LookedUp("absent", Duration.ZERO));
        versions.add(read(id).version());
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                versions,
                "S1 broken: a write that does not raise the version cannot be raced");
    }

    @Test
    void s1_ofManyActionsAtOnceExactlyOneIsDone() throws Exception {
        ShipmentRecord seen = inState(ShipmentState.CONFIRMED);
        ShipmentStore other = anotherHandle();
        AtomicInteger callers = new AtomicInteger();
        List<TransitionResult> results = Together.run(8, () -> {
            int caller = callers.incrementAndGet();
            Action action = new Action.CarrierCancelled(false, "asked by " + caller);
            return (caller % 2 == 0 ? store() : other)
                    .transition(List.of(new Transition(seen.id(), seen.version(), ACTOR, action)))
                    .get(0);
        });
        long done =
                results.stream().filter(TransitionResult.Done.class::isInstance).count();
        assertEquals(1, done, "S1 broken: several writers won on one version: one of them was overwritten");
        assertEquals(seen.version() + 1, read(seen.id()).version());
    }

    @Test
    void s1_anActionOnAnUnknownShipmentIsMissing() {
        ShipmentRecord known = inState(ShipmentState.PENDING);
        ShipmentId unknown = new ShipmentId("nobody");
        List<TransitionResult> results = store().transition(List.of(
                new Transition(unknown, 1, ACTOR, new Action.Cancel("gone")),
                new Transition(known.id(), known.version(), ACTOR, new Action.Cancel("gone"))));
        assertEquals(new TransitionResult.Missing(unknown), results.get(0));
        assertInstanceOf(TransitionResult.Done.class, results.get(1), "one missing shipment must not stop the others");
    }

    @Test
    void s2_whatAnotherEngineHasClaimedCannotBeClaimed() {
        ShipmentId id = acceptOne();
        Claim first = claimOnly(id).claim();
        ExchangeResult second = store().exchange(request(OTHER_ENGINE, List.of(), List.of(wanted(10)), 10));
        assertEquals(List.of(), second.claimed(), TWICE);
        assertEquals(first, read(id).claim(), TWICE);
    }

    @Test
    void s2_of1000ShipmentsAndManyEnginesEachIsClaimedOnce() throws Exception {
        Set<ShipmentId> all = new HashSet<>(accept(1_000));
        List<ShipmentStore> handles = List.of(store(), anotherHandle());
        AtomicInteger engines = new AtomicInteger();
        List<List<ShipmentId>> won = Together.run(8, () -> {
            int number = engines.incrementAndGet();
            ShipmentStore handle = handles.get(number % handles.size());
            return claimEverything(handle, new EngineId("contract/" + number + "/x"));
        });
        List<ShipmentId> claims = won.stream().flatMap(List::stream).toList();
        assertEquals(claims.size(), new HashSet<>(claims).size(), TWICE);
        assertEquals(
                all, new HashSet<>(claims), "S7 broken: pending shipments were left out: they would never be sent");
        for (ShipmentRecord shipment : store().page(ShipmentFilter.ALL, null, 1_001)) {
            assertEquals(1, shipment.attempt(), TWICE);
        }
    }

    /** A store may leave rows out that another caller holds; so an empty answer is asked for once more by the page. */
    private List<ShipmentId> claimEverything(ShipmentStore handle, EngineId engine) {
        ShipmentFilter pending = ShipmentFilter.ALL.withState(ShipmentState.PENDING);
        List<ShipmentId> mine = new ArrayList<>();
        do {
            ExchangeRequest request = request(engine, List.of(), List.of(wanted(17)), 0);
            for (StoredShipment claimed : handle.exchange(request).claimed()) {
                Claim claim = claimed.shipment().claim();
                assertNotNull(claim);
                assertEquals(request.id(), claim.id(), TWICE);
                assertEquals(engine, claim.owner(), TWICE);
                mine.add(claimed.shipment().id());
            }
        } while (Together.goesOn() && !handle.page(pending, null, 1).isEmpty());
        return mine;
    }
}
