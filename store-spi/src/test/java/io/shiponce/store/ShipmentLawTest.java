package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims, settlements and first records, rule by rule; the tables of the protocol page have tests of their own. */
final class ShipmentLawTest {
    private static final ExchangeId NEXT = new ExchangeId("claim-3");

    @Test
    void r2_r7_aClaimRaisesTheAttemptAndKeepsReferenceKeyAndFirstClaimTime() {
        ShipmentRecord before = Sample.of(ShipmentState.PENDING).build();
        ShipmentRecord after = claim(before, Sample.TERMS).after();
        assertEquals(ShipmentState.CLAIMED, after.state());
        assertEquals(3, after.attempt());
        assertEquals(before.version() + 1, after.version());
        assertEquals(before.reference(), after.reference());
        assertEquals(before.key(), after.key());
        assertEquals(before.firstClaimedAt(), after.firstClaimedAt());
        Claim claim = after.claim();
        assertEquals(NEXT, claim.id());
        assertEquals(3, claim.attempt());
        assertEquals(Sample.OTHER_ENGINE, claim.owner());
        assertEquals(Sample.NOW.plus(Sample.TERMS.timeToLive()), claim.expiresAt());
        assertEquals(Sample.NOW.plus(Sample.QUIET), claim.quietEndsAt());
        assertEquals(Sample.LOOKUP, claim.recovery());
    }

    @Test
    void r7_theFirstClaimOfARevisionSetsItsTime() {
        ShipmentRecord after = claim(
                        Sample.of(ShipmentState.PENDING).neverClaimed().build(), Sample.TERMS)
                .after();
        assertEquals(1, after.attempt());
        assertEquals(Sample.NOW, after.firstClaimedAt());
    }

