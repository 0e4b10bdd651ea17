package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Control.Pause;
import io.shiponce.store.Control.SignOfLife;
import io.shiponce.store.EngineId;
import io.shiponce.store.Event;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.Quarantine;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages, counts, events, control, erasing. */
class ViewsTest extends StoreTest {

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        store.accept(Orders.plans(25), "shop");
        List<ShipmentId> read = new ArrayList<>();
        List<ShipmentRecord> page = store.page(ShipmentFilter.ALL, null, 10);
        while (!page.isEmpty()) {
            page.forEach(shipment -> read.add(shipment.id()));
            page = store.page(ShipmentFilter.ALL, read.get(read.size() - 1), 10);
        }
        assertEquals(
                Orders.plans(25).stream()
                        .map(plan -> plan.shipments().get(0).id())
                        .sorted()
                        .toList(),
                read);
    }

    @Test
    void everyFilterMeansWhatItsDefinitionSays() {
        for (int i = 0; i < 6; i++) {
            NewShipment one = Orders.shipment("n" + i, 1, i % 2 == 0 ? "even" : "odd", 0, Instant.EPOCH);
            accept(Orders.plan("n" + i, one));
        }
        List<Outcome> outcomes = List.of(
                Orders.accepted("T"),
                new Outcome.Rejected("no"),
                Orders.unknown(),
                new Outcome.NotSent("later", Duration.ofHours(1), false));
        List<StoredShipment> claimed =
                claimAs(Orders.claim("even", 2), Orders.claim("odd", 3)).claimed();
        for (int i = 0; i < 4; i++) {
            settle(claimed.get(i).shipment(), outcomes.get(i));
        }
        List<ShipmentRecord> all = store.page(ShipmentFilter.ALL, null, 10);

        List<ShipmentFilter> filters = new ArrayList<>(List.of(
                ShipmentFilter.ofOrder(new OrderKey("shop", "n3")),
                ShipmentFilter.ofOrder(new OrderKey("other", "n3")),
                ShipmentFilter.of(Set.of(Orders.id("n1"), Orders.id("nobody"))),
                ShipmentFilter.ALL.withCarrier("odd").withDueBy(clock.instant()),
                ShipmentFilter.ALL.withDueBy(clock.instant().minusSeconds(1))));
        for (ShipmentState state : ShipmentState.values()) {
            filters.add(ShipmentFilter.ALL.withState(state));
            filters.add(ShipmentFilter.ALL.withState(state).withCarrier("even").withDueBy(clock.instant()));
        }
        for (ShipmentFilter filter : filters) {
            List<ShipmentRecord> expected = all.stream().filter(filter::matches).toList();
            assertEquals(expected, store.page(filter, null, 10), filter.toString());
            long counted = store.counts(filter).stream()
                    .mapToLong(counts ->
                            counts.states().values().stream().mapToLong(n -> n).sum())
                    .sum();
            assertEquals(expected.size(), counted, filter.toString());
        }
    }

    @Test
    void countsTellWhyPendingShipmentsWait() {
        Instant accepted = clock.instant();
        accept(
                Orders.plan("1"),
                Orders.plan("2"),
                Orders.plan("3"),
                Orders.plan(
                        "4",
                        Orders.shipment(
                                "4", 1, Orders.CARRIER, 0, clock.instant().plusSeconds(60))));
        List<StoredShipment> claimed = claimUpTo(2).claimed();
        settle(claimed.get(0).shipment(), new Outcome.NotSent("busy", Duration.ofSeconds(7), false));
        settle(claimed.get(1).shipment(), new Outcome.NotSent("enough", Duration.ofSeconds(3), true));

        CarrierCounts counts = store.counts(ShipmentFilter.ALL).get(0);

        assertEquals(
                new CarrierCounts(
                        Orders.CARRIER,
                        Map.of(ShipmentState.PENDING, 4L),
                        1,
                        1,
                        1,
                        clock.instant().plusSeconds(7),
                        accepted,
                        null),
                counts);
        assertEquals(1, counts.ready());
        assertTrue(store.counts(ShipmentFilter.ALL.withCarrier("nobody")).isEmpty());
    }

    @Test
    void s11_eventsAreReadOnceInTheirOrder() {
        accept(Orders.plan("1"), Orders.plan("2"));
        settle(claimUpTo(1).claimed().get(0).shipment(), Orders.accepted("T1"));

        List<HistoryEntry> read = new ArrayList<>();
        String cursor = Event.START;
        while (true) {
            List<Event> events = store.events(cursor, 2);
            if (events.isEmpty()) {
                break;
            }
            events.forEach(event -> read.add(event.entry()));
            cursor = events.get(events.size() - 1).cursor();
        }

        assertEquals(4, read.size());
        assertEquals(store.history(Orders.id("1")), List.of(read.get(0), read.get(2), read.get(3)));
        accept(Orders.plan("3"));
        assertEquals(Orders.id("3"), store.events(cursor, 10).get(0).entry().shipment());
    }

    @Test
    void s11_aFoldedRepetitionIsAnEvent() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.notSent());
        ShipmentRecord claimed = claimOne();
        List<Event> before = store.events(Event.START, 10);
        settle(claimed, Orders.notSent());

        List<Event> after = store.events(before.get(before.size() - 1).cursor(), 10);

        assertEquals(1, after.size());
        assertEquals(ShipmentState.PENDING, after.get(0).entry().to());
        assertEquals(2, after.get(0).entry().count());
    }

    @Test
    void s11_aCursorOfALostFutureDoesNotSkipWhatCameAfterTheRestore() throws Exception {
        accept(Orders.plan("1"));
        List<Event> events = store.events(Event.START, 10);
        EventCursor last = EventCursor.parse(events.get(0).cursor());
        String lost = new EventCursor(last.incarnation(), last.position() + 5_000, last.id() + 5_000).toString();
        assertTrue(store.events(lost, 10).isEmpty());

        clock.advance(Duration.ofSeconds(1));
        store.control(new Change.Restored(Duration.ofMinutes(1)));
        accept(Orders.plan("2"));

        assertEquals(
                List.of(Orders.id("2")),
                store.events(lost, 10).stream()
                        .map(event -> event.entry().shipment())
                        .toList());
        assertEquals(2, store.events(Event.START, 10).size());
    }

    @Test
    void aCursorOfSomethingElseIsRefused() {
        for (String cursor : List.of("x", "1", "1:2", "1:2:x", "-1:2:3", "1:2:3:4", "9".repeat(19) + ":1:1")) {
            String message = assertThrows(IllegalArgumentException.class, () -> store.events(cursor, 10))
                    .getMessage();
            assertTrue(message.startsWith("not a cursor of this store"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> store.events(Event.START, 0));
    }

    @Test
    void s15_controlIsSharedAndDurable() {
        EngineId other = new EngineId("host/2");
        store.control(new Change.Alive(other));
        clock.advance(Duration.ofSeconds(1));
        store.control(new Change.Alive(Orders.ENGINE));
        store.control(new Change.PauseCarrier("dhl", "ann", "first"));
        store.control(new Change.PauseCarrier("dhl", "bob", "second"));
        Instant paused = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        store.control(new Change.Alive(Orders.ENGINE));
        Control changed = store.control(new Change.Restored(Duration.ofMinutes(5)));

        Control seen = another().control();
        assertEquals(changed, seen);
        assertEquals("test", seen.installation());
        assertEquals(Map.of("dhl", new Pause(paused, "ann", "first")), seen.pauses());
        assertEquals(new Quarantine(clock.instant(), Duration.ofMinutes(5)), seen.quarantine());
        assertEquals(
                List.of(
                        new SignOfLife(Orders.ENGINE, paused, clock.instant()),
                        new SignOfLife(other, paused.minusSeconds(1), paused.minusSeconds(1))),
                seen.engines());

        clock.advance(Duration.ofDays(31));
        store.control(new Change.Alive(Orders.ENGINE));
        store.control(new Change.ResumeCarrier("dhl", "ann"));
        Control later = store.control(new Change.LiftQuarantine());
        assertEquals(1, later.engines().size());
        assertTrue(later.pauses().isEmpty());
        assertEquals(null, later.quarantine());
        assertEquals(changed.incarnation(), later.incarnation());
    }

    @Test
    void s16_erasingEmptiesFinishedShipmentsOnly() {
        store.accept(Orders.plans(4), "shop");
        List<StoredShipment> claimed = claimUpTo(3).claimed();
        settle(claimed.get(0).shipment(), Orders.accepted("T0"));
        settle(claimed.get(1).shipment(), new Outcome.Rejected("no"));
        settle(claimed.get(2).shipment(), Orders.unknown());
        ShipmentRecord before = shipment(Orders.id("n0"));
        Instant limit = clock.advance(Duration.ofDays(90));

        assertEquals(List.of(), store.erasable(limit.minus(Duration.ofDays(90)), 10));
        assertEquals(1, erase(1));
        assertEquals(1, erase(10));
        assertEquals(0, erase(10));

        assertEquals(
                new StoredShipment(before, Payload.EMPTY),
                store.find(before.id()).orElseThrow());
        assertEquals(List.of(Payload.EMPTY), store.receipts(before.id()));
        assertEquals(3, store.history(before.id()).size());
        assertEquals(Payload.EMPTY, store.find(Orders.id("n1")).orElseThrow().payload());
        assertTrue(store.find(Orders.id("n2")).orElseThrow().payload().size() > 0);
        assertTrue(store.find(Orders.id("n3")).orElseThrow().payload().size() > 0);
    }

    @Test
    void s16_whatComesAfterErasingCanBeErasedToo() {
        accept(Orders.plan("1"));
        ShipmentRecord claimed = claimOne();
        settle(claimed, Orders.accepted("T1"));
        clock.advance(Duration.ofDays(1));
        assertEquals(1, erase(10));
        settle(claimed, Orders.accepted("T2"));
        assertEquals(List.of(Payload.EMPTY, Orders.payload("label of T2")), store.receipts(claimed.id()));

        clock.advance(Duration.ofDays(1));
        assertEquals(1, erase(10));
        assertEquals(List.of(Payload.EMPTY, Payload.EMPTY), store.receipts(claimed.id()));
    }

    @Test
    void s16_theOldestAreErasedFirstAndEachOnce() {
        for (int i = 0; i < 3; i++) {
            accept(Orders.plan("n" + (2 - i)));
            settle(claimOne(), Orders.accepted("T"));
            clock.advance(Duration.ofDays(1));
        }
        List<ShipmentRecord> seen = store.erasable(clock.instant(), 2);
        assertEquals(
                List.of(Orders.id("n2"), Orders.id("n1")),
                seen.stream().map(ShipmentRecord::id).toList());
        assertEquals(2, store.erase(seen));
        assertEquals(0, store.erase(seen));
        assertEquals(0, store.erase(List.of()));
        assertEquals(List.of(shipment(Orders.id("n0"))), store.erasable(clock.instant(), 10));
    }

    private int erase(int limit) {
        return store.erase(store.erasable(clock.instant(), limit));
    }
}
