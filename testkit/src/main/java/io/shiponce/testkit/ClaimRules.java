package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Claim;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.Control;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.OrderKey;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S7: what may be claimed, and in which order. */
abstract class ClaimRules extends VersionRules {
    @Test
    void s7_onlyPendingShipmentsAreClaimed() {
        for (ShipmentState state : ShipmentState.values()) {
            if (state != ShipmentState.PENDING) {
                inState(state);
            }
        }
        assertEquals(
                List.of(), claimedIds(wanted(100)), "S7 broken: what is not pending was claimed: it would be sent");
    }

    @Test
    void s7_aClaimBringsThePayloadAndItsTerms() {
        ShipmentId id = acceptOne();
        StoredShipment claimed = claim(wanted(1)).claimed().get(0);
        assertEquals(payload("payload of " + id), claimed.payload());
        assertEquals(read(id), claimed.shipment(), "S3 broken: the answer differs from what is stored");
        Claim claim = claimed.shipment().claim();
        assertNotNull(claim);
        assertEquals(RECOVERY, claim.recovery());
        assertEquals(claim.claimedAt().plus(LONG), claim.expiresAt());
    }

    @Test
    void s7_heldDatedAndNotYetDueShipmentsAreLeft() {
        String why = "S7 broken: a shipment left before its time";
        ShipmentRecord held = inState(ShipmentState.PENDING);
        act(held, new Action.Hold("wait for the buyer"));
        accept(planned(newId(), 1, CARRIER, 0, store().control().now().plus(LONG)));
        ShipmentRecord backingOff = claimOnly(acceptOne());
        settle(backingOff, new Outcome.NotSent("connection refused", LONG, false));
        assertEquals(List.of(), claimedIds(wanted(100)), why);
        act(read(held.id()), new Action.Retry("paid"));
        act(read(backingOff.id()), new Action.Retry("the carrier is back"));
        assertEquals(Set.of(held.id(), backingOff.id()), Set.copyOf(claimedIds(wanted(100))));
    }

    @Test
    void s7_afterItsBackOffItIsClaimedAgain() {
        ShipmentRecord first = claimOnly(acceptOne());
        settle(first, new Outcome.NotSent("connection refused", brief(), false));
        pass(brief());
        assertEquals(2, claimOnly(first.id()).attempt());
    }

    @Test
    void s7_priorityGoesFirstAndThenWhatWasDueFirst() {
        ShipmentId first = accept(planned(newId(), 1, CARRIER, 1, Instant.EPOCH));
        pass(Duration.ofMillis(20));
        ShipmentId second = accept(planned(newId(), 1, CARRIER, 1, Instant.EPOCH));
        pass(Duration.ofMillis(20));
        ShipmentId urgent = accept(planned(newId(), 1, CARRIER, 9, Instant.EPOCH));
        assertEquals(List.of(urgent, first), claimedIds(wanted(2)), "S7 broken: the first due is not the first sent");
        assertEquals(List.of(second), claimedIds(wanted(2)));
    }

    @Test
    void s7_onlyTheCarrierAskedForIsClaimedAndNoMoreThanItsLimit() {
        accept(5);
        ShipmentId other = accept(planned(newId(), 1, "other", 0, Instant.EPOCH));
        ClaimRequest others = new ClaimRequest("other", ShipmentFilter.ALL, 10, Integer.MAX_VALUE, terms(LONG));
        ExchangeResult result = claim(wanted(3), others);
        List<ShipmentId> claimed =
                result.claimed().stream().map(one -> one.shipment().id()).toList();
        assertEquals(4, claimed.size(), "R2 broken: more was claimed than there are free slots");
        assertTrue(claimed.contains(other));
        assertEquals(Set.of(CARRIER, "other"), result.carriers().keySet());
    }

