package io.shiponce.store.jdbc;

import static io.shiponce.store.jdbc.Orders.claim;
import static io.shiponce.store.jdbc.Orders.exchange;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.Control;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Doubt;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ExchangeResult.CarrierStatus;
import io.shiponce.store.ExchangeResult.Settled;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExchangeTest extends StoreTest {

    @Test
    void s2_s3_aClaimIsStoredAsItIsReturned() {
        accept(Orders.plan("1"));

        ExchangeResult result = claimUpTo(5);

        StoredShipment claimed = result.claimed().get(0);
        assertEquals(Orders.payload("goods of 1/1"), claimed.payload());
        assertEquals(ShipmentState.CLAIMED, claimed.shipment().state());
        assertEquals(claimed, another().find(Orders.id("1")).orElseThrow());
        assertEquals(clock.instant(), result.now());
        assertEquals(1, result.incarnation());
        assertTrue(claimUpTo(5).claimed().isEmpty());
        assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED), kinds(Orders.id("1")));
    }

    @Test
    void s9_claimsOfSeesWhatAnExchangeClaimed() {
        accept(Orders.plan("1"), Orders.plan("2"));
        ExchangeRequest request = exchange(claim(5));

        List<StoredShipment> claimed = store.exchange(request).claimed();
        settle(claimed.get(0).shipment(), Orders.notSent());

        assertEquals(List.of(claimed.get(1).shipment()), another().claimsOf(request.id()));
        assertTrue(store.claimsOf(Orders.exchangeId()).isEmpty());
    }

    @Test
    void s7_highestPriorityAndFirstDueFirst() {
        accept(Orders.plan("b"), Orders.plan("a"));
        clock.advance(Duration.ofSeconds(1));
        accept(Orders.plan("0"), Orders.plan("x", Orders.shipment("x", 1, Orders.CARRIER, 9, Instant.EPOCH)));

        assertEquals(
                List.of(Orders.id("x"), Orders.id("a"), Orders.id("b")),
                ids(claimUpTo(3).claimed()));
        assertEquals(List.of(Orders.id("0")), ids(claimUpTo(3).claimed()));
    }

    @Test
    void s7_onlyWhatIsDueAndOfTheCarrierAndChosen() {
        Instant later = clock.instant().plusSeconds(60);
        accept(
                Orders.plan("1", Orders.shipment("1", 1), Orders.shipment("1", 2, "other", 0, Instant.EPOCH)),
                Orders.plan("2", Orders.shipment("2", 1, Orders.CARRIER, 0, later)),
                Orders.plan("3"));
        ShipmentFilter ofTwo = ShipmentFilter.ofOrder(new OrderKey("shop", "2"));
        ShipmentFilter byId = ShipmentFilter.of(Set.of(Orders.id("3"), Orders.id("1", 2)));

        assertEquals(
                List.of(Orders.id("3")),
                ids(claimAs(new ClaimRequest(Orders.CARRIER, byId, 9, 9, Orders.TERMS))
                        .claimed()));
        assertTrue(claimAs(new ClaimRequest(Orders.CARRIER, ofTwo, 9, 9, Orders.TERMS))
                .claimed()
                .isEmpty());
        assertEquals(List.of(Orders.id("1", 2)), ids(claimAs(claim("other", 9)).claimed()));
        clock.set(later);
        assertEquals(
                List.of(Orders.id("2")),
                ids(claimAs(new ClaimRequest(Orders.CARRIER, ofTwo, 9, 9, Orders.TERMS))
                        .claimed()));
        assertEquals(List.of(Orders.id("1")), ids(claimUpTo(9).claimed()));
    }

    @Test
    void s7_severalRequestsInOneExchange() {
        accept(
                Orders.plan("1"),
                Orders.plan("2"),
                Orders.plan("3", Orders.shipment("3", 1, "other", 7, Instant.EPOCH)));

        ExchangeResult result = claimAs(claim(1), claim("other", 5), claim(1), claim("nobody", 3));

        assertEquals(List.of(Orders.id("3"), Orders.id("1"), Orders.id("2")), ids(result.claimed()));
        CarrierStatus fine = new CarrierStatus(false, 0);
        assertEquals(Map.of(Orders.CARRIER, fine, "other", fine, "nobody", fine), result.carriers());
    }

    @Test
    void s7_nothingOfAPausedCarrierOrForAnotherIncarnation() {
        accept(Orders.plan("1"));
        store.control(new Change.PauseCarrier(Orders.CARRIER, "ann", "broken"));
        assertTrue(claimUpTo(5).claimed().isEmpty());
        assertTrue(claimUpTo(5).carriers().get(Orders.CARRIER).paused());
        store.control(new Change.ResumeCarrier(Orders.CARRIER, "ann"));

        store.control(new Change.PauseCarrier(Control.EVERYTHING, "ann", "stop"));
        assertTrue(claimUpTo(5).claimed().isEmpty());
        store.control(new Change.ResumeCarrier(Control.EVERYTHING, "ann"));

        ExchangeResult result = store.exchange(
                new ExchangeRequest(Orders.exchangeId(), Orders.ENGINE, 7, List.of(), List.of(claim(5)), 0));
        assertTrue(result.claimed().isEmpty());
        assertEquals(1, result.incarnation());
        assertEquals(1, claimUpTo(5).claimed().size());
    }

    @Test
    void r17_doubtsFromUnknownAnswersLimitClaims() {
        store.accept(Orders.plans(10), "shop");
        List<Settlement> unknown = claimUpTo(3).claimed().stream()
                .map(claimed -> Orders.settlement(claimed.shipment(), Orders.unknown()))
                .toList();
        ClaimRequest wanted = new ClaimRequest(Orders.CARRIER, ShipmentFilter.ALL, 10, 4, Orders.TERMS);

        ExchangeResult result = store.exchange(exchange(unknown, wanted, wanted));
        assertEquals(new CarrierStatus(false, 3), result.carriers().get(Orders.CARRIER));
        assertEquals(1, result.claimed().size());
        assertTrue(claimAs(new ClaimRequest(Orders.CARRIER, ShipmentFilter.ALL, 10, 3, Orders.TERMS))
                .claimed()
                .isEmpty());

        store.control(new Change.ResumeCarrier(Orders.CARRIER, "ann"));
        result = claimAs(wanted);
        assertEquals(new CarrierStatus(false, 0), result.carriers().get(Orders.CARRIER));
        assertEquals(4, result.claimed().size());

        // The clock stands still: also a doubt of the same instant counts against the new budget.
        result = store.exchange(
                exchange(List.of(Orders.settlement(result.claimed().get(0).shipment(), Orders.unknown())), claim(1)));
        assertEquals(1, result.carriers().get(Orders.CARRIER).openDoubts());
    }

    @Test
    void r17_aForgivenDoubtStaysSoUntilItEnds() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.unknown());
        store.control(new Change.ResumeCarrier(Orders.CARRIER, "ann"));

        act(shipment(Orders.id("1")), new io.shiponce.store.Action.LookedUp("absent", Duration.ZERO));
        assertEquals(0, claimUpTo(1).carriers().get(Orders.CARRIER).openDoubts());

        clock.advance(Duration.ofMinutes(1));
        act(shipment(Orders.id("1")), new io.shiponce.store.Action.DeclareNotSent("gone"));
        settle(claimOne(), Orders.unknown());
        assertEquals(1, claimUpTo(1).carriers().get(Orders.CARRIER).openDoubts());
    }

    @Test
    void s4_eachOutcomeIsWrittenWithItsHistoryAndReceipt() {
        store.accept(Orders.plans(4), "shop");
        List<StoredShipment> claimed = claimUpTo(4).claimed();
        List<Outcome> outcomes = List.of(
                Orders.accepted("T0"), new Outcome.Rejected("no such street"), Orders.notSent(), Orders.unknown());
        List<ShipmentState> expected =
                List.of(ShipmentState.CONFIRMED, ShipmentState.REJECTED, ShipmentState.PENDING, ShipmentState.IN_DOUBT);

        for (int i = 0; i < 4; i++) {
            ShipmentRecord shipment = claimed.get(i).shipment();
            Settled settled = settle(shipment, outcomes.get(i)).settled().get(0);
            assertEquals(expected.get(i), settled.after().state());
            assertTrue(settled.changed());
            assertFalse(settled.alarm());
            assertEquals(settled.after(), shipment(shipment.id()));
            HistoryEntry last = store.history(shipment.id()).get(2);
            assertEquals(outcomes.get(i).kind(), last.kind());
            assertEquals(outcomes.get(i).detail(), last.detail());
            assertEquals(shipment.claim().id(), last.claim());
        }
        assertEquals(List.of(Orders.payload("label of T0")), store.receipts(Orders.id("n0")));
        assertTrue(store.receipts(Orders.id("n1")).isEmpty());
    }

    @Test
    void s5_repeatedSettlementsAreRecordedOnce() {
        accept(Orders.plan("1"));
        ShipmentRecord claimed = claimOne();
        Settlement once = Orders.settlement(claimed, Orders.accepted("T1"));
        Settlement second = Orders.settlement(claimed, Orders.accepted("T2"));

        List<Settled> settled =
                store.exchange(exchange(List.of(once, once, second))).settled();
        List<Settled> again = store.exchange(exchange(List.of(second, once))).settled();

        assertEquals(
                List.of(true, false, true),
                settled.stream().map(Settled::changed).toList());
        assertEquals(
                List.of(false, false, true),
                settled.stream().map(Settled::alarm).toList());
        assertTrue(again.stream().noneMatch(Settled::changed));
        assertEquals(
                List.of(Kind.PLANNED, Kind.CLAIMED, Kind.ACCEPTED, Kind.ACCEPTED, Kind.DUPLICATE_ALARM),
                kinds(Orders.id("1")));
        assertEquals("T1", shipment(Orders.id("1")).trackingNumber());
        assertEquals(
                List.of(Orders.payload("label of T1"), Orders.payload("label of T2")), store.receipts(Orders.id("1")));
    }

    @Test
    void s5_severalSettlementsOfOneShipmentAreJudgedOneAfterTheOther() {
        accept(Orders.plan("1"));
        ShipmentRecord claimed = claimOne();

        List<Settled> settled = store.exchange(exchange(List.of(
                        Orders.settlement(claimed, Orders.unknown()),
                        Orders.settlement(claimed, Orders.accepted("T1")),
                        Orders.settlement(claimed, Orders.unknown()))))
                .settled();

        assertEquals(
                List.of(ShipmentState.IN_DOUBT, ShipmentState.CONFIRMED, ShipmentState.CONFIRMED),
                settled.stream().map(one -> one.after().state()).toList());
        assertEquals(claimed.version() + 2, shipment(Orders.id("1")).version());
    }

    @Test
    void s6_evidenceOfAnUnknownShipmentIsKept() {
        accept(Orders.plan("1"));
        ShipmentRecord claimed = claimOne();
        place = database.fresh();
        JdbcShipmentStore.migrate(place.settings());
        JdbcShipmentStore restored = another();
        List<Settlement> evidence = List.of(
                Orders.settlement(claimed, Orders.accepted("T1")), Orders.settlement(claimed, Orders.accepted("T1")));

        List<Settled> settled = restored.exchange(exchange(evidence)).settled();
        List<Settled> again = restored.exchange(exchange(evidence)).settled();

        assertNull(settled.get(0).after());
        assertTrue(settled.get(0).alarm());
        assertEquals(
                List.of(true, false, false, false),
                List.of(
                        settled.get(0).changed(),
                        settled.get(1).changed(),
                        again.get(0).changed(),
                        again.get(1).changed()));
        HistoryEntry kept = restored.history(claimed.id()).get(0);
        assertEquals(Kind.ACCEPTED, kept.kind());
        assertEquals("T1", kept.trackingNumber());
        assertEquals(1, restored.receipts(claimed.id()).size());
        assertEquals(1, restored.events("", 10).size());
    }

    @Test
    void s6_noTextOfACarrierMakesASettlementUnstorable() {
        accept(Orders.plan("1"), Orders.plan("2"));
        List<StoredShipment> claimed = claimUpTo(2).claimed();
        Outcome odd = new Outcome.Accepted("T\0\uD800\"'", Orders.payload("label"));

        settle(claimed.get(0).shipment(), odd);
        assertFalse(settle(claimed.get(0).shipment(), odd).settled().get(0).changed());
        settle(claimed.get(1).shipment(), new Outcome.Rejected("\0".repeat(499) + "\uD83D\uDE00"));

        assertEquals("T\uFFFD\uFFFD\"'", shipment(Orders.id("1")).trackingNumber());
        assertEquals(ShipmentState.REJECTED, shipment(Orders.id("2")).state());
    }

    @Test
    void expiredClaimsComeInDoubtUpToTheBound() {
        store.accept(Orders.plans(5), "shop");
        List<StoredShipment> claimed = claimUpTo(5).claimed();
        clock.advance(Orders.TERMS.timeToLive().minusNanos(1_000));
        assertTrue(expire(10).isEmpty());
        clock.advance(Duration.ofNanos(1_000));

        assertEquals(2, expire(2).size());
        ShipmentRecord alive = claimed.stream()
                .map(one -> shipment(one.shipment().id()))
                .filter(one -> one.state() == ShipmentState.CLAIMED)
                .findFirst()
                .orElseThrow();
        List<Settlement> settlement = List.of(Orders.settlement(alive, Orders.accepted("T")));
        ExchangeResult result = store.exchange(
                new ExchangeRequest(Orders.exchangeId(), Orders.ENGINE, 1, settlement, List.of(claim(5)), 10));

        assertEquals(ShipmentState.CONFIRMED, result.settled().get(0).after().state());
        assertEquals(2, result.expired().size());
        assertEquals(Doubt.Cause.CLAIM_EXPIRED, result.expired().get(0).doubt().cause());
        assertEquals(0, result.carriers().get(Orders.CARRIER).openDoubts());
        assertTrue(expire(10).isEmpty());
    }

    private List<ShipmentRecord> expire(int upTo) {
        return store.exchange(new ExchangeRequest(Orders.exchangeId(), Orders.ENGINE, 1, List.of(), List.of(), upTo))
                .expired();
    }

    @Test
    void r14_ofAnOlderIncarnationOnlyAcceptancesCount() {
        accept(Orders.plan("1"), Orders.plan("2"));
        List<StoredShipment> claimed = claimUpTo(2).claimed();
        long restored =
                store.control(new Change.Restored(Duration.ofMinutes(5))).incarnation();

        ExchangeResult result = store.exchange(exchange(
                List.of(
                        Orders.settlement(claimed.get(0).shipment(), Orders.accepted("T1")),
                        Orders.settlement(claimed.get(1).shipment(), new Outcome.Rejected("no"))),
                claim(5)));

        assertEquals(restored, result.incarnation());
        assertEquals(ShipmentState.CONFIRMED, result.settled().get(0).after().state());
        assertEquals(ShipmentState.CLAIMED, result.settled().get(1).after().state());
        assertTrue(result.claimed().isEmpty());
    }

    @Test
    void s14_repeatedNotSentFoldsIntoOneEntry() {
        accept(Orders.plan("1"));
        for (int attempt = 1; attempt <= 5; attempt++) {
            clock.advance(Duration.ofSeconds(1));
            settle(claimOne(), new Outcome.NotSent("refused " + attempt, Duration.ZERO, false));
        }
        assertEquals(List.of(Kind.PLANNED, Kind.CLAIMED, Kind.NOT_SENT), kinds(Orders.id("1")));
        HistoryEntry folded = store.history(Orders.id("1")).get(2);
        assertEquals(5, folded.count());
        assertEquals(5, folded.attempt());
        assertEquals("refused 5", folded.detail());
        assertEquals(clock.instant(), folded.at());

        settle(claimOne(), new Outcome.Rejected("never"));
        assertEquals(
                List.of(Kind.PLANNED, Kind.CLAIMED, Kind.NOT_SENT, Kind.CLAIMED, Kind.REJECTED), kinds(Orders.id("1")));
    }

    @Test
    void s14_whatLiesBetweenKeepsEntriesApart() {
        accept(Orders.plan("1"));
        settle(claimOne(), Orders.notSent());
        act(shipment(Orders.id("1")), new io.shiponce.store.Action.Hold("look"));
        act(shipment(Orders.id("1")), new io.shiponce.store.Action.Retry("go on"));
        settle(claimOne(), Orders.notSent());

        assertEquals(
                List.of(Kind.PLANNED, Kind.CLAIMED, Kind.NOT_SENT, Kind.HELD, Kind.RETRY, Kind.CLAIMED, Kind.NOT_SENT),
                kinds(Orders.id("1")));
    }

    @Test
    void heldAndBackingOffShipmentsAreNotClaimed() {
        accept(Orders.plan("1"), Orders.plan("2"));
        List<StoredShipment> claimed = claimUpTo(2).claimed();
        settle(claimed.get(0).shipment(), new Outcome.NotSent("later", Duration.ofSeconds(10), false));
        settle(claimed.get(1).shipment(), new Outcome.NotSent("enough", Duration.ZERO, true));

        assertTrue(claimUpTo(5).claimed().isEmpty());
        clock.advance(Duration.ofSeconds(10));
        assertEquals(List.of(Orders.id("1")), ids(claimUpTo(5).claimed()));
        assertEquals("enough", shipment(Orders.id("2")).held());
    }
}
