package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.Action;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Doubt;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** S10 and S11, and how shipments are found, paged and counted. */
abstract class OrderRules extends WriteRules {
    private static final String DOUBLED =
            "S10 broken: an order handed in twice became two: everything in it would leave twice";

    @Test
    void s10_theSameOrderIsStoredOnce() {
        OrderPlan plan = order("100001", planned("A"), planned("B", 2, CARRIER, 0, Instant.EPOCH));
        AcceptResult.Stored stored = assertInstanceOf(
                AcceptResult.Stored.class, store().accept(List.of(plan), ACTOR).get(0));
        ShipmentRecord claimed = claimOnly(new ShipmentId("A"));
        AcceptResult.AlreadyStored again = assertInstanceOf(
                AcceptResult.AlreadyStored.class,
                store().accept(List.of(plan), ACTOR).get(0),
                DOUBLED);
        assertEquals(ids(stored.shipments()), ids(again.shipments()));
        assertTrue(again.shipments().contains(claimed), "its shipments are told as they stand now");
        assertEquals(2, store().page(ShipmentFilter.ALL, null, 10).size(), DOUBLED);
    }

    @Test
    void s10_anotherContentUnderItsNumberIsAConflictAndChangesNothing() {
        store().accept(List.of(order("100001", planned("A"))), ACTOR);
        OrderPlan other =
                new OrderPlan(new OrderKey("augsburg", "100001"), "1:other content", null, List.of(planned("B")));
        AcceptResult result = store().accept(List.of(other), ACTOR).get(0);
        assertEquals(
                new AcceptResult.Conflict("1:content of 100001"),
                result,
                "S10 broken: a changed order was taken for the one that is stored, or put in its place");
        assertEquals(Optional.empty(), store().find(new ShipmentId("B")));
        assertEquals(
                payload("payload of A"),
                store().find(new ShipmentId("A")).orElseThrow().payload());
    }

    @Test
    void s10_inOneCallEachOrderHasItsResultInItsPlace() {
        OrderPlan first = order("1", planned("A"));
        OrderPlan empty = order("2");
        List<AcceptResult> results = store().accept(List.of(first, empty, first, empty), ACTOR);
        assertInstanceOf(AcceptResult.Stored.class, results.get(0));
        assertInstanceOf(AcceptResult.Stored.class, results.get(1));
        assertInstanceOf(AcceptResult.AlreadyStored.class, results.get(2), DOUBLED);
        assertInstanceOf(
                AcceptResult.AlreadyStored.class,
                results.get(3),
                "S10 broken: an order without a shipment is forgotten");
        assertEquals(List.of(), store().accept(List.of(), ACTOR));
    }

    @Test
    void s10_handedInByManyAtOnceItIsStoredOnce() throws Exception {
        ShipmentStore other = anotherHandle();
        AtomicInteger callers = new AtomicInteger();
        List<AcceptResult> results = Together.run(6, () -> {
            ShipmentStore handle = callers.incrementAndGet() % 2 == 0 ? store() : other;
            return handle.accept(List.of(order("100001", planned("A"))), ACTOR).get(0);
        });
        assertEquals(
                1,
                results.stream().filter(AcceptResult.Stored.class::isInstance).count(),
                DOUBLED);
        assertEquals(
                5,
                results.stream()
                        .filter(AcceptResult.AlreadyStored.class::isInstance)
                        .count(),
                DOUBLED);
        assertEquals(List.of(HistoryEntry.Kind.PLANNED), kinds(new ShipmentId("A")), DOUBLED);
    }

    @Test
    void s11_eventsAreReadPieceByPieceAndNoneIsMissed() {
        Set<What> wanted = new HashSet<>();
        for (ShipmentState state : ShipmentState.values()) {
            wanted.addAll(what(store().history(inState(state).id())));
        }
        Set<What> seen = new HashSet<>();
        String cursor = Event.START;
        List<Event> piece = store().events(cursor, 3);
        while (!piece.isEmpty()) {
            assertTrue(piece.size() <= 3);
            piece.forEach(event -> seen.add(What.of(event.entry())));
            cursor = piece.get(piece.size() - 1).cursor();
            piece = store().events(cursor, 3);
        }
        assertEquals(wanted, seen, "S11 broken: the shop never learns what became of a shipment");
        ShipmentId later = acceptOne();
        assertEquals(
                List.of(later),
                store().events(cursor, 10).stream()
                        .map(event -> event.entry().shipment())
                        .toList(),
                "S11 broken: an event appeared before one that was read already: nobody would see it");
    }

