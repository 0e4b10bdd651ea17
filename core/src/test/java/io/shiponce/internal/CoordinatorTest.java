package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.Selection;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.Action;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules R1 to R17 where the engine keeps them, single-stepped. The law's own part is tested beside the law. */
class CoordinatorTest {
    private final Rig rig = new Rig();
    private final ScriptedCarrier level0 = ScriptedCarrier.atLevel(0, rig.clock);
    private final ScriptedCarrier level1 = ScriptedCarrier.atLevel(1, rig.clock);

    @Test
    void aRunSendsEverythingOnceAndEnds() {
        List<ShipmentId> ids = rig.acceptMany(50);
        Rig.Engine engine = rig.engine(level1);
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofSeconds(5));

        assertEquals(50, rig.count(ShipmentState.CONFIRMED));
        assertEquals(50, level1.ledger().size());
        assertTrue(level1.ledger().duplicates().isEmpty());
        assertEquals(50, run.progress().sent());
        assertEquals(0, run.progress().left());
        assertEquals(
                List.of(HistoryEntry.Kind.PLANNED, HistoryEntry.Kind.CLAIMED, HistoryEntry.Kind.ACCEPTED),
                rig.kinds(ids.get(0)));
    }

    @Test
    void r1_whateverTheAdapterThrowsIsUnknown() {
        ShipmentId id = rig.accept(1);
        level0.script(rig.record(id).reference(), Reply.executedThenThrows(new AssertionError("connection reset")));
        Rig.Engine engine = rig.engine(level0).started();

        engine.settleDown();

        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
        engine.goOn(Duration.ofHours(1));
        assertEquals(1, level0.ledger().size(), "an exception taken for a no would have been sent again");
    }

    @Test
    void r2_aCrashLeavesAtMostAsManyDoubtsAsSlots() {
        rig.acceptMany(20);
        Rig.Engine engine = rig.engine(level1, 3, Rig.settings()).started();

        engine.turnFor(Duration.ofSeconds(5)); // Three sends have begun, and none of them ends.

        assertEquals(3, rig.count(ShipmentState.CLAIMED));
    }

    @Test
    void theClaimIsDurableBeforeTheSend() {
        ShipmentId id = rig.accept(1);
        List<ShipmentState> seen = new ArrayList<>();
        level1.otherwise(permit -> Reply.normal().meanwhile(() -> seen.add(rig.state(id))));

        rig.engine(level1).started().settleDown();

        assertEquals(List.of(ShipmentState.CLAIMED), seen);
    }

    @Test
    void r2_aLookUpThatRunsAlthoughItsStartFailedFreesItsSlotOnce() {
        ShipmentId doubt = rig.accept(100);
        level1.script(rig.record(doubt).reference(), Reply.executedButUnknown());
        level1.lookupFails(true);
        Rig.Engine engine = rig.engine(level1, 4, Rig.settings()).started();
        engine.settleDown();
        assertEquals(ShipmentState.IN_DOUBT, rig.state(doubt));
        engine.senders(task -> {
            task.run();
            throw new OutOfMemoryError("unable to create native thread");
        });
        engine.turnFor(Duration.ofSeconds(5));
        engine.senders(engine.sends::add);
        rig.acceptMany(10);
        engine.turnFor(Duration.ofSeconds(1));

        assertTrue(level1.lookups() > 0);
        assertEquals(4, rig.count(ShipmentState.CLAIMED));
    }

    @Test
    void r1_aSenderThatStartsAlthoughItsStartFailedDoesNotSendWhatWasGivenBack() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level0).started();
        engine.senders(task -> {
            engine.sends.add(task);
            throw new OutOfMemoryError("unable to create native thread");
        });
        engine.coordinator.turn();
        engine.senders(engine.sends::add);
        engine.coordinator.turn();
        rig.advance(Duration.ofSeconds(1));
        engine.coordinator.turn();

        assertEquals(2, engine.sends.size(), "given back, and claimed again");
        engine.settleDown();

        assertEquals(1, level0.ledger().size());
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
    }

    @Test
    void r1_whatASenderSentAlthoughItsStartFailedIsNotGivenBack() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level0).started();
        engine.senders(task -> {
            task.run();
            throw new OutOfMemoryError("unable to create native thread");
        });
        engine.settleDown();

        assertEquals(1, level0.ledger().size());
        assertEquals(
                List.of(HistoryEntry.Kind.PLANNED, HistoryEntry.Kind.CLAIMED, HistoryEntry.Kind.ACCEPTED),
                rig.kinds(id),
                "given back while it is under way, it would be claimed and sent once more");
    }

    @Test
    void aCrashAfterTheSendIsFoundAgainAndNeverSentTwice() {
        ShipmentId id = rig.accept(1);
        Rig.Engine crashed = rig.engine(level1).started();
        crashed.coordinator.turn();
        crashed.sendAll(); // Executed; the process dies before the settlement.

        Rig.Engine next = rig.engine(level1);
        next.finish(next.run(Selection.all()), Duration.ofMinutes(2));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(1, level1.ledger().size());
        assertTrue(rig.kinds(id).containsAll(List.of(HistoryEntry.Kind.EXPIRED, HistoryEntry.Kind.FOUND)));
    }

    @Test
    void r8_aCrashBeforeTheSendStaysInDoubtAtLevel1UntilAPersonDecides() {
        ShipmentId id = rig.accept(1);
        rig.engine(level1).started().coordinator.turn(); // Claimed; the process dies before the send.

        Rig.Engine next = rig.engine(level1);
        next.finish(next.run(Selection.all()), Duration.ofMinutes(5));

        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
        assertTrue(level1.lookups() > 0);
        assertEquals(0, level1.ledger().size());

        assertInstanceOf(TransitionResult.Done.class, rig.act(id, new Action.DeclareNotSent("the process is gone")));
        next.finish(next.run(Selection.all()), Duration.ofMinutes(1));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(1, level1.ledger().size());
    }

    @Test
    void aManualRunDoesNotWaitForDoubtsThatTakeTurnsInBeingLookedUp() {
        CarrierLimits oneASecond = new CarrierLimits(4, 1, 100);
        rig.acceptMany(60);
        level1.otherwise(permit -> Reply.lost());
        Rig.Engine engine = rig.engine(level1, oneASecond, Rig.settings(), new DispatchListener() {});
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofSeconds(60).plus(Rig.settings().quiet()).plusSeconds(5));

        assertEquals(60, rig.count(ShipmentState.IN_DOUBT));
        for (ShipmentRecord record : rig.store.page(ShipmentFilter.ALL, null, 60)) {
            Doubt doubt = Objects.requireNonNull(record.doubt());
            assertTrue(record.dueAt().isAfter(doubt.quietEndsAt()), "not looked up after its quiet end");
        }
    }

    @Test
    void r3_aSenderPausedPastItsClaimGivesItBackUnsent() {
        ShipmentId id = rig.accept(1);
        Rig.Engine paused = rig.engine(level1).started();
        paused.coordinator.turn();
        rig.advance(Duration.ofSeconds(26)); // 4 s left of 30, and a send may take 5.

        paused.sendAll();
        assertEquals(0, level1.sends(), "the fence must stop a send that cannot end within its claim");
        paused.coordinator.turn();
        assertTrue(rig.kinds(id).contains(HistoryEntry.Kind.NOT_SENT));
        paused.settleDown();
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(1, level1.ledger().size());
    }

    @Test
    void r3_theFenceCountsFromBeforeTheClaimWasAskedFor() {
        rig.accept(1);
        Rig.Engine engine = rig.engine(level1).started();
        engine.store.faults((call, number) -> {
            if (call == CrashingStore.Call.EXCHANGE) {
                rig.advance(Duration.ofSeconds(26)); // A slow exchange: its answer comes late.
            }
            return CrashingStore.Fault.NONE;
        });

        engine.coordinator.turn();
        engine.sendAll();

        assertEquals(0, level1.sends());
    }

    @Test
    void r4_anUnknownCommitIsNotAClaim() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level1).started();
        engine.store.failNext(CrashingStore.Call.EXCHANGE, CrashingStore.Fault.AFTER);

        engine.coordinator.turn();

        assertEquals(ShipmentState.CLAIMED, rig.state(id), "the commit took effect");
        assertTrue(engine.sends.isEmpty(), "and nothing of it may be sent");
        engine.goOn(Duration.ofSeconds(2));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertTrue(rig.kinds(id).contains(HistoryEntry.Kind.NOT_SENT), "given back first");
        assertEquals(2, rig.record(id).attempt());
        assertEquals(1, level1.ledger().size());
    }

    @Test
    void r4_anErrorBehindTheCommitIsNoLessUnknown() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level1).started();
        engine.requests(request -> {
            rig.store.exchange(request);
            throw new OutOfMemoryError("while the answer was read");
        });
        assertThrows(OutOfMemoryError.class, engine.coordinator::turn);
        assertEquals(ShipmentState.CLAIMED, rig.state(id));

        engine.requests(request -> {});
        engine.goOn(Duration.ofSeconds(2));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertTrue(rig.kinds(id).contains(HistoryEntry.Kind.NOT_SENT), "given back first");
        assertEquals(1, level1.ledger().size());
    }

    @Test
    void r4_aClaimThatTurnsUpLateIsGivenBack() {
        ShipmentId id = rig.accept(1);
        // The commit hangs in the database: the question finds nothing, and then it takes effect after all.
        List<ExchangeRequest> hanging = new ArrayList<>();
        Rig.Engine slow = rig.engine(level1).started();
        slow.store.failNext(CrashingStore.Call.EXCHANGE, CrashingStore.Fault.BEFORE);
        slow.requests(hanging::add);
        slow.coordinator.turn();
        assertEquals(1, hanging.size());
        rig.store.control(new Control.Change.PauseCarrier(Rig.CARRIER, "test", "so that only the late claim is there"));
        slow.goOn(Duration.ofSeconds(1));
        rig.store.control(new Control.Change.ResumeCarrier(Rig.CARRIER, "test"));
        rig.store.exchange(hanging.get(0));
        assertEquals(ShipmentState.CLAIMED, rig.state(id));

        slow.goOn(Duration.ofSeconds(5));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(1, level1.ledger().size());
    }

    @Test
    void r4_aLostClaimThatAnotherEngineFoundExpiredIsGivenBack() {
        ShipmentId id = rig.accept(1);
        Rig.Engine away = rig.engine(level0).started();
        away.store.failNext(CrashingStore.Call.EXCHANGE, CrashingStore.Fault.AFTER);
        away.coordinator.turn();
        away.store.faults((call, number) -> CrashingStore.Fault.BEFORE);
        Rig.Engine there = rig.engine(level0).started();
        for (int seconds = 0; seconds < 40; seconds++) {
            away.goOn(Duration.ofSeconds(1));
            there.goOn(Duration.ofSeconds(1));
        }
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id), "the others cannot know");

        away.store.faults((call, number) -> CrashingStore.Fault.NONE);
        away.goOn(Duration.ofSeconds(40));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(
                List.of(
                        HistoryEntry.Kind.PLANNED,
                        HistoryEntry.Kind.CLAIMED,
                        HistoryEntry.Kind.EXPIRED,
                        HistoryEntry.Kind.NOT_SENT,
                        HistoryEntry.Kind.CLAIMED,
                        HistoryEntry.Kind.ACCEPTED),
                rig.kinds(id));
        assertEquals(1, level0.ledger().size());
    }

    @Test
    void r5_evidenceIsRepeatedUntilTheStoreTakesItAndNothingIsClaimedMeanwhile() {
        List<ShipmentId> ids = rig.acceptMany(10);
        Rig.Engine engine = rig.engine(level1, 4, Rig.settings()).started();
        engine.coordinator.turn();
        engine.sendAll();
        engine.store.faults((call, number) -> CrashingStore.Fault.BEFORE);

        engine.goOn(Duration.ofSeconds(20));
        assertEquals(4, level1.sends(), "nothing is claimed while the store is down");
        assertEquals(4, rig.count(ShipmentState.CLAIMED));

        engine.store.faults((call, number) -> CrashingStore.Fault.NONE);
        engine.goOn(Duration.ofSeconds(6));
        assertEquals(ids.size(), rig.count(ShipmentState.CONFIRMED));
        assertEquals(ids.size(), level1.ledger().size());
    }

    @Test
    void r5_anAcceptanceWhoseCommitWasUnknownIsRecordedOnce() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level1).started();
        engine.coordinator.turn();
        engine.sendAll();
        engine.store.failNext(CrashingStore.Call.EXCHANGE, CrashingStore.Fault.AFTER);

        engine.goOn(Duration.ofSeconds(2));

        assertEquals(
                List.of(HistoryEntry.Kind.PLANNED, HistoryEntry.Kind.CLAIMED, HistoryEntry.Kind.ACCEPTED),
                rig.kinds(id));
    }

    @Test
    void r5_theLateAnswerOfAnOverrunningSendStillCounts() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level0).started();
        level0.otherwise(permit -> Reply.normal().meanwhile(() -> {
            rig.advance(Duration.ofSeconds(10));
            engine.coordinator.turn();
            engine.coordinator.turn();
            assertEquals(ShipmentState.IN_DOUBT, rig.state(id), "it did not return within its time");
        }));

        engine.settleDown();

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
    }

    @Test
    void r6_anExposedShipmentIsNeverRejected() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock).rejectsRepeats(true);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.executedButUnknown()).lookupLag(Duration.ofMinutes(2));
        Rig.Engine engine = rig.engine(carrier).started();

        engine.goOn(Duration.ofMinutes(1));
        assertTrue(rig.record(id).exposed(), "sent again at level 2, since the lagging look-up found nothing");
        assertEquals(
                ShipmentState.IN_DOUBT, rig.state(id), "refused while exposed says nothing about the first attempt");

        engine.goOn(Duration.ofMinutes(10));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(1, carrier.ledger().size());
    }

    @Test
    void r8_severalOrVoidedMatchesProveNothing() {
        ShipmentId several = rig.accept(1);
        level1.script(rig.record(several).reference(), Reply.lost());
        level1.ledger().append(rig.record(several).reference(), "A", rig.clock.instant());
        level1.ledger().append(rig.record(several).reference(), "B", rig.clock.instant());
        ShipmentId voided = rig.accept(2);
        level1.script(rig.record(voided).reference(), Reply.lost());
        level1.ledger().append(rig.record(voided).reference(), "C", rig.clock.instant());
        level1.cancel(new TrackingNumber("C"));
        Rig.Engine engine = rig.engine(level1);

        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(5));

        assertEquals(ShipmentState.IN_DOUBT, rig.state(several));
        assertEquals(ShipmentState.IN_DOUBT, rig.state(voided));
    }

    @Test
    void r8_aMatchOlderThanTheFirstClaimProvesNothing() {
        ShipmentId id = rig.accept(1);
        String reference = rig.record(id).reference();
        level1.script(reference, Reply.lost());
        level1.ledger().append(reference, "OLD", rig.clock.instant().minus(Duration.ofHours(1)));
        Rig.Engine engine = rig.engine(level1);

        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(5));

        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
    }

    @Test
    void r8_aFailingLookUpIsNotAnAbsence() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock).lookupFails(true);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.executedButUnknown());
        Rig.Engine engine = rig.engine(carrier).started();

        engine.goOn(Duration.ofMinutes(10));
        assertEquals(1, carrier.sends(), "a failed look-up taken for an absence would send again");

        carrier.lookupFails(false);
        engine.goOn(Duration.ofHours(1));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
    }

    @Test
    void level2SendsAgainUnderTheSameReferenceAfterTheQuietTime() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock);
        ShipmentId id = rig.accept(1);
        String reference = rig.record(id).reference();
        carrier.script(reference, Reply.lost());
        Rig.Engine engine = rig.engine(carrier).started();

        engine.goOn(Duration.ofSeconds(39));
        assertEquals(1, carrier.sends(), "not before the quiet time is over");
        engine.goOn(Duration.ofSeconds(10));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(Set.of(reference), carrier.ledger().references());
        assertEquals(1, carrier.ledger().size());
    }

    @Test
    void level3SendsAgainUnderTheSameKey() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(3, rig.clock).lookupFails(true);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.executedButUnknown());
        Rig.Engine engine = rig.engine(new Rig.WithoutLookup(carrier)).started();

        engine.goOn(Duration.ofSeconds(60));

        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
        assertEquals(2, carrier.sends());
        assertEquals(1, carrier.ledger().size());
    }

    @Test
    void r9_anotherScopeIsLevel0() {
        ScriptedCarrier here =
                new ScriptedCarrier(Recovery.of(Recovery.Level.UNIQUE_REFERENCE, "account-a", "1"), rig.clock);
        ScriptedCarrier there =
                new ScriptedCarrier(Recovery.of(Recovery.Level.UNIQUE_REFERENCE, "account-b", "1"), rig.clock);
        ShipmentId id = rig.accept(1);
        here.otherwise(permit -> Reply.executedButUnknown()).lookupFails(true);
        rig.engine(here).started().goOn(Duration.ofSeconds(1));

        rig.engine(there).started().goOn(Duration.ofMinutes(10));

        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
        assertEquals(0, there.sends() + there.lookups(), "another account knows nothing of it");
    }

    @Test
    void r9_anExposedShipmentIsNotSentInAnotherScope() {
        ScriptedCarrier here =
                new ScriptedCarrier(Recovery.of(Recovery.Level.UNIQUE_REFERENCE, "account-a", "1"), rig.clock);
        ScriptedCarrier there =
                new ScriptedCarrier(Recovery.of(Recovery.Level.UNIQUE_REFERENCE, "account-b", "1"), rig.clock);
        ShipmentId id = rig.accept(1);
        here.otherwise(permit -> Reply.lost());
        Rig.Engine first = rig.engine(here).started();
        first.goOn(Duration.ofSeconds(1));
        rig.advance(Duration.ofSeconds(40));
        // Cleared to be sent again, and then the account is changed.
        rig.act(
                id,
                new Action.SendAgain(
                        rig.clock.instant(),
                        new Lane(
                                        Rig.CARRIER,
                                        here,
                                        CarrierLimits.DEFAULT,
                                        Rig.settings().claimTimeToLive(),
                                        0)
                                .recovery(),
                        "test"));
        assertEquals(ShipmentState.PENDING, rig.state(id));

        rig.engine(there).started().goOn(Duration.ofMinutes(10));

        assertEquals(0, there.sends());
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
        assertEquals(
                Doubt.Cause.RESEND_IMPOSSIBLE,
                Objects.requireNonNull(rig.record(id).doubt()).cause());
    }

    @Test
    void r10_aKeyIsNotUsedAfterHalfItsLifetime() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(3, rig.clock);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.lost());
        rig.engine(carrier).started().settleDown();
        rig.advance(Duration.ofHours(12));

        rig.engine(carrier).started().goOn(Duration.ofMinutes(10));

        assertEquals(1, carrier.sends());
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
    }

    @Test
    void r10_theLastCheckBeforeASendIsWithinHalfTheKeysLifetime() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(3, rig.clock);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.lost());
        rig.engine(carrier).started().settleDown();
        // Claimed now, it could be held until after half the key's lifetime, and then be sent.
        rig.advance(Duration.ofHours(12).minus(Rig.settings().claimTimeToLive()));

        rig.engine(carrier).started().goOn(Duration.ofMinutes(10));

        assertEquals(1, carrier.sends());
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
    }

    @Test
    void r10_aClaimThatOutlivesHalfTheKeyIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new Lane(
                        Rig.CARRIER,
                        ScriptedCarrier.atLevel(3, rig.clock),
                        CarrierLimits.DEFAULT,
                        Duration.ofHours(12),
                        0));

        assertTrue(refused.getMessage().contains("PT12H with a keyLifetime of PT24H"), refused.getMessage());
    }

    @Test
    void r13_aCancelledDoubtIsNotSentAgain() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(2, rig.clock);
        ShipmentId id = rig.accept(1);
        carrier.script(rig.record(id).reference(), Reply.lost());
        Rig.Engine engine = rig.engine(carrier).started();
        engine.settleDown();
        assertInstanceOf(TransitionResult.Done.class, rig.act(id, new Action.Cancel("the customer changed her mind")));

        engine.goOn(Duration.ofMinutes(5));

        assertEquals(1, carrier.sends());
        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
    }

    @Test
    void r14_anEngineFromBeforeARestoreIsRefusedButItsAcceptancesCount() {
        List<ShipmentId> ids = rig.acceptMany(2);
        Rig.Engine old = rig.engine(level1, 1, Rig.settings());
        Run run = old.run(Selection.all());
        old.coordinator.turn();
        old.sendAll();
        rig.store.control(new Control.Change.Restored(Duration.ofSeconds(40)));
        for (ShipmentId id : ids) {
            rig.act(id, new Action.AfterRestore(Duration.ofSeconds(40), "backup of last night"));
        }

        old.goOn(Duration.ofSeconds(5));

        assertEquals(1, rig.count(ShipmentState.CONFIRMED), "the acceptance is taken");
        assertEquals(1, rig.count(ShipmentState.IN_DOUBT));
        assertEquals(1, level1.sends(), "and nothing more is sent");
        assertTrue(run.completion().isCompletedExceptionally());
        assertFalse(old.coordinator.problems().isEmpty());
    }

    @Test
    void r17_aCarrierThatSwallowsRequestsIsPausedAfterAHandful() {
        rig.acceptMany(100);
        level0.otherwise(permit -> Reply.executedButUnknown());
        List<String> paused = new ArrayList<>();
        Rig.Engine engine = rig.engine(
                level0, new CarrierLimits(4, Double.POSITIVE_INFINITY, 8), Rig.settings(), new DispatchListener() {
                    @Override
                    public void carrierPaused(String carrier, String reason) {
                        paused.add(carrier + ": " + reason);
                    }
                });
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofMinutes(2));

        assertEquals(8, rig.count(ShipmentState.IN_DOUBT));
        assertEquals(8, level0.sends(), "never more than the limit, whatever is under way");
        assertEquals(1, paused.size());
        assertTrue(rig.store.control().isPaused(Rig.CARRIER));

        rig.store.control(new Control.Change.ResumeCarrier(Rig.CARRIER, "a person"));
        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(2));
        assertEquals(16, level0.sends(), "resuming grants a new budget");
    }

    @Test
    void r17_nearTheLimitLessIsUnderWayButNothingWaits() {
        List<ShipmentId> ids = rig.acceptMany(30);
        ids.subList(0, 6).forEach(id -> level0.script(rig.record(id).reference(), Reply.executedButUnknown()));
        Rig.Engine engine = rig.engine(
                        level0,
                        new CarrierLimits(4, Double.POSITIVE_INFINITY, 8),
                        Rig.settings(),
                        new DispatchListener() {})
                .started();

        engine.settleDown();

        assertEquals(6, rig.count(ShipmentState.IN_DOUBT));
        assertEquals(24, rig.count(ShipmentState.CONFIRMED), "two at a time, each as soon as there was room");
        assertFalse(rig.store.control().isPaused(Rig.CARRIER));
    }

    @Test
    void r17_doubtsFromCrashesDoNotCount() {
        rig.acceptMany(20);
        rig.engine(level0, new CarrierLimits(8, Double.POSITIVE_INFINITY, 8), Rig.settings(), new DispatchListener() {})
                .started()
                .coordinator
                .turn();
        rig.advance(Duration.ofSeconds(31));

        Rig.Engine next = rig.engine(level0);
        next.finish(next.run(Selection.all()), Duration.ofMinutes(1));

        assertEquals(8, rig.count(ShipmentState.IN_DOUBT));
        assertEquals(12, rig.count(ShipmentState.CONFIRMED));
        assertFalse(rig.store.control().isPaused(Rig.CARRIER));
    }

    @Test
    void retryAfterIsHonouredForTheWholeCarrier() {
        rig.acceptMany(8);
        level1.script(rig.record(rig.accept(1)).reference(), Reply.notSent(Duration.ofSeconds(30)));
        Rig.Engine engine = rig.engine(level1, 1, Rig.settings()).started();

        engine.goOn(Duration.ofSeconds(29));
        int before = level1.sends();
        engine.goOn(Duration.ofSeconds(5));

        assertTrue(before < 8, "left alone for 30 s after it asked for that");
        assertEquals(8, level1.ledger().size());
    }

    @Test
    void atTheBoundOfAttemptsAShipmentIsHeldAndRetryReleasesIt() {
        ShipmentId id = rig.accept(1);
        level1.otherwise(permit -> Reply.notSent());
        Rig.Engine engine = rig.engine(level1, 4, Rig.settings().withMaxAttempts(3));
        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(5));

        ShipmentRecord held = rig.record(id);
        assertEquals(ShipmentState.PENDING, held.state());
        assertEquals(3, held.attempt());
        assertTrue(Objects.requireNonNull(held.held()).contains("attempts"));

        level1.otherwise(permit -> Reply.normal());
        rig.act(id, new Action.Retry("the carrier is back"));
        assertNull(rig.record(id).held());
        engine.finish(engine.run(Selection.all()), Duration.ofMinutes(1));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
    }

    @Test
    void aCarrierThatIsDownCostsFewAttemptsAndEndsAManualRun() {
        rig.acceptMany(200);
        level1.otherwise(permit -> Reply.notSent());
        Rig.Engine engine = rig.engine(level1, 8, Rig.settings());
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofMinutes(5));

        assertEquals(200, rig.count(ShipmentState.PENDING));
        assertTrue(level1.sends() < 40, "probed, not hammered: " + level1.sends());
    }

    @Test
    void aCancelledRunFinishesWhatIsInFlight() {
        rig.acceptMany(100);
        Rig.Engine engine = rig.engine(level1, 4, Rig.settings());
        Run run = engine.run(Selection.all());
        engine.step();
        engine.coordinator.turn();
        run.cancel();

        engine.finish(run, Duration.ofSeconds(5));

        assertEquals(0, rig.count(ShipmentState.CLAIMED));
        assertEquals(8, rig.count(ShipmentState.CONFIRMED));
    }

    @Test
    void aLimitedRunSendsNoMore() {
        rig.acceptMany(100);
        Rig.Engine engine = rig.engine(level1, 8, Rig.settings());

        engine.finish(engine.run(Selection.all().atMost(10)), Duration.ofSeconds(5));

        assertEquals(10, level1.sends());
    }

    @Test
    void manualAndAutomaticRunsOfTwoEnginesSendEverythingOnce() {
        rig.acceptMany(200);
        Rig.Engine automatic = rig.engine(level1, 8, Rig.settings()).started();
        Rig.Engine manual = rig.engine(level1, 8, Rig.settings());
        Run run = manual.run(Selection.all());
        for (int i = 0; i < 1_000 && !run.completion().isDone(); i++) {
            automatic.step();
            manual.step();
            rig.advance(Duration.ofMillis(20));
        }

        assertTrue(run.completion().isDone());
        assertEquals(200, level1.ledger().size());
        assertTrue(level1.ledger().duplicates().isEmpty());
    }

    @Test
    void anAdapterThatReturnsNullIsUnknown() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(new Rig.NullAdapter(level0)).started();

        engine.settleDown();

        assertEquals(ShipmentState.IN_DOUBT, rig.state(id));
    }

    @Test
    void aListenerThatThrowsHarmsNothing() {
        rig.acceptMany(3);
        Rig.Engine engine = rig.engine(level1, CarrierLimits.ofSlots(2), Rig.settings(), new DispatchListener() {
            @Override
            public void settled(ShipmentRecord shipment, Outcome outcome) {
                throw new IllegalStateException("broken listener");
            }
        });

        engine.finish(engine.run(Selection.all()), Duration.ofSeconds(5));

        assertEquals(3, rig.count(ShipmentState.CONFIRMED));
    }

    @Test
    void aCarrierWithHalfItsSlotsStuckIsPaused() {
        rig.accept(1);
        Rig.Engine engine = rig.engine(level1, 1, Rig.settings()).started();
        level1.otherwise(permit -> Reply.normal().meanwhile(() -> engine.turnFor(Duration.ofSeconds(20))));

        engine.step();

        assertTrue(rig.store.control().isPaused(Rig.CARRIER));
    }

    @Test
    void aProcessThatWasStoppedDoesNotTakeItsCarrierForStuck() {
        ShipmentId id = rig.accept(1);
        Rig.Engine engine = rig.engine(level1, 1, Rig.settings()).started();
        level1.otherwise(permit -> Reply.normal().meanwhile(() -> {
            rig.advance(Duration.ofMinutes(5));
            engine.turnFor(Duration.ofSeconds(1));
        }));

        engine.goOn(Duration.ofSeconds(10));

        assertFalse(rig.store.control().isPaused(Rig.CARRIER));
        assertEquals(ShipmentState.CONFIRMED, rig.state(id));
    }

    @Test
    void rejectedIsFinal() {
        ShipmentId id = rig.accept(1);
        level1.script(rig.record(id).reference(), Reply.rejected("no such street"));
        Rig.Engine engine = rig.engine(level1);
        Run run = engine.run(Selection.all());

        engine.finish(run, Duration.ofSeconds(5));

        assertEquals(ShipmentState.REJECTED, rig.state(id));
        assertEquals(1, run.progress().rejected());
        assertEquals(0, run.progress().sent());
    }
}
