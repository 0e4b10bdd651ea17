package io.shiponce.internal;

import io.shiponce.EngineSettings;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.store.Action;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks carriers about doubts, as far as their recovery level goes, and proposes what follows; {@link ShipmentLaw} judges it again,
 * on the version seen (R13). It never sends. Coordinator only; look-ups run on senders' threads.
 */
final class Reconciliation {
    private static final int PAGE = 200;

    /** An answered look-up after the quiet time is not repeated sooner; a manual run retries a failed one for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ShipmentStore store;
    private final Map<String, Lane> lanes;
    private final EngineSettings settings;
    private final LongSupplier nanos;
    private final StoreClock clock;
    private final String actor;
    private final Executor senders;
    private final Mailbox mailbox;
    private final Map<ShipmentId, Asked> asking = new LinkedHashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();

    /** A look-up under way. */
    private static final class Asked {
        final ShipmentRecord doubt;
        final Lane lane;
        final Run run;
        final Instant observedAt;
        final long askedAtNanos;
        boolean overran;

        Asked(ShipmentRecord doubt, Lane lane, Run run, Instant observedAt, long askedAtNanos) {
            this.doubt = doubt;
            this.lane = lane;
            this.run = run;
            this.observedAt = observedAt;
            this.askedAtNanos = askedAtNanos;
        }
    }

    /** A transition for the store, and the run that caused the look-up. */
    private record Proposal(Transition transition, Run run) {}

    /** A transition that was written. */
    record Reconciled(ShipmentRecord after, Run run) {}

    Reconciliation(
            ShipmentStore store,
            Map<String, Lane> lanes,
            EngineSettings settings,
            LongSupplier nanos,
            StoreClock clock,
            String actor,
            Executor senders,
            Mailbox mailbox) {
        this.store = store;
        this.lanes = lanes;
        this.settings = settings;
        this.nanos = nanos;
        this.clock = clock;
        this.actor = actor;
        this.senders = senders;
        this.mailbox = mailbox;
    }

    /** Looks at the doubts of a run that are due; in a manual run first at all of them, once. */
    void sweep(Run run) {
        if (!run.firstPassDone) {
            List<ShipmentRecord> page =
                    store.page(run.filter().withState(ShipmentState.IN_DOUBT), run.firstPassAfter, PAGE);
            run.firstPassAfter = considerAll(page, run.firstPassAfter, run);
            run.firstPassDone = page.isEmpty() || (isWhole(page, run.firstPassAfter) && page.size() < PAGE);
            return;
        }
        List<ShipmentRecord> page = store.page(
                run.filter().withState(ShipmentState.IN_DOUBT).withDueBy(clock.earliest()), run.sweepAfter, PAGE);
        run.sweepAfter = considerAll(page, run.sweepAfter, run);
        if (page.isEmpty() || (isWhole(page, run.sweepAfter) && page.size() < PAGE)) {
            run.sweepAfter = null;
        }
    }

    private static boolean isWhole(List<ShipmentRecord> page, @Nullable ShipmentId after) {
        return page.get(page.size() - 1).id().equals(after);
    }

    /** Until the slots are full; returns the last doubt that was considered. */
    private @Nullable ShipmentId considerAll(List<ShipmentRecord> page, @Nullable ShipmentId after, Run run) {
        ShipmentId last = after;
        for (ShipmentRecord doubt : page) {
            if (!consider(doubt, run)) {
                break;
            }
            last = doubt.id();
        }
        return last;
    }

    /** Whether the next doubt can be considered: false when the slots are full. Those that stay full do not hold up other carriers. */
    private boolean consider(ShipmentRecord doubt, Run run) {
        Lane lane = lanes.get(doubt.carrier());
        if (lane == null || left(doubt, lane).level() == RecoveryTerms.NONE || asking.containsKey(doubt.id())) {
            return true;
        }
        if (lane.adapter() instanceof CarrierLookup lookup) {
            return lookUp(doubt, lane, lookup, run);
        }
        Instant now = clock.earliest();
        if (maySendAgain(doubt, lane, now)) {
            propose(doubt, new Action.SendAgain(now, lane.recovery(), "quiet time over, same key"), run);
        }
        return true;
    }

    /** R9. */
    private static RecoveryTerms left(ShipmentRecord doubt, Lane lane) {
        return ShipmentLaw.recordedRecovery(doubt).weakenedBy(lane.recovery());
    }

    private boolean lookUp(ShipmentRecord doubt, Lane lane, CarrierLookup lookup, Run run) {
        if (!lane.takeForLookup()) {
            return lane.lookupsStuck();
        }
        // Read before the look-up begins: what it does not find was not there then (R8).
        Asked asked = new Asked(doubt, lane, run, clock.earliest(), nanos.getAsLong());
        asking.put(doubt.id(), asked);
        try {
            senders.execute(() -> {
                LookupOutcome outcome = Lookups.ask(lookup, doubt.reference());
                mailbox.put(() -> answered(asked, outcome));
            });
        } catch (RuntimeException | OutOfMemoryError e) {
            answered(asked, new LookupOutcome.Failed("no sender was free"));
        }
        return true;
    }

    private void answered(Asked asked, LookupOutcome outcome) {
        if (!asking.remove(asked.doubt.id(), asked)) {
            // Taken for not started, and started all the same.
            return;
        }
        asked.lane.lookupDone(asked.overran);
        propose(asked, outcome);
    }