    @Test
    void s7_theFilterOfAClaimSaysWhichButNeitherCarrierNorState() {
        List<ShipmentId> all = accept(3);
        ShipmentFilter odd = ShipmentFilter.of(Set.of(all.get(1)))
                .withCarrier("no such carrier")
                .withState(ShipmentState.CONFIRMED)
                .withDueBy(Instant.EPOCH);
        assertEquals(
                List.of(all.get(1)), claimedIds(new ClaimRequest(CARRIER, odd, 10, Integer.MAX_VALUE, terms(LONG))));
        ShipmentFilter order = ShipmentFilter.ofOrder(new OrderKey("augsburg", "order-" + all.get(2)));
        assertEquals(
                List.of(all.get(2)), claimedIds(new ClaimRequest(CARRIER, order, 10, Integer.MAX_VALUE, terms(LONG))));
    }

    @Test
    void s7_nothingOfAPausedCarrierIsClaimed() {
        acceptOne();
        for (String paused : List.of(CARRIER, Control.EVERYTHING)) {
            store().control(new Control.Change.PauseCarrier(paused, ACTOR, "holiday"));
            ExchangeResult result = claim(wanted(1));
            assertEquals(List.of(), result.claimed(), "S7 broken: a paused carrier is still served");
            assertEquals(true, statusOf(result).paused());
            store().control(new Control.Change.ResumeCarrier(paused, ACTOR));
        }
        assertEquals(1, claim(wanted(1)).claimed().size());
    }

    @Test
    void s7_anEngineOfBeforeTheRestoreClaimsNothing() {
        acceptOne();
        long before = store().control().incarnation();
        long after = store().control(new Control.Change.Restored(LONG)).incarnation();
        assertTrue(after > before, "S15 broken: a restore must raise the incarnation");
        ExchangeResult result = store().exchange(
                        new ExchangeRequest(newExchangeId(), ENGINE, before, List.of(), List.of(wanted(1)), 0));
        assertEquals(
                List.of(),
                result.claimed(),
                "S7 broken: an engine that knows of no restore sends what was sent before");
        assertEquals(after, result.incarnation());
    }

    @Test
    void s7_theRoomForDoubtsBoundsTheClaims() {
        String why = "S7 broken (R17): a carrier that swallows requests gets more of them";
        inState(ShipmentState.IN_DOUBT);
        inState(ShipmentState.IN_DOUBT);
        accept(5);
        ClaimRequest roomForThree = new ClaimRequest(CARRIER, ShipmentFilter.ALL, 10, 3, terms(LONG));
        ExchangeResult result = claim(roomForThree);
        assertEquals(1, result.claimed().size(), why);
        assertEquals(2, statusOf(result).openDoubts(), why);
        ClaimRequest roomForTwo = new ClaimRequest(CARRIER, ShipmentFilter.ALL, 10, 2, terms(LONG));
        assertEquals(0, claim(roomForTwo).claimed().size(), why);
        store().control(new Control.Change.ResumeCarrier(CARRIER, ACTOR));
        ExchangeResult resumed = claim(roomForTwo);
        assertEquals(2, resumed.claimed().size(), "S7 broken (R17): a resume must grant a new budget");
        assertEquals(0, statusOf(resumed).openDoubts());
    }

    @Test
    void s7_doubtsFromCrashesTakeNoRoom() {
        claimOnly(acceptOne(), brief());
        pass(brief());
        ExchangeResult expiry = store().exchange(request(ENGINE, List.of(), List.of(wanted(1)), 10));
        assertEquals(1, expiry.expired().size());
        assertEquals(0, statusOf(expiry).openDoubts(), "S7 broken (R17): a crash is not the carrier's fault");
    }

    @Test
    void s7_numbersThatFollowTakeNoRoom() {
        settle(claimOnly(acceptOne()), numberFollows());
        acceptOne();
        ExchangeResult result = claim(wanted(1));
        assertEquals(
                0,
                statusOf(result).openDoubts(),
                "S7 broken (R17): a carrier that says yes is paused for saying so late");
    }

    private static ExchangeResult.CarrierStatus statusOf(ExchangeResult result) {
        return Objects.requireNonNull(result.carriers().get(CARRIER));
    }
}
