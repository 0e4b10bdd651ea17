package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an allowed action writes beside the state, rule by rule. */
final class ActionLawTest {
    @Test
    void r7_anAmendStartsARevisionWithAReferenceOfItsOwn() {
        Action.Amend amend = new Action.Amend("REF-00000002", "key-2", "other", Sample.PAYLOAD, "house number added");
        ShipmentRecord before =
                Sample.of(ShipmentState.REJECTED).cancelRequested(true).build();
        Verdict verdict = allowed(before, amend);
        ShipmentRecord after = verdict.after();
        assertEquals(2, after.revision());
        assertEquals("REF-00000002", after.reference());
        assertEquals("key-2", after.key());
        assertEquals("other", after.fingerprint());
        assertNull(after.firstClaimedAt(), "the first claim of the new revision sets its own time");
        assertEquals(0, after.attemptsCounted());
        assertSame(Sample.PAYLOAD, verdict.payload());
        assertEquals(2, verdict.entries().get(0).revision());
    }

    @Test
    void r13_theQuietTimeIsJudgedByTheTimeOfTheWriteAndNamesWhoMayStillSend() {
        ShipmentRecord early = Sample.of(ShipmentState.IN_DOUBT)
                .quietEndsAt(Sample.NOW.plusNanos(1))
                .build();
        Action declare = new Action.DeclareNotSent("asked the carrier");
        Ruling.Refused refused =
                assertInstanceOf(Ruling.Refused.class, ShipmentLaw.act(early, declare, "ada", Sample.NOW));
        assertTrue(refused.reason().contains(Sample.ENGINE.value()), refused.reason());
        assertEquals(
                ShipmentState.PENDING,
                assertInstanceOf(Ruling.Allowed.class, ShipmentLaw.act(early, declare, "ada", Sample.NOW.plusNanos(1)))
                        .verdict()
                        .after()
                        .state());
    }

    @Test
    void r13_aCancelOfWhatMayHaveBeenSentIsRememberedAndSurvivesTheAcceptance() {
        ShipmentRecord claimed = Sample.of(ShipmentState.CLAIMED).build();
        ShipmentRecord toBeCancelled =
                allowed(claimed, new Action.Cancel("changed their mind")).after();
        assertTrue(toBeCancelled.cancelRequested());
        Verdict accepted = ShipmentLaw.settle(
                        toBeCancelled,
                        Sample.settlement(Sample.LATEST, Sample.accepted("TRACK-1")),
                        Sample.INCARNATION,
                        () -> false,
                        Sample.NOW)
                .orElseThrow();
        assertEquals(ShipmentState.CONFIRMED, accepted.after().state());
        assertTrue(accepted.after().cancelRequested(), "the carrier is still to be asked");
    }

    @Test
    void r6_r13_afterADeclaredNotSentNothingIsOpen() {
        ShipmentRecord doubt = Sample.of(ShipmentState.IN_DOUBT).exposed(true).build();
        ShipmentRecord after =
                allowed(doubt, new Action.DeclareNotSent("asked the carrier")).after();
        assertEquals(Sample.NOW, after.dueAt());
        assertEquals(doubt.reference(), after.reference());
        assertEquals(doubt.key(), after.key());
    }

    @Test
    void r8_aLookUpThatProvedNothingOnlyDelaysTheNextOne() {
        ShipmentRecord doubt = Sample.of(ShipmentState.IN_DOUBT).build();
        Verdict verdict = allowed(doubt, new Action.LookedUp("several matches", Duration.ofSeconds(30)));
        assertEquals(doubt.doubt(), verdict.after().doubt());
        assertEquals(Sample.NOW.plusSeconds(30), verdict.after().dueAt());
        assertEquals(HistoryEntry.Kind.LOOKED_UP, verdict.entries().get(0).kind());
    }

    @Test
    void foundKeepsNumberAndReceipt() {
        Verdict verdict = allowed(
                Sample.of(ShipmentState.IN_DOUBT).build(), new Action.Found("TRACK-9", Sample.RECEIPT, "one match"));
        assertEquals("TRACK-9", verdict.after().trackingNumber());
        assertEquals("TRACK-9", verdict.entries().get(0).trackingNumber());
        assertSame(Sample.RECEIPT, verdict.receipt());
        assertEquals(Sample.LATEST, verdict.entries().get(0).claim());
    }

    @Test
    void holdAndRetry() {
        ShipmentRecord pending = Sample.of(ShipmentState.PENDING).build();
        assertEquals(2, pending.attemptsCounted());
        ShipmentRecord held =
                allowed(pending, new Action.Hold("wait for the buyer")).after();
        assertEquals("wait for the buyer", held.held());
        ShipmentRecord released = allowed(held, new Action.Retry("paid")).after();
        assertNull(released.held());
        assertEquals(Sample.NOW, released.dueAt());
        assertEquals(0, released.attemptsCounted());
        assertEquals(2, released.attempt(), "the count of claims itself never goes back");
    }

