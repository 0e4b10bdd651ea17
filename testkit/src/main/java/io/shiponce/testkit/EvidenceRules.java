package io.shiponce.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.store.Action;
import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** S5, S6, S9 and S14: evidence is taken, once, and never lost from sight. */
abstract class EvidenceRules extends TimeRules {
    private static final String TWICE =
            "S5 broken: the same evidence was recorded twice: a false alarm, or a second back-off";

    private static List<Outcome> outcomes() {
        return List.of(
                accepted("TRACK-1"), new Outcome.Rejected("address unknown"), notSent(), unknown(), numberFollows());
    }

    @Test
    void s5_repeatedEvidenceIsRecordedOnce() {
        for (Outcome outcome : outcomes()) {
            ShipmentRecord claimed = claimOnly(acceptOne());
            Settlement settlement = settlement(claimed, outcome);
            assertTrue(settle(settlement).changed());
            ShipmentRecord after = read(claimed.id());
            int entries = store().history(claimed.id()).size();
            for (int i = 0; i < 3; i++) {
                ExchangeResult.Settled repeated = settle(settlement);
                assertFalse(repeated.changed(), TWICE);
                assertFalse(repeated.alarm(), TWICE);
                assertEquals(after, repeated.after());
            }
            assertEquals(after, read(claimed.id()), TWICE);
            assertEquals(entries, store().history(claimed.id()).size(), TWICE);
        }
    }

    @Test
    void s5_repeatedInOneCallItIsRecordedOnce() {
        ShipmentRecord claimed = claimOnly(acceptOne());
        Settlement settlement = settlement(claimed, accepted("TRACK-1"));
        ExchangeResult result = store().exchange(request(ENGINE, List.of(settlement, settlement), List.of(), 0));
        assertEquals(
                1,
                result.settled().stream()
                        .filter(ExchangeResult.Settled::changed)
                        .count(),
                TWICE);
        assertEquals(1, store().receipts(claimed.id()).size(), TWICE);
    }

    @Test
    void s5_repeatedByManyAtOnceItIsRecordedOnce() throws Exception {
        ShipmentRecord claimed = claimOnly(acceptOne());
        Settlement settlement = settlement(claimed, accepted("TRACK-1"));
        ShipmentStore other = anotherHandle();
        Together.run(4, () -> {
            // One that finds the row locked may leave the settlement out; then it is offered again, as an engine does.
            while (Together.goesOn()
                    && other.exchange(request(ENGINE, List.of(settlement), List.of(), 0))
                            .settled()
                            .isEmpty()) {
                Thread.onSpinWait();
            }
            return null;
        });
        assertEquals(
                List.of(HistoryEntry.Kind.PLANNED, HistoryEntry.Kind.CLAIMED, HistoryEntry.Kind.ACCEPTED),
                kinds(claimed.id()),
                TWICE);
        assertEquals(1, store().receipts(claimed.id()).size(), TWICE);
    }

    @Test
    void s5_evidenceOfAnotherKindOrNumberIsNotARepetition() {
        ShipmentRecord claimed = claimOnly(acceptOne());
        settle(claimed, unknown());
        assertTrue(settle(claimed, accepted("TRACK-1")).changed());
        ExchangeResult.Settled second = settle(claimed, accepted("TRACK-2"));
        assertTrue(
                second.changed() && second.alarm(),
                "S5 broken: a second parcel was taken for a repetition of the first");
        assertEquals("TRACK-1", read(claimed.id()).trackingNumber());
    }

    /** A send that was given up, and then came back with the carrier's yes. */
    @Test
    void s5_theCarriersYesIsNoRepetitionOfAnUnknown() {
        ShipmentRecord claimed = claimOnly(acceptOne());
        settle(claimed, unknown());
        assertTrue(
                settle(claimed, numberFollows()).changed(),
                "S5 broken: the carrier's yes was taken for a repetition of an unknown: what it took could be sent again");
        assertTrue(read(claimed.id()).awaitsNumber());
        assertFalse(settle(claimed, numberFollows()).changed(), TWICE);
    }

    @Test
    void s6_evidenceIsTakenInEveryStateAndDoesWhatTheLawSays() {
        for (ShipmentState state : ShipmentState.values()) {
            for (Outcome outcome : outcomes()) {
                settleLate(inState(state), new ExchangeId("forgotten-claim"), outcome);
                ShipmentRecord another = inState(state);
                Claim latest = another.claim();
                if (latest != null) {
                    settleLate(another, latest.id(), outcome);
                }
            }
        }
    }