    @Test
    void s11_noneIsMissedWhileManyWrite() throws Exception {
        ShipmentStore other = anotherHandle();
        AtomicBoolean writing = new AtomicBoolean(true);
        AtomicInteger roles = new AtomicInteger();
        Set<What> seen = new HashSet<>();
        AtomicInteger writers = new AtomicInteger(4);
        Together.run(5, () -> {
            if (roles.incrementAndGet() == 1) {
                readUntilQuiet(other, writing, seen);
                return null;
            }
            for (int i = 0; i < 25; i++) {
                inState(ShipmentState.CONFIRMED);
            }
            if (writers.decrementAndGet() == 0) {
                writing.set(false);
            }
            return null;
        });
        Set<What> wanted = new HashSet<>();
        for (ShipmentRecord shipment : store().page(ShipmentFilter.ALL, null, 200)) {
            wanted.addAll(what(store().history(shipment.id())));
        }
        assertEquals(300, wanted.size());
        assertEquals(
                wanted, seen, "S11 broken: an event appeared before one that was read already: nobody would see it");
    }

    private static void readUntilQuiet(ShipmentStore store, AtomicBoolean writing, Set<What> seen) {
        String cursor = Event.START;
        boolean last = false;
        while (Together.goesOn()) {
            List<Event> piece = store.events(cursor, 10);
            piece.forEach(event -> seen.add(What.of(event.entry())));
            if (!piece.isEmpty()) {
                cursor = piece.get(piece.size() - 1).cursor();
            } else if (last) {
                return;
            }
            last = !writing.get();
        }
    }

    /** What tells one entry from another. */
    private record What(
            ShipmentId shipment,
            HistoryEntry.Kind kind,
            @Nullable ExchangeId claim) {
        static What of(HistoryEntry entry) {
            return new What(entry.shipment(), entry.kind(), entry.claim());
        }
    }

    private static List<What> what(List<HistoryEntry> history) {
        return history.stream().map(What::of).toList();
    }

    @Test
    void pagesComeInTheOrderOfIdsWhateverTheirLetters() {
        List<String> ids = List.of("-9", "10", "9", "A-1", "A1", "B", "Z", "a", "b");
        List<String> shuffled = List.of("b", "A1", "10", "Z", "-9", "a", "9", "B", "A-1");
        shuffled.forEach(id -> accept(planned(id)));
        List<String> paged = new ArrayList<>();
        ShipmentId after = null;
        while (true) {
            List<ShipmentRecord> page = store().page(ShipmentFilter.ALL, after, 2);
            if (page.isEmpty()) {
                break;
            }
            page.forEach(shipment -> paged.add(shipment.id().value()));
            after = page.get(page.size() - 1).id();
        }
        assertEquals(ids, paged, "a page that does not follow the last one leaves shipments out of every list");
    }

    @Test
    void everyPartOfAFilterCounts() {
        for (ShipmentState state : ShipmentState.values()) {
            inState(state);
        }
        ShipmentId other = accept(planned(newId(), 1, "other", 0, Instant.EPOCH));
        ShipmentRecord backingOff = claimOnly(acceptOne());
        settle(backingOff, new Outcome.NotSent("connection refused", LONG, false));
        List<ShipmentRecord> all = store().page(ShipmentFilter.ALL, null, 100);
        assertEquals(8, all.size());
        Instant now = store().control().now();
        ShipmentFilter order = ShipmentFilter.ofOrder(all.get(2).order());
        String number = store().page(ShipmentFilter.ALL.withState(ShipmentState.CONFIRMED), null, 1)
                .get(0)
                .trackingNumber();
        Stream.of(
                        order,
                        ShipmentFilter.of(Set.of(all.get(1).id(), other)),
                        ShipmentFilter.ALL.withShop("augsburg"),
                        ShipmentFilter.ALL.withShop("ulm"),
                        ShipmentFilter.ALL.withCarrier("other"),
                        ShipmentFilter.ALL.withState(ShipmentState.PENDING),
                        ShipmentFilter.ALL.withState(ShipmentState.IN_DOUBT).withDueBy(now),
                        ShipmentFilter.ALL.withState(ShipmentState.PENDING).withDueBy(now),
                        ShipmentFilter.ALL.withState(ShipmentState.PENDING).withCarrier(CARRIER),
                        order.withState(ShipmentState.CANCELLED),
                        order.withReference(all.get(2).reference()),
                        order.withReference(all.get(3).reference()),
                        ShipmentFilter.ALL.withReference(all.get(3).reference()),
                        ShipmentFilter.ALL.withOrderNumber(all.get(4).order().number()),
                        ShipmentFilter.ALL.withTrackingNumber(number))
                .forEach(filter -> assertEquals(
                        all.stream().filter(filter::matches).toList(),
                        store().page(filter, null, 100),
                        filter.toString()));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        ShipmentId nobody = new ShipmentId("nobody");
        assertEquals(Optional.empty(), store().find(nobody));
        assertEquals(List.of(), store().history(nobody));
        assertEquals(List.of(), store().receipts(nobody));
        assertEquals(List.of(), store().events(Event.START, 10));
        assertEquals(List.of(), store().page(ShipmentFilter.ALL, null, 10));
        assertEquals(List.of(), store().counts(ShipmentFilter.ALL));
        assertEquals(List.of(), store().transition(List.of()));
    }