    @ParameterizedTest
    @EnumSource(
            value = ShipmentState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING"})
    void r2_onlyPendingCanBeClaimed(ShipmentState state) {
        ShipmentRecord before = Sample.of(state).build();
        assertThrows(IllegalStateException.class, () -> claim(before, Sample.TERMS));
    }

    @Test
    void r2_whatAPersonHoldsCannotBeClaimed() {
        ShipmentRecord before = Sample.of(ShipmentState.PENDING).held("by hand").build();
        assertThrows(IllegalStateException.class, () -> claim(before, Sample.TERMS));
    }

    @Test
    void r9_anExposedShipmentKeepsTheWeakestTermsOfAllItsAttempts() {
        ShipmentRecord exposed = Sample.of(ShipmentState.PENDING)
                .exposed(true)
                .recovery(Sample.UNIQUE)
                .build();
        ClaimTerms weaker = new ClaimTerms(Duration.ofSeconds(30), Sample.QUIET, Sample.LOOKUP);
        assertEquals(Sample.LOOKUP, claim(exposed, weaker).after().claim().recovery());
        ShipmentRecord weak = Sample.of(ShipmentState.PENDING)
                .exposed(true)
                .recovery(Sample.NONE)
                .build();
        ClaimTerms stronger = new ClaimTerms(Duration.ofSeconds(30), Sample.QUIET, Sample.UNIQUE);
        assertEquals(Sample.NONE, claim(weak, stronger).after().claim().recovery());
    }

    @Test
    void r9_anUnexposedShipmentTakesTheNewTerms() {
        ShipmentRecord before =
                Sample.of(ShipmentState.PENDING).recovery(Sample.NONE).build();
        ClaimTerms stronger = new ClaimTerms(Duration.ofSeconds(30), Sample.QUIET, Sample.UNIQUE);
        assertEquals(Sample.UNIQUE, claim(before, stronger).after().claim().recovery());
    }

    @Test
    void r5_repeatedEvidenceDoesNothing() {
        ShipmentRecord confirmed = Sample.of(ShipmentState.CONFIRMED).build();
        assertEquals(
                Optional.empty(),
                ShipmentLaw.settle(
                        confirmed,
                        Sample.settlement(Sample.LATEST, Sample.accepted("TRACK-1")),
                        Sample.INCARNATION,
                        () -> true,
                        Sample.NOW));
    }

    @Test
    void r5_whileTheClaimIsOpenNobodyIsAskedWhatWasRecorded() {
        ShipmentRecord claimed = Sample.of(ShipmentState.CLAIMED).build();
        ShipmentLaw.settle(
                claimed,
                Sample.settlement(Sample.LATEST, Sample.unknown()),
                Sample.INCARNATION,
                () -> {
                    throw new AssertionError("an open claim has no evidence yet: the question costs a query");
                },
                Sample.NOW);
    }

    @Test
    void r5_aConfirmedShipmentKeepsItsFirstNumber() {
        Verdict verdict = settle(
                Sample.of(ShipmentState.CONFIRMED).build(),
                Sample.settlement(Sample.OLDER, Sample.accepted("TRACK-2")));
        assertEquals("TRACK-1", verdict.after().trackingNumber());
        assertTrue(verdict.alarm());
        HistoryEntry alarm = verdict.entries().get(1);
        assertEquals(HistoryEntry.Kind.DUPLICATE_ALARM, alarm.kind());
        assertEquals("TRACK-2", alarm.trackingNumber());
        assertEquals(Sample.OLDER, alarm.claim());
        assertSame(Sample.RECEIPT, verdict.receipt());
    }

    @Test
    void r5_anAlarmSaysWhatIsToBeFeared() {
        Settlement second = Sample.settlement(Sample.OLDER, Sample.accepted("TRACK-2"));
        assertEquals(
                "the carrier accepted it under a second tracking number",
                alarm(Sample.of(ShipmentState.CONFIRMED), second));
        assertEquals(
                "the carrier accepted it after it was CANCELLED", alarm(Sample.of(ShipmentState.CANCELLED), second));
        assertEquals(
                "the carrier accepted revision 1, amended meanwhile",
                alarm(Sample.of(ShipmentState.PENDING).revision(2), second));
    }

    private static String alarm(Sample before, Settlement settlement) {
        return settle(before.build(), settlement).entries().get(1).detail();
    }

    @Test
    void r5_theEntryNamesTheAttemptThatTheEvidenceIsOf() {
        ShipmentRecord amended = Sample.of(ShipmentState.PENDING).revision(2).build();
        HistoryEntry entry = settle(amended, Sample.settlement(Sample.OLDER, Sample.rejected()))
                .entries()
                .get(0);
        assertEquals(1, entry.revision());
        assertEquals(1, entry.attempt());
        assertEquals(Sample.ENGINE.value(), entry.actor());
        assertEquals("address unknown", entry.detail());
    }

    @Test
    void r7_anUnknownOfAnEarlierRevisionIsADoubtThatNoLevelResolves() {
        // The present reference says nothing about what the earlier one may have done.
        ShipmentRecord amended = Sample.of(ShipmentState.PENDING)
                .revision(2)
                .recovery(Sample.KEY)
                .build();
        ShipmentRecord doubtful = settle(amended, Sample.settlement(Sample.LATEST, Sample.unknown()))
                .after();
        assertEquals(ShipmentState.IN_DOUBT, doubtful.state());
        assertTrue(doubtful.exposed(), "the claim is the latest, but it was another revision's");
        assertEquals(
                RecoveryTerms.LOOKUP, ShipmentLaw.recordedRecovery(doubtful).level());
        assertInstanceOf(
                Ruling.Refused.class,
                ShipmentLaw.act(
                        doubtful,
                        new Action.SendAgain(Sample.NOW.plusSeconds(3600), Sample.KEY, "absent"),
                        "engine",
                        Sample.NOW.plusSeconds(3600)));
    }

    @Test
    void r13_anUnknownThatComesLateStartsTheQuietTimeAnew() {
        ShipmentRecord doubtful = Sample.of(ShipmentState.IN_DOUBT).build();
        Claim claim = doubtful.claim();
        Instant late = claim.quietEndsAt().plusSeconds(3600);
        ShipmentRecord after = ShipmentLaw.settle(
                        doubtful,
                        Sample.settlement(Sample.LATEST, Sample.unknown()),
                        Sample.INCARNATION,
                        () -> false,
                        late)
                .orElseThrow()
                .after();
        assertEquals(
                late.plus(Duration.between(claim.claimedAt(), claim.quietEndsAt())),
                after.doubt().quietEndsAt());
        assertEquals(doubtful.doubt().since(), after.doubt().since());
    }

    @Test
    void r9_anUnknownOfAnOlderClaimThatNobodyKnewOpenIsResolvedByNoLevel() {
        ShipmentRecord declared =
                Sample.of(ShipmentState.PENDING).recovery(Sample.UNIQUE).build();
        ShipmentRecord doubtful = settle(declared, Sample.settlement(Sample.OLDER, Sample.unknown()))
                .after();
        assertEquals(
                RecoveryTerms.LOOKUP, ShipmentLaw.recordedRecovery(doubtful).level());
        ShipmentRecord cleared = Sample.of(ShipmentState.CLAIMED)
                .exposed(true)
                .recovery(Sample.UNIQUE)
                .build();
        ShipmentRecord running = settle(cleared, Sample.settlement(Sample.OLDER, Sample.unknown()))
                .after();
        assertEquals(
                RecoveryTerms.UNIQUE_REFERENCE,
                ShipmentLaw.recordedRecovery(running).level(),
                "exposed: the recorded terms are those of the older claim, too");
    }

    @Test
    void r13_anAcceptanceOfWhatWasCancelledAsksForTheCarriersCancel() {
        ShipmentRecord after = settle(
                        Sample.of(ShipmentState.CANCELLED).build(),
                        Sample.settlement(Sample.OLDER, Sample.accepted("TRACK-1")))
                .after();
        assertTrue(after.cancelRequested());
    }

    @Test
    void r6_aDoubtKeepsItsFirstCauseAndItsQuietTime() {
        ShipmentRecord before = Sample.of(ShipmentState.IN_DOUBT)
                .exposed(true)
                .quietEndsAt(Sample.NOW.plusSeconds(9))
                .build();
        ShipmentRecord after = settle(before, Sample.settlement(Sample.LATEST, Sample.rejected()))
                .after();
        assertEquals(before.doubt(), after.doubt());
    }

    @Test
    void r6_aNewDoubtIsQuietWhenItsClaimIsAndIsLookedUpAtOnce() {
        ShipmentRecord before = Sample.of(ShipmentState.CLAIMED).build();
        Instant inTime = before.claim().expiresAt();
        ShipmentRecord after = ShipmentLaw.settle(
                        before,
                        Sample.settlement(Sample.LATEST, Sample.unknown()),
                        Sample.INCARNATION,
                        () -> false,
                        inTime)
                .orElseThrow()
                .after();
        assertEquals(
                new Doubt(Doubt.Cause.UNKNOWN_ANSWER, inTime, before.claim().quietEndsAt()), after.doubt());
        assertEquals(inTime, after.dueAt());
        assertEquals(before.claim(), after.claim());
    }

    @Test
    void r6_aResendThatIsNotAllowedIsADoubtOfItsOwnCause() {
        ShipmentRecord before = Sample.of(ShipmentState.CLAIMED).exposed(true).build();
        Outcome given = new Outcome.Unknown("the account changed", Doubt.Cause.RESEND_IMPOSSIBLE);
        ShipmentRecord after =
                settle(before, Sample.settlement(Sample.LATEST, given)).after();
        assertEquals(Doubt.Cause.RESEND_IMPOSSIBLE, after.doubt().cause());
        assertTrue(after.exposed());
    }

    @Test
    void r6_notSentBacksOffAndIsHeldAtTheBoundOfAttempts() {
        ShipmentRecord before = Sample.of(ShipmentState.CLAIMED).build();
        ShipmentRecord after = settle(before, Sample.settlement(Sample.LATEST, Sample.notSent()))
                .after();
        assertEquals(Sample.NOW.plusSeconds(5), after.dueAt());
        assertNull(after.held());
        Outcome last = new Outcome.NotSent("connection refused", Duration.ZERO, true);
        ShipmentRecord held =
                settle(before, Sample.settlement(Sample.LATEST, last)).after();
        assertEquals(ShipmentState.PENDING, held.state());
        assertTrue(held.held().contains("connection refused"), held.held());
    }

    @Test
    void aClaimExpiresByTheGivenClockAndNotEarlier() {
        ShipmentRecord claimed = Sample.of(ShipmentState.CLAIMED).build();
        Instant end = claimed.claim().expiresAt();
        assertEquals(Optional.empty(), ShipmentLaw.expire(claimed, Sample.OTHER_ENGINE, end.minusNanos(1)));
        Verdict verdict = ShipmentLaw.expire(claimed, Sample.OTHER_ENGINE, end).orElseThrow();
        assertEquals(ShipmentState.IN_DOUBT, verdict.after().state());
        assertEquals(
                new Doubt(Doubt.Cause.CLAIM_EXPIRED, end, claimed.claim().quietEndsAt()),
                verdict.after().doubt());
        assertEquals(Sample.OTHER_ENGINE.value(), verdict.entries().get(0).actor());
        assertTrue(verdict.entries().get(0).detail().contains(Sample.ENGINE.value()));
    }

    @ParameterizedTest
    @EnumSource(
            value = ShipmentState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLAIMED"})
    void onlyAClaimExpires(ShipmentState state) {
        Instant late = Sample.NOW.plus(Duration.ofDays(1));
        assertEquals(Optional.empty(), ShipmentLaw.expire(Sample.of(state).build(), Sample.ENGINE, late));
    }

    @Test
    void r12_aPlannedShipmentIsPendingWithItsPayload() {
        NewShipment planned = Sample.planned("new", null);
        OrderPlan order = new OrderPlan(Sample.ORDER, "content", Sample.NOW.minusSeconds(5), List.of(planned));
        Verdict verdict = ShipmentLaw.plan(order, planned, null, "import", Sample.NOW);
        ShipmentRecord first = verdict.after();
        assertEquals(ShipmentState.PENDING, first.state());
        assertEquals(1, first.version());
        assertEquals(1, first.revision());
        assertEquals(Sample.NOW, first.dueAt());
        assertEquals(planned.notBefore(), first.notBefore());
        assertEquals(3, first.priority());
        assertSame(Sample.PAYLOAD, verdict.payload());
        assertEquals(HistoryEntry.Kind.PLANNED, verdict.entries().get(0).kind());
        assertNull(verdict.entries().get(0).from());
        assertEquals("", verdict.entries().get(0).detail());
    }

    @Test
    void r14_underQuarantineOnlyWhatWasCertainlyPlacedLaterIsPending() {
        Instant restoredAt = Sample.NOW.minus(Duration.ofHours(1));
        Instant tolerated = restoredAt.plus(Quarantine.SHOP_CLOCK_TOLERANCE);
        Quarantine quarantine = new Quarantine(restoredAt, Sample.QUIET);
        assertEquals(ShipmentState.IN_DOUBT, stateOf(restoredAt.minusSeconds(1), quarantine, null));
        assertEquals(ShipmentState.IN_DOUBT, stateOf(tolerated, quarantine, null));
        assertEquals(ShipmentState.PENDING, stateOf(tolerated.plusSeconds(1), quarantine, null));
        assertEquals(ShipmentState.PENDING, stateOf(Sample.NOW, quarantine, null));
        assertEquals(ShipmentState.IN_DOUBT, stateOf(Sample.NOW.plusSeconds(1), quarantine, null));
        assertEquals(ShipmentState.IN_DOUBT, stateOf(null, quarantine, null));
        assertEquals(ShipmentState.PENDING, stateOf(null, quarantine, Sample.ID));
        assertEquals(ShipmentState.PENDING, stateOf(restoredAt.minusSeconds(1), null, null));
        assertEquals(
                new Doubt(Doubt.Cause.RESTORED, Sample.NOW, Sample.NOW.plus(Sample.QUIET)),
                planned(null, quarantine, null).doubt());
    }

    private static ShipmentState stateOf(Instant placedAt, Quarantine quarantine, ShipmentId reshipOf) {
        return planned(placedAt, quarantine, reshipOf).state();
    }

    private static ShipmentRecord planned(Instant placedAt, Quarantine quarantine, ShipmentId reshipOf) {
        NewShipment planned = Sample.planned("new", reshipOf);
        OrderPlan order = new OrderPlan(Sample.ORDER, "content", placedAt, List.of(planned));
        return ShipmentLaw.plan(order, planned, quarantine, "import", Sample.NOW)
                .after();
    }

    @Test
    void r14_anUnknownOfAForgottenClaimIsADoubtOfWhatWasNeverClaimed() {
        ShipmentRecord before = Sample.of(ShipmentState.PENDING).neverClaimed().build();
        Settlement late = Sample.settlement(Sample.LATEST, Sample.unknown(), 1, Sample.INCARNATION - 1);
        ShipmentRecord after = settle(before, late).after();
        assertEquals(ShipmentState.IN_DOUBT, after.state());
        assertFalse(after.doubt().quietEndsAt().isBefore(Sample.NOW));
        assertTrue(after.exposed());
    }

    @Test
    void r14_anAcceptanceOfAForgottenClaimConfirmsWhatWasNeverClaimed() {
        ShipmentRecord before = Sample.of(ShipmentState.IN_DOUBT).neverClaimed().build();
        Settlement late = Sample.settlement(Sample.LATEST, Sample.accepted("TRACK-1"), 1, Sample.INCARNATION - 1);
        Verdict verdict = settle(before, late);
        assertEquals(ShipmentState.CONFIRMED, verdict.after().state());
        assertFalse(verdict.alarm());
    }

    private static Verdict claim(ShipmentRecord before, ClaimTerms terms) {
        return ShipmentLaw.claim(before, terms, NEXT, Sample.OTHER_ENGINE, Sample.NOW);
    }

    private static Verdict settle(ShipmentRecord before, Settlement settlement) {
        Optional<Verdict> verdict = ShipmentLaw.settle(before, settlement, Sample.INCARNATION, () -> false, Sample.NOW);
        return assertInstanceOf(Verdict.class, verdict.orElseThrow());
    }
}