    /** One that outlasts its time has failed, so that nobody waits for it; its slot stays taken until it returns. */
    void giveUpOverruns(long now, long mostNanos) {
        for (Asked asked : asking.values()) {
            if (!asked.overran && now - asked.askedAtNanos > mostNanos) {
                asked.overran = true;
                asked.lane.lookupOverran();
                propose(asked, new LookupOutcome.Failed("it did not return within its time"));
            }
        }
    }

    private void propose(Asked asked, LookupOutcome outcome) {
        propose(asked.doubt, judge(asked.doubt, asked.lane, outcome, asked.observedAt), asked.run);
    }

    private void propose(ShipmentRecord doubt, Action action, Run run) {
        proposals.add(new Proposal(new Transition(doubt.id(), doubt.version(), actor, action), run));
    }

    private Action judge(ShipmentRecord doubt, Lane lane, LookupOutcome outcome, Instant observedAt) {
        if (outcome instanceof LookupOutcome.Found found) {
            return judgeFound(doubt, observedAt, found);
        } else if (outcome instanceof LookupOutcome.Absent) {
            return maySendAgain(doubt, lane, observedAt)
                    ? new Action.SendAgain(observedAt, lane.recovery(), "not found at the carrier after the quiet time")
                    : lookedUp(doubt, observedAt, "not found at the carrier", true);
        } else if (outcome instanceof LookupOutcome.Failed failed) {
            return lookedUp(doubt, observedAt, "look-up failed: " + failed.detail(), false);
        }
        throw new AssertionError(outcome);
    }

    private Action judgeFound(ShipmentRecord doubt, Instant observedAt, LookupOutcome.Found found) {
        Lookups.Judged judged = Lookups.judge(doubt, found);
        Action.Found proof = judged.proof();
        return proof == null ? lookedUp(doubt, observedAt, judged.words(), true) : proof;
    }

    private boolean maySendAgain(ShipmentRecord doubt, Lane lane, Instant observedAt) {
        return doubt.claim() != null
                && !doubt.awaitsNumber()
                && !doubt.cancelRequested()
                && doubt.attemptsCounted() < settings.maxAttempts()
                && !observedAt.isBefore(quietEnd(doubt))
                && ShipmentLaw.mayResend(doubt, left(doubt, lane), clock.latest());
    }

    private static Instant quietEnd(ShipmentRecord doubt) {
        return Objects.requireNonNull(doubt.doubt()).quietEndsAt();
    }

    /** The next look-up: often at first, once from the quiet end on for certain, then ever more rarely. */
    private Action lookedUp(ShipmentRecord doubt, Instant observedAt, String detail, boolean answered) {
        Instant now = clock.earliest();
        Instant quietEnd = quietEnd(doubt);
        Duration toQuietEnd = Duration.between(now, quietEnd);
        if (observedAt.isBefore(quietEnd)) {
            Duration half = Duration.between(
                            Objects.requireNonNull(doubt.doubt()).since(), now)
                    .dividedBy(2);
            Duration next = clamp(half, Duration.ofMillis(500), Duration.ofHours(1));
            return new Action.LookedUp(detail, clamp(toQuietEnd, Duration.ZERO, next));
        }
        Duration half = toQuietEnd.negated().dividedBy(2);
        Duration least = answered ? PATIENCE : Duration.ofSeconds(1);
        return new Action.LookedUp(detail, clamp(half, least, Duration.ofHours(1)));
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }

    /** Writes what was proposed. What the store did not take is looked at again later: the doubt is still there. */
    List<Reconciled> write() {
        if (proposals.isEmpty()) {
            return List.of();
        }
        List<Proposal> batch = List.copyOf(proposals);
        proposals.clear();
        List<TransitionResult> results =
                store.transition(batch.stream().map(Proposal::transition).toList());
        List<Reconciled> done = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof TransitionResult.Done written) {
                done.add(new Reconciled(written.after(), batch.get(i).run()));
            }
        }
        return done;
    }

    boolean isBusy() {
        return !proposals.isEmpty() || asking.values().stream().anyMatch(asked -> !asked.overran);
    }

    /**
     * Whether some automatic step on a doubt of this run is still to come: a quiet time to wait out, and the look-up behind it. Only
     * that one, or many doubts that nothing can resolve would take turns in being due, and the run would never end.
     */
    boolean outstanding(Run run) {
        Instant now = clock.earliest();
        ShipmentFilter doubts = run.filter().withState(ShipmentState.IN_DOUBT);
        ShipmentId after = null;
        for (List<ShipmentRecord> page = store.page(doubts, after, PAGE);
                !page.isEmpty();
                page = store.page(doubts, after, PAGE)) {
            if (page.stream().anyMatch(doubt -> outstanding(doubt, now))) {
                return true;
            }
            after = page.get(page.size() - 1).id();
        }
        return false;
    }

    private boolean outstanding(ShipmentRecord doubt, Instant now) {
        Lane lane = lanes.get(doubt.carrier());
        if (lane == null || left(doubt, lane).level() == RecoveryTerms.NONE) {
            return false;
        }
        Instant quietEnd = quietEnd(doubt);
        if (now.isBefore(quietEnd)) {
            return true;
        }
        if (lane.adapter() instanceof CarrierLookup) {
            boolean hangs = lane.lookupsStuck() || asking.containsKey(doubt.id());
            return !hangs && doubt.dueAt().isBefore(quietEnd.plus(PATIENCE));
        }
        return maySendAgain(doubt, lane, now);
    }
}