    @Test
    void countsSayHowManyAreWhere() {
        for (ShipmentState state : ShipmentState.values()) {
            inState(state);
        }
        act(inState(ShipmentState.PENDING), new Action.Hold("wait for the buyer"));
        accept(planned(newId(), 1, CARRIER, 0, store().control().now().plus(LONG)));
        ShipmentRecord later = claimOnly(acceptOne());
        settle(later, new Outcome.NotSent("connection refused", LONG, false));
        ShipmentRecord sooner = claimOnly(acceptOne());
        settle(sooner, new Outcome.NotSent("connection refused", LONG.minus(Duration.ofMinutes(1)), false));
        accept(planned(newId(), 1, "other", 0, Instant.EPOCH));
        Map<String, CarrierCounts> counts = new HashMap<>();
        store().counts(ShipmentFilter.ALL).forEach(one -> counts.put(one.carrier(), one));
        assertEquals(Set.of(CARRIER, "other"), counts.keySet());
        CarrierCounts reference = Objects.requireNonNull(counts.get(CARRIER));
        for (ShipmentState state : ShipmentState.values()) {
            assertEquals(state == ShipmentState.PENDING ? 5 : 1, reference.in(state), state.name());
        }
        assertEquals(1, reference.held());
        assertEquals(1, reference.dated());
        assertEquals(2, reference.backingOff());
        assertEquals(1, reference.ready());
        assertEquals(read(sooner.id()).dueAt(), reference.nextDueAt());
        assertNotNull(reference.readySince());
        assertNotNull(reference.doubtfulSince());
        List<CarrierCounts> confirmed = store().counts(ShipmentFilter.ALL.withState(ShipmentState.CONFIRMED));
        assertEquals(1, confirmed.size());
        assertEquals(1, confirmed.get(0).in(ShipmentState.CONFIRMED));
        assertEquals(0, confirmed.get(0).in(ShipmentState.PENDING));
    }

    /** Since it could be claimed, or since it is in doubt: what waits for another reason has no age. */
    @Test
    void countsSaySinceWhenTheOldestWaits() {
        ShipmentRecord oldest = read(acceptOne());
        pass(Duration.ofMillis(20));
        accept(planned(newId(), 1, CARRIER, 0, oldest.dueAt().plus(Duration.ofMillis(5))));
        CarrierCounts ready = onlyCounts();
        assertEquals(oldest.dueAt(), ready.readySince());
        assertNull(ready.doubtfulSince());

        settle(claimOnly(oldest.id()), unknown());
        CarrierCounts dated = onlyCounts();
        assertNotNull(dated.readySince(), "the order dated a moment later, which has passed");
        assertTrue(oldest.dueAt().isBefore(dated.readySince()));
        Doubt first = Objects.requireNonNull(read(oldest.id()).doubt());
        pass(Duration.ofMillis(20));
        settle(
                claimOnly(store().page(ShipmentFilter.ALL.withState(ShipmentState.PENDING), null, 1)
                        .get(0)
                        .id()),
                unknown());
        CarrierCounts doubtful = onlyCounts();
        assertNull(doubtful.readySince());
        assertEquals(first.since(), doubtful.doubtfulSince());

        act(read(acceptOne()), new Action.Hold("wait for the buyer"));
        accept(planned(newId(), 1, CARRIER, 0, store().control().now().plus(LONG)));
        assertNull(onlyCounts().readySince(), "held and dated ones cannot be claimed");
    }

    private CarrierCounts onlyCounts() {
        List<CarrierCounts> counts = store().counts(ShipmentFilter.ALL);
        assertEquals(1, counts.size());
        return counts.get(0);
    }

    static List<ShipmentId> ids(List<ShipmentRecord> shipments) {
        return shipments.stream().map(ShipmentRecord::id).toList();
    }
}