    private void settleLate(ShipmentRecord before, ExchangeId claim, Outcome outcome) {
        long incarnation = store().control().incarnation();
        Settlement late = new Settlement(
                before.id(), claim, before.revision(), Math.max(1, before.attempt()), ENGINE, incarnation, outcome);
        boolean recorded = isRecorded(late);
        ExchangeResult.Settled settled = settle(late);
        ShipmentState wanted = ShipmentLaw.settle(
                        before,
                        late,
                        incarnation,
                        () -> recorded,
                        store().control().now())
                .map(Verdict::after)
                .orElse(before)
                .state();
        String what = "S6 broken: " + outcome.kind() + " found the shipment " + before.state()
                + ": what the carrier has done would be lost from sight";
        assertNotNull(settled.after(), what);
        assertEquals(wanted, settled.after().state(), what);
        assertEquals(settled.after(), read(before.id()), what);
        assertTrue(isRecorded(late), what);
    }

    private boolean isRecorded(Settlement settlement) {
        Outcome outcome = settlement.outcome();
        String number = outcome instanceof Outcome.Accepted accepted ? accepted.trackingNumber() : null;
        return store().history(settlement.shipment()).stream()
                .anyMatch(entry -> entry.kind() == outcome.kind()
                        && settlement.claim().equals(entry.claim())
                        && Objects.equals(number, entry.trackingNumber()));
    }

    @Test
    void s6_anAcceptanceAfterTheClaimExpiredConfirms() {
        ShipmentRecord claimed = claimOnly(acceptOne(), brief());
        pass(brief());
        store().exchange(request(OTHER_ENGINE, List.of(), List.of(), 10));
        assertEquals(ShipmentState.IN_DOUBT, read(claimed.id()).state());
        settle(claimed, accepted("TRACK-1"));
        assertEquals(
                ShipmentState.CONFIRMED,
                read(claimed.id()).state(),
                "S6 broken: the proof that it was sent came late and was refused");
    }

    @Test
    void s6_anAcceptanceOfBeforeTheRestoreStillCountsAndANoDoesNot() {
        ShipmentRecord accepted = claimOnly(acceptOne());
        ShipmentRecord refused = claimOnly(acceptOne());
        Settlement yes = settlement(accepted, accepted("TRACK-1"));
        Settlement no = settlement(refused, new Outcome.Rejected("address unknown"));
        store().control(new Control.Change.Restored(LONG));
        settle(yes);
        settle(no);
        assertEquals(
                ShipmentState.CONFIRMED, read(accepted.id()).state(), "S6 broken: a parcel was lost from sight (R14)");
        assertEquals(ShipmentState.CLAIMED, read(refused.id()).state(), "R14 broken: an old no freed a shipment");
    }

    @Test
    void s6_evidenceAboutAnUnknownShipmentIsKept() {
        ShipmentId unknown = new ShipmentId("forgotten-by-the-backup");
        Settlement settlement = new Settlement(
                unknown,
                new ExchangeId("old-claim"),
                1,
                1,
                ENGINE,
                store().control().incarnation(),
                accepted("TRACK-1"));
        ExchangeResult.Settled settled = settle(settlement);
        assertNull(settled.after());
        assertTrue(settled.changed());
        List<HistoryEntry> history = store().history(unknown);
        assertEquals(1, history.size(), "S6 broken: the backup forgot the shipment, and now its proof is lost as well");
        assertEquals(HistoryEntry.Kind.ACCEPTED, history.get(0).kind());
        assertEquals("TRACK-1", history.get(0).trackingNumber());
        assertEquals(settlement.claim(), history.get(0).claim());
    }

    @Test
    void s6_whatWasAcceptedBeforeItsOrderCameAgainIsNotSentAgain() {
        String id = newId();
        Settlement settlement = new Settlement(
                new ShipmentId(id),
                new ExchangeId("old-claim"),
                1,
                1,
                ENGINE,
                store().control().incarnation(),
                accepted("TRACK-1"));
        settle(settlement);
        accept(planned(id));
        assertEquals(
                ShipmentState.CONFIRMED,
                read(new ShipmentId(id)).state(),
                "S6 broken (R5): its proof was kept and not heeded: the carrier would ship it twice");
    }

    /** The backup forgot the reshipment, and a person orders it once more. */
    @Test
    void s6_whatWasAcceptedBeforeItWasReshippedAgainIsNotSentAgain() {
        ShipmentRecord confirmed = inState(ShipmentState.CONFIRMED);
        NewShipment again = reshipmentOf(confirmed.id(), newId());
        settle(new Settlement(
                again.id(),
                new ExchangeId("old-claim"),
                1,
                1,
                ENGINE,
                store().control().incarnation(),
                accepted("TRACK-2")));
        act(confirmed, new Action.Reship(again, "lost on its way"));
        assertEquals(
                ShipmentState.CONFIRMED,
                read(again.id()).state(),
                "S6 broken (R5): its proof was kept and not heeded: the carrier would ship it twice");
        assertEquals("TRACK-2", read(again.id()).trackingNumber());
    }

    final NewShipment reshipmentOf(ShipmentId id, String newId) {
        NewShipment planned = planned(newId);
        return new NewShipment(
                planned.id(),
                2,
                CARRIER,
                planned.reference(),
                planned.key(),
                planned.fingerprint(),
                0,
                Instant.EPOCH,
                planned.payload(),
                id);
    }