    @Test
    void whatEndsIsHeldNoLonger() {
        ShipmentRecord held = Sample.of(ShipmentState.PENDING).held("wait").build();
        assertNull(
                allowed(held, new Action.Cancel("changed their mind")).after().held());
        ShipmentRecord found = ShipmentLaw.settle(
                        held,
                        Sample.settlement(Sample.OLDER, Sample.accepted("TRACK-1")),
                        Sample.INCARNATION,
                        () -> false,
                        Sample.NOW)
                .orElseThrow()
                .after();
        assertNull(found.held());
        ShipmentRecord doubt =
                Sample.of(ShipmentState.IN_DOUBT).held("wait").exposed(true).build();
        assertEquals(
                "wait",
                allowed(doubt, new Action.DeclareNotSent("asked the carrier"))
                        .after()
                        .held());
    }

    @Test
    void aRefusalNamesTheStateAndWhoeverHolds() {
        ShipmentRecord held = Sample.of(ShipmentState.PENDING).held("wait").build();
        assertTrue(refused(held, new Action.Hold("again")).endsWith("it is PENDING (held: wait)"));
        ShipmentRecord confirmed = Sample.of(ShipmentState.CONFIRMED).build();
        assertTrue(refused(confirmed, new Action.DeclareNotSent("no")).endsWith("it is CONFIRMED"));
    }

    @Test
    void r14_afterARestoreAClaimThatIsQuietLaterStaysSo() {
        ClaimTerms terms = new ClaimTerms(Duration.ofSeconds(30), Duration.ofHours(1), Sample.LOOKUP);
        ShipmentRecord claimed = ShipmentLaw.claim(
                        Sample.of(ShipmentState.PENDING).build(), terms, Sample.LATEST, Sample.ENGINE, Sample.NOW)
                .after();
        ShipmentRecord after = allowed(claimed, new Action.AfterRestore(Sample.QUIET, "backup"))
                .after();
        assertEquals(
                Sample.NOW.plus(Duration.ofHours(1)),
                after.doubt().quietEndsAt(),
                "its sender may be at work until then, restore or not");
    }

    @Test
    void r14_afterARestoreTheRecordedTermsAreThoseOfALookUpAndTheQuietTimeIsTheLonger() {
        ShipmentRecord claimed =
                Sample.of(ShipmentState.CLAIMED).recovery(Sample.KEY).build();
        ShipmentRecord after = allowed(claimed, new Action.AfterRestore(Sample.QUIET, "backup"))
                .after();
        assertEquals(RecoveryTerms.LOOKUP, after.claim().recovery().level());
        assertEquals(Sample.LATEST, after.claim().id());
        assertEquals(Sample.NOW.plus(Sample.QUIET), after.doubt().quietEndsAt());
        ShipmentRecord longer = allowed(claimed, new Action.AfterRestore(Duration.ZERO, "backup"))
                .after();
        assertEquals(Sample.NOW, longer.doubt().quietEndsAt());
        ShipmentRecord none =
                Sample.of(ShipmentState.PENDING).recovery(Sample.NONE).build();
        assertEquals(
                RecoveryTerms.NONE,
                allowed(none, new Action.AfterRestore(Sample.QUIET, "backup"))
                        .after()
                        .claim()
                        .recovery()
                        .level());
    }

    @Test
    void r14_afterARestoreANoOfAKnownAttemptSaysNothingAboutForgottenOnes() {
        ShipmentRecord claimed = Sample.of(ShipmentState.CLAIMED).build();
        assertTrue(allowed(claimed, new Action.AfterRestore(Sample.QUIET, "backup"))
                .after()
                .exposed());
    }

    @Test
    void aReshipmentIsANewLinkedShipmentOfTheSameOrder() {
        ShipmentRecord confirmed = Sample.of(ShipmentState.CONFIRMED).build();
        Verdict verdict = allowed(confirmed, new Action.Reship(Sample.planned("again", Sample.ID), "lost on its way"));
        ShipmentRecord spawned = verdict.spawned().after();
        assertEquals(ShipmentState.PENDING, spawned.state());
        assertEquals(Sample.ID, spawned.reshipOf());
        assertEquals(Sample.ORDER, spawned.order());
        assertSame(Sample.PAYLOAD, verdict.spawned().payload());
        assertTrue(verdict.entries().get(0).detail().contains("again"));
        assertThrows(
                IllegalArgumentException.class,
                () -> ShipmentLaw.act(
                        confirmed, new Action.Reship(Sample.planned("again", null), "lost"), "ada", Sample.NOW));
    }

    private static String refused(ShipmentRecord before, Action action) {
        return assertInstanceOf(Ruling.Refused.class, ShipmentLaw.act(before, action, "ada", Sample.NOW))
                .reason();
    }

    private static Verdict allowed(ShipmentRecord before, Action action) {
        return assertInstanceOf(Ruling.Allowed.class, ShipmentLaw.act(before, action, "ada", Sample.NOW))
                .verdict();
    }
}
