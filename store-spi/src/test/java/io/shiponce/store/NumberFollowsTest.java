package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The carrier took it and gives its number later: a yes that nothing may weaken, see decision 16. */
final class NumberFollowsTest {
    private static final Sample AWAITING = Sample.of("IN_DOUBT: NUMBER_FOLLOWS");

    @ParameterizedTest
    @EnumSource(Doubt.Cause.class)
    void r5_itReplacesEveryOtherCauseAndLooksAtOnce(Doubt.Cause cause) {
        Instant quietEnd = Sample.NOW.plusSeconds(9_999);
        ShipmentRecord before = Sample.of(ShipmentState.IN_DOUBT)
                .cause(cause)
                .quietEndsAt(quietEnd)
                .build();
        ShipmentRecord after = settle(before, Sample.LATEST, Sample.numberFollows());
        assertEquals(
                new Doubt(Doubt.Cause.NUMBER_FOLLOWS, before.doubt().since(), quietEnd),
                after.doubt(),
                "a quiet time is never shortened");
        assertEquals(Sample.NOW, after.dueAt());
    }

    @Test
    void r5_itIsNoRepetitionOfAnUnknown() {
        assertNotEquals(
                Sample.unknown().kind(),
                Sample.numberFollows().kind(),
                "a send that was given up and then answered would be taken for recorded");
    }

    @Test
    void r5_itEndsAnAttemptUnderWaySoThatItsNoFreesNothing() {
        ShipmentRecord running = Sample.of(ShipmentState.CLAIMED).build();
        ShipmentRecord awaiting = settle(running, Sample.OLDER, Sample.numberFollows());
        assertTrue(awaiting.awaitsNumber());
        for (Outcome no : List.of(Sample.notSent(), Sample.rejected())) {
            assertTrue(settle(awaiting, Sample.LATEST, no).awaitsNumber(), no.toString());
        }
        assertEquals(
                ShipmentState.CONFIRMED,
                settle(awaiting, Sample.LATEST, Sample.accepted("TRACK-1")).state());
    }

    @Test
    void r5_twoAttemptsThatTheCarrierDoesNotRecognizeRaiseAnAlarm() {
        Settlement another = Sample.settlement(Sample.OLDER, Sample.numberFollows());
        ShipmentRecord confirmed = Sample.of(ShipmentState.CONFIRMED).build();
        assertEquals("the carrier accepted another attempt as well", alarm(confirmed, another));
        assertEquals(
                "the carrier accepted another attempt as well",
                alarm(AWAITING.build(), Sample.settlement(Sample.LATEST, Sample.accepted("TRACK-1"))));
        assertEquals(
                "the carrier accepted it after it was CANCELLED",
                alarm(Sample.of(ShipmentState.CANCELLED).build(), another));
        assertEquals(
                "the carrier accepted revision 1, amended meanwhile",
                alarm(Sample.of(ShipmentState.PENDING).revision(2).build(), another));
    }

    @Test
    void r6_aPersonCannotSayThatItWasNotSent() {
        String reason = refused(AWAITING.build(), new Action.DeclareNotSent("not in their portal"));
        assertTrue(reason.contains("the carrier said that it took it"), reason);
    }

    @Test
    void r13_refusedLaterItCanBeAmendedAndALateNumberRaisesAnAlarm() {
        ShipmentRecord refused =
                allowed(AWAITING.build(), new Action.DeclareRefused("their portal says: address unknown"), Sample.NOW);
        assertFalse(refused.exposed());
        ShipmentRecord amended = allowed(
                refused,
                new Action.Amend("REF-00000002", "key-2", "other", Sample.PAYLOAD, "house number added"),
                Sample.NOW);
        assertEquals(ShipmentState.PENDING, amended.state());
        assertTrue(ShipmentLaw.settle(
                        refused,
                        Sample.settlement(Sample.OLDER, Sample.accepted("TRACK-1")),
                        Sample.INCARNATION,
                        () -> false,
                        Sample.NOW)
                .orElseThrow()
                .alarm());
    }

    @Test
    void r13_refusedLaterOnlyAfterTheQuietTime() {
        ShipmentRecord early = Sample.of("IN_DOUBT: NUMBER_FOLLOWS")
                .quietEndsAt(Sample.NOW.plusNanos(1))
                .build();
        Action declare = new Action.DeclareRefused("their portal says so");
        assertTrue(refused(early, declare).contains(Sample.ENGINE.value()));
        assertEquals(
                ShipmentState.REJECTED,
                allowed(early, declare, Sample.NOW.plusNanos(1)).state());
    }

    @Test
    void r14_aRestoreForgetsNotWhatTheBackupKnows() {
        ShipmentRecord before =
                Sample.of("IN_DOUBT: NUMBER_FOLLOWS").recovery(Sample.UNIQUE).build();
        ShipmentRecord after =
                allowed(before, new Action.AfterRestore(Duration.ofHours(1), "backup of the night"), Sample.NOW);
        assertTrue(after.awaitsNumber());
        assertEquals(Sample.NOW.plus(Duration.ofHours(1)), after.doubt().quietEndsAt());
        assertEquals(RecoveryTerms.LOOKUP, after.claim().recovery().level());
    }

    @Test
    void s6_whatWasKeptForAnUnknownShipmentIsTheSameEvidence() {
        assertEquals(Optional.of(Sample.numberFollows()), Outcome.kept(entry(Sample.numberFollows())));
        assertEquals(Optional.of(Sample.unknown()), Outcome.kept(entry(Sample.unknown())));
        assertEquals(
                Optional.of(new Outcome.Accepted("TRACK-1", Payload.EMPTY)),
                Outcome.kept(entry(Sample.accepted("TRACK-1"))));
        assertEquals(Optional.empty(), Outcome.kept(entry(Sample.rejected())));
        assertEquals(Optional.empty(), Outcome.kept(entry(Sample.notSent())));
    }

    private static HistoryEntry entry(Outcome outcome) {
        String number = outcome instanceof Outcome.Accepted accepted ? accepted.trackingNumber() : null;
        return new HistoryEntry(
                Sample.ID,
                Sample.NOW,
                outcome.kind(),
                null,
                ShipmentState.IN_DOUBT,
                Sample.ENGINE.value(),
                1,
                1,
                Sample.LATEST,
                number,
                outcome.detail(),
                1);
    }

    private static ShipmentRecord settle(ShipmentRecord before, ExchangeId claim, Outcome outcome) {
        return ShipmentLaw.settle(
                        before, Sample.settlement(claim, outcome), Sample.INCARNATION, () -> false, Sample.NOW)
                .orElseThrow()
                .after();
    }

    private static String alarm(ShipmentRecord before, Settlement settlement) {
        Verdict verdict = ShipmentLaw.settle(before, settlement, Sample.INCARNATION, () -> false, Sample.NOW)
                .orElseThrow();
        assertTrue(verdict.alarm());
        return verdict.entries().get(1).detail();
    }

    private static String refused(ShipmentRecord before, Action action) {
        return assertInstanceOf(Ruling.Refused.class, ShipmentLaw.act(before, action, "ada", Sample.NOW))
                .reason();
    }

    private static ShipmentRecord allowed(ShipmentRecord before, Action action, Instant now) {
        return assertInstanceOf(Ruling.Allowed.class, ShipmentLaw.act(before, action, "ada", now))
                .verdict()
                .after();
    }
}