    @Test
    void s6_whatTheCarrierTookBeforeItsOrderCameAgainWaitsForItsNumber() {
        String id = newId();
        settle(new Settlement(
                new ShipmentId(id),
                new ExchangeId("old-claim"),
                1,
                1,
                ENGINE,
                store().control().incarnation(),
                numberFollows()));
        accept(planned(id));
        assertTrue(
                read(new ShipmentId(id)).awaitsNumber(),
                "S6 broken (R5): the carrier's yes was kept and not heeded: a person could have it shipped twice");
    }

    @Test
    void s9_whatAnExchangeClaimedIsFoundByItsId() {
        accept(3);
        ExchangeRequest request = request(ENGINE, List.of(), List.of(wanted(2)), 0);
        Set<ShipmentId> claimed = store().exchange(request).claimed().stream()
                .map(one -> one.shipment().id())
                .collect(Collectors.toSet());
        List<ShipmentRecord> found = store().claimsOf(request.id());
        assertEquals(
                claimed,
                found.stream().map(ShipmentRecord::id).collect(Collectors.toSet()),
                "S9 broken: an engine that got no answer could not give its claims back: doubts that need a person");
        found.forEach(shipment -> assertTrue(shipment.isLatestClaim(request.id())));
        assertEquals(List.of(), store().claimsOf(new ExchangeId("never-asked")));
    }

    @Test
    void s9_aClaimThatAnotherEngineFoundExpiredIsFoundAllTheSame() {
        ShipmentRecord claimed = claimOnly(acceptOne(), brief());
        Claim claim = claimed.claim();
        assertNotNull(claim);
        pass(brief());
        store().exchange(request(OTHER_ENGINE, List.of(), List.of(), 10));
        assertEquals(ShipmentState.IN_DOUBT, read(claimed.id()).state());
        assertEquals(
                List.of(claimed.id()),
                store().claimsOf(claim.id()).stream().map(ShipmentRecord::id).toList(),
                "S9 broken: an engine whose line was down for longer than a claim could not say that it never sent it");
        settle(claimed, notSent());
        assertEquals(ShipmentState.PENDING, read(claimed.id()).state());
        assertEquals(List.of(), store().claimsOf(claim.id()));
    }

    @Test
    void s9_whatIsSettledIsNoClaimAnyMore() {
        for (Outcome outcome : outcomes()) {
            ShipmentRecord claimed = claimOnly(acceptOne());
            settle(claimed, outcome);
            Claim claim = claimed.claim();
            assertNotNull(claim);
            assertEquals(
                    List.of(),
                    store().claimsOf(claim.id()),
                    "S9 broken: a settled claim would be given back once more");
        }
    }

    @Test
    void s14_lookUpsThatProveNothingFoldIntoOneEntry() {
        ShipmentId id = inState(ShipmentState.IN_DOUBT).id();
        List<HistoryEntry> before = store().history(id);
        for (int i = 0; i < 20; i++) {
            act(read(id), new Action.LookedUp("absent", Duration.ZERO));
        }
        List<HistoryEntry> after = store().history(id);
        assertEquals(before, after.subList(0, before.size()), "S14 broken: an older entry was changed");
        assertEquals(before.size() + 1, after.size(), "S14 broken: a doubt that lasts for weeks fills the store");
        assertEquals(20, after.get(before.size()).count(), "S14 broken: a history that does not say how often");
    }

    @Test
    void s14_nothingElseIsFoldedOrRemoved() {
        ShipmentId id = acceptOne();
        List<HistoryEntry.Kind> wanted = new ArrayList<>(List.of(HistoryEntry.Kind.PLANNED));
        for (int i = 0; i < 3; i++) {
            act(read(id), new Action.Retry("again"));
            wanted.add(HistoryEntry.Kind.RETRY);
        }
        ShipmentRecord claimed = claimOnly(id);
        wanted.add(HistoryEntry.Kind.CLAIMED);
        for (int i = 1; i <= 3; i++) {
            settle(claimed, accepted("TRACK-" + i));
            wanted.add(HistoryEntry.Kind.ACCEPTED);
        }
        List<HistoryEntry.Kind> found = kinds(id).stream()
                .filter(kind -> kind != HistoryEntry.Kind.DUPLICATE_ALARM)
                .toList();
        assertEquals(wanted, found, "S14 broken: nobody could say any more what a person did or a carrier answered");
    }

    @Test
    void s14_notSentAttemptsAreAllCounted() {
        ShipmentId id = acceptOne();
        for (int i = 0; i < 5; i++) {
            settle(claimOnly(id), notSent());
        }
        int counted = store().history(id).stream()
                .filter(entry -> entry.kind() == HistoryEntry.Kind.NOT_SENT)
                .mapToInt(HistoryEntry::count)
                .sum();
        assertEquals(5, counted, "S14 broken: a folded entry lost its count");
        assertEquals(5, read(id).attempt());
    }
}
