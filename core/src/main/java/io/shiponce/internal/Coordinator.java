package io.shiponce.internal;

import io.shiponce.EngineSettings;
import io.shiponce.Health.Code;
import io.shiponce.Health.Problem;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the protocol: claim, send, settle. One turn after the other, on one thread; senders work beside it and leave what they
 * learned in the {@link Mailbox}. It keeps nothing that a crash could lose: what matters is in the store before it acts.
 */
final class Coordinator {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final int EXPIRE_BATCH = 500;
    private static final long EVIDENCE_RETRY_NANOS = 5_000_000;
    private static final long MOST_LINGER_NANOS = 5_000_000;
    private static final String SUPERSEDED =
            "the store was restored from a backup (R14): this engine sends nothing more; start a new one";

    private final ShipmentStore store;
    private final Map<String, Lane> lanes;
    private final EngineSettings settings;
    private final EngineId engine;
    private final long incarnation;
    private final Executor senders;
    private final Mailbox mailbox;
    private final LongSupplier nanos;
    private final Supplier<ExchangeId> ids;
    private final Listeners listeners;
    private final StoreClock clock;
    private final Backoff backoff;
    private final Sender sender;
    private final Evidence evidence = new Evidence();
    private final Recall recall;
    private final Reconciliation reconciliation;
    private final Runs runs;
    private final Outage outage = new Outage();
    private final Set<Flight> flights = new LinkedHashSet<>();
    private long sweepAtNanos;
    private long aliveAtNanos;
    private boolean closing;
    private volatile boolean superseded;

    Coordinator(Parts parts, Control control) {
        this.store = parts.store();
        this.lanes = parts.lanes();
        this.settings = parts.settings();
        this.engine = parts.engine();
        this.incarnation = control.incarnation();
        this.senders = parts.senders();
        this.mailbox = parts.mailbox();
        this.nanos = parts.nanos();
        this.ids = parts.ids();
        this.listeners = parts.listeners();
        this.clock = new StoreClock(nanos, control.now());
        this.backoff = new Backoff(settings.seed());
        this.sender = new Sender(() -> superseded);
        this.recall = new Recall(store, settings.claimTimeToLive());
        this.reconciliation =
                new Reconciliation(store, lanes, settings, nanos, clock, engine.value(), senders, mailbox);
        this.runs = new Runs(store, lanes, nanos, clock);
        this.sweepAtNanos = nanos.getAsLong();
        this.aliveAtNanos = nanos.getAsLong();
    }

    /** What a coordinator is made of; time, ids and threads come in from outside. */
    record Parts(
            ShipmentStore store,
            Map<String, Lane> lanes,
            EngineSettings settings,
            EngineId engine,
            Executor senders,
            Mailbox mailbox,
            LongSupplier nanos,
            Supplier<ExchangeId> ids,
            Listeners listeners) {}

    void add(Run run) {
        if (superseded) {
            run.fail(new IllegalStateException(SUPERSEDED));
            return;
        }
        runs.add(run);
        sweepAtNanos = nanos.getAsLong();
    }

    /**
     * One turn: takes in what senders left, exchanges it for new claims, hands those out, looks after doubts. Returns whether
     * anything moved. A store that fails is left alone for a while; what it has not taken is kept.
     */
    boolean turn() {
        boolean moved = mailbox.open() > 0;
        giveUpOverruns();
        if (outage.mustWait(nanos.getAsLong())) {
            return moved;
        }
        try {
            recallLostClaims();
            boolean sweep = !runs.isEmpty() && nanos.getAsLong() - sweepAtNanos >= 0;
            Plan plan = plan(sweep);
            if (plan != null) {
                moved |= exchange(plan);
            }
            if (sweep) {
                sweep();
            }
            reconcile();
            storeAnswered();
        } catch (RuntimeException e) {
            storeFailed(e);
        }
        return moved;
    }

    /** The promise: a claim is durable before its send begins, and what the send brought is kept until the store has it. */
    private boolean exchange(Plan plan) {
        // R3: the sender's clock starts before the claim is asked for, so it never outlasts the store's.
        long askedAtNanos = nanos.getAsLong();
        ExchangeResult result;
        try {
            result = store.exchange(plan.request());
        } catch (Throwable e) {
            // R4: it may have been committed. Nothing of it is sent, all of it is asked for later; the evidence stays.
            recall.lost(plan.request().id(), plan.mayHaveClaimed(), nanos.getAsLong());
            throw e;
        }
        clock.received(result.now());
        Duration took = Duration.ofNanos(nanos.getAsLong() - askedAtNanos);
        listeners.tell(listener ->
                listener.exchanged(result.settled().size(), result.claimed().size(), took));
        takeSettled(plan, result);
        result.expired().forEach(expired -> listeners.tell(listener -> listener.expired(expired)));
        takeStatus(plan, result);
        for (StoredShipment claimed : result.claimed()) {
            handOut(claimed, plan, askedAtNanos);
        }
        return !result.settled().isEmpty() || !result.claimed().isEmpty();
    }

    private @Nullable Plan plan(boolean sweep) {
        long now = nanos.getAsLong();
        List<ClaimRequest> claims = new ArrayList<>();
        Map<String, Plan.Share> shares = new HashMap<>();
        if (!closing && !superseded && !outage.goesOn()) {
            for (Lane lane : lanes.values()) {
                if (lane.isQuiet(clock.earliest())) {
                    continue;
                }
                int free = Math.min(lane.claimable(now) - evidence.overdue(lane), lane.mostAtOnce());
                int room = Math.min(free, lane.doubtRoom());
                Run run = room > 0 ? runs.nextFor(lane, now) : null;
                if (run != null) {
                    Plan.Share share = new Plan.Share(lane, run, run.atMost(room), lane.doubtRoom());
                    shares.put(lane.carrier(), share);
                    claims.add(claimRequest(share));
                }
            }
        }
        if (claims.isEmpty() && evidence.isEmpty() && !sweep) {
            return null;
        }
        return new Plan(
                new ExchangeRequest(ids.get(), engine, incarnation, evidence.batch(), claims, sweep ? EXPIRE_BATCH : 0),
                shares);
    }

    private ClaimRequest claimRequest(Plan.Share share) {
        return new ClaimRequest(
                share.lane().carrier(),
                share.run().filter(),
                share.limit(),
                share.doubtRoom(),
                new ClaimTerms(
                        settings.claimTimeToLive(),
                        settings.quiet(),
                        share.lane().recovery()));
    }

    private void takeSettled(Plan plan, ExchangeResult result) {
        evidence.offered(plan.request().settlements(), result.settled());
        for (ExchangeResult.Settled settled : result.settled()) {
            Outcome outcome = settled.settlement().outcome();
            evidence.taken(settled.settlement()).ifPresent(source -> count(source, outcome));
            ShipmentRecord after = settled.after();
            if (after == null) {
                LOG.error(
                        "event=SO-201 shipment={} The store does not know it: what its carrier said was kept under its id",
                        settled.settlement().shipment());
            } else if (settled.changed()) {
                listeners.tell(listener -> listener.settled(after, outcome));
                if (settled.alarm()) {
                    listeners.tell(listener -> listener.duplicateAlarm(after));
                }
            }
        }
    }

    private static void count(Evidence.Source source, Outcome outcome) {
        if (source.late()) {
            source.run().settledLate(outcome);
        } else {
            source.run().landed();
            source.run().settled(outcome);
        }
    }

    private void takeStatus(Plan plan, ExchangeResult result) {
        if (result.incarnation() != incarnation) {
            supersede();
        }
        long now = nanos.getAsLong();
        Map<String, Integer> claimed = new HashMap<>();
        result.claimed().forEach(one -> claimed.merge(one.shipment().carrier(), 1, Integer::sum));
        for (Plan.Share share : plan.shares().values()) {
            String carrier = share.lane().carrier();
            ExchangeResult.CarrierStatus status = result.carriers().get(carrier);
            int most = status == null ? share.limit() : share.mostWith(status);
            // What the doubts kept back is still there, to be had as soon as a send has landed.
            if (claimed.getOrDefault(carrier, 0) < most) {
                share.run().drained(share.lane(), now + settings.pollInterval().toNanos());
            }
        }
        result.carriers().forEach((carrier, status) -> {
            Lane lane = lanes.get(carrier);
            if (lane != null) {
                lane.paused(status.paused());
                if (!status.paused() && status.openDoubts() >= lane.limits().doubtLimit()) {
                    lane.wantPause("R17: " + status.openDoubts() + " answers of this carrier are unknown");
                }
            }
        });
    }

    private void supersede() {
        if (!superseded) {
            superseded = true;
            LOG.error("event=SO-402 {}", SUPERSEDED);
            runs.failAll(new IllegalStateException(SUPERSEDED));
        }
    }

    /** The claim is durable: from here on it is sent once, or given back. */
    private void handOut(StoredShipment claimed, Plan plan, long askedAtNanos) {
        ShipmentRecord shipment = claimed.shipment();
        Plan.Share share = plan.share(shipment.carrier());
        if (share == null) {
            throw new IllegalStateException("the store claimed a shipment of a carrier that was not asked for");
        }
        Flight flight = new Flight(
                claimed,
                share.lane(),
                share.run(),
                incarnation,
                settings.claimTimeToLive(),
                settings.timeout(),
                askedAtNanos,
                nanos);
        share.run().claimed();
        if (!maySend(shipment)) {
            settle(
                    flight,
                    new Outcome.Unknown(
                            "an earlier attempt is open, and it can no longer be repeated safely",
                            Doubt.Cause.RESEND_IMPOSSIBLE));
            return;
        }
        flights.add(flight);
        share.lane().sendStarted();
        try {
            senders.execute(() -> run(flight));
        } catch (RuntimeException | OutOfMemoryError e) {
            // It may have been started all the same: whoever takes it first decides.
            if (flight.take()) {
                landed(flight, Sender.back("no sender could be started: " + Words.of(e), false));
            }
        }
    }

    /** On a sender's thread. */
    private void run(Flight flight) {
        if (flight.take()) {
            flight.startedAtNanos = nanos.getAsLong();
            Sender.Result result = sender.send(flight);
            flight.endedAtNanos = nanos.getAsLong();
            mailbox.put(() -> landed(flight, result));
        } else {
            mailbox.put(() -> cameTooLate(flight));
        }
    }

    /** Its sender found it given back: only its slot is still to be freed, if nobody has. */
    private void cameTooLate(Flight flight) {
        if (flights.remove(flight)) {
            flight.lane.sendReturned(flight.overrun);
        }
    }

    /** R6, R9, R10: an earlier attempt may have been executed; it is repeated only where that is harmless. */
    private boolean maySend(ShipmentRecord shipment) {
        return !shipment.exposed()
                || ShipmentLaw.mayResend(shipment, ShipmentLaw.recordedRecovery(shipment), clock.latest());
    }

    private void landed(Flight flight, Sender.Result result) {
        flights.remove(flight);
        flight.lane.sendReturned(flight.overrun);
        if (result.asked()) {
            Duration took = Duration.ofNanos(flight.endedAtNanos - flight.startedAtNanos);
            flight.lane.sendTook(took.toNanos());
            listeners.tell(listener -> listener.sent(flight.shipment(), result.outcome(), took));
        }
        Outcome outcome = outcome(flight, result);
        if (!flight.overrun) {
            settle(flight, outcome);
        } else if (saysMore(outcome)) {
            evidence.add(flight.settlement(outcome), new Evidence.Source(flight.lane, flight.run, true));
        }
    }

    /** More than that nobody knows, which is what an overrun was settled as. */
    private static boolean saysMore(Outcome outcome) {
        return !(outcome instanceof Outcome.Unknown unknown) || unknown.numberFollows();
    }

    private void settle(Flight flight, Outcome outcome) {
        evidence.add(flight.settlement(outcome), new Evidence.Source(flight.lane, flight.run, false));
    }

    private Outcome outcome(Flight flight, Sender.Result result) {
        SendOutcome outcome = result.outcome();
        if (outcome instanceof SendOutcome.NotSent notSent) {
            Duration pause = Duration.ZERO;
            if (result.asked()) {
                flight.lane.refusedToTake(notSent.retryAfter(), nanos.getAsLong());
                pause = notSent.retryAfter() == null
                        ? backoff.after(flight.shipment().attemptsCounted())
                        : notSent.retryAfter();
            }
            if (result.hopeless()) {
                return new Outcome.NotSent(notSent.detail(), pause, true);
            } else if (flight.shipment().attemptsCounted() >= settings.maxAttempts()) {
                return new Outcome.NotSent("bound of attempts reached: " + notSent.detail(), pause, true);
            }
            return new Outcome.NotSent(notSent.detail(), pause, false);
        }
        flight.lane.answered();
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return accepted(flight, accepted.receipt());
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            return new Outcome.Rejected(rejected.detail());
        } else if (outcome instanceof SendOutcome.NumberFollows follows) {
            return flight.lane.looksUp()
                    ? new Outcome.Unknown(follows.detail(), Doubt.Cause.NUMBER_FOLLOWS)
                    : new Outcome.Unknown(
                            "its number follows, and this carrier cannot be asked for it: " + follows.detail(),
                            Doubt.Cause.UNKNOWN_ANSWER);
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            return new Outcome.Unknown(unknown.detail(), Doubt.Cause.UNKNOWN_ANSWER);
        }
        throw new AssertionError(outcome);
    }

    /** R5: whatever its labels weigh, it is evidence; the history says which of them are missing. */
    private static Outcome accepted(Flight flight, Receipt receipt) {
        int leftOut = ReceiptCodec.labelsLeftOut(receipt);
        String detail = "";
        if (leftOut > 0) {
            detail = "labels left out, since they are too large to be stored: the last " + leftOut + " of "
                    + receipt.labels().size();
            LOG.error("event=SO-203 shipment={} {}", flight.shipment().id(), detail);
        }
        return new Outcome.Accepted(receipt.trackingNumber().value(), ReceiptCodec.encode(receipt), detail);
    }

    /**
     * A send that outlasts its time is settled unknown; what it brings still counts. One that no sender has begun while there was time for
     * it is given back. The slots of both stay taken until their senders return.
     */
    private void giveUpOverruns() {
        long now = nanos.getAsLong();
        long most = settings.timeout().toNanos() / 4 * 5;
        reconciliation.giveUpOverruns(now, most);
        for (Flight flight : flights) {
            if (flight.overrun) {
                continue;
            }
            if (flight.startedAtNanos == 0) {
                if (!flight.allowsSend() && flight.take()) {
                    overran(flight, outcome(flight, Sender.back("no sender was free in time", false)));
                }
            } else if (now - flight.startedAtNanos > most) {
                overran(
                        flight,
                        new Outcome.Unknown("the send did not return within its time", Doubt.Cause.UNKNOWN_ANSWER));
            }
        }
    }

    private void overran(Flight flight, Outcome outcome) {
        flight.overrun = true;
        flight.lane.sendOverran();
        settle(flight, outcome);
    }

    private void recallLostClaims() {
        if (recall.isDue(nanos.getAsLong())) {
            recall.giveBack(incarnation, nanos.getAsLong(), evidence::addBack);
        }
    }

    /** Every poll interval: signs of life, pauses, doubts, progress, and whether runs are over. */
    private void sweep() {
        long now = nanos.getAsLong();
        sweepAtNanos = now + settings.pollInterval().toNanos();
        Control control;
        if (now - aliveAtNanos >= 0) {
            control = store.control(new Control.Change.Alive(engine));
            aliveAtNanos = now + settings.claimTimeToLive().toNanos() / 3;
        } else {
            control = store.control();
        }
        if (control.incarnation() != incarnation) {
            supersede();
        }
        lanes.values().forEach(lane -> lane.paused(control.isPaused(lane.carrier())));
        long aWholeSend = settings.timeout().dividedBy(settings.pollInterval());
        for (Lane lane : lanes.values()) {
            lane.pauseIfStuckFor(aWholeSend);
            pauseIfWanted(lane);
        }
        runs.count();
        for (Run run : runs.all()) {
            reconciliation.sweep(run);
        }
        runs.endFinished(reconciliation);
    }

    /** Durable, for all engines, until a person resumes the carrier. */
    private void pauseIfWanted(Lane lane) {
        String reason = lane.pauseWanted();
        if (reason != null) {
            store.control(new Control.Change.PauseCarrier(lane.carrier(), engine.value(), reason));
            lane.pauseWritten();
            listeners.tell(listener -> listener.carrierPaused(lane.carrier(), reason));
        }
    }

    private void reconcile() {
        for (Reconciliation.Reconciled done : reconciliation.write()) {
            done.run().reconciled(done.after().state());
            listeners.tell(listener -> listener.reconciled(done.after()));
        }
    }

    private void storeFailed(RuntimeException e) {
        if (outage.hit(Words.of(e), nanos.getAsLong())) {
            LOG.error("event=SO-103 The store does not answer; nothing is claimed until it does", e);
            listeners.tell(listener -> listener.storeUnavailable(Words.of(e)));
        }
    }

    private void storeAnswered() {
        if (outage.over()) {
            LOG.info("event=SO-104 The store answers again");
        }
    }

    /** How long nothing will move by itself. */
    long waitNanos() {
        long now = nanos.getAsLong();
        if (outage.goesOn()) {
            return Math.max(0, outage.retryAtNanos() - now);
        }
        long wait = evidence.isEmpty() ? settings.pollInterval().toNanos() : EVIDENCE_RETRY_NANOS;
        if (!runs.isEmpty()) {
            wait = Math.min(wait, sweepAtNanos - now);
            for (Lane lane : lanes.values()) {
                long quiet = Math.max(lane.quietUntilNanos() - now, lane.allowedInNanos(now));
                wait = quiet > 0 ? Math.min(wait, quiet) : wait;
            }
        }
        return Math.max(0, wait);
    }

    /** How many finished sends are not kept waiting for others any more: a sixth of those under way. */
    int worthExchanging() {
        return (flights.size() + 5) / 6;
    }

    /** How long it pays to let further finished sends join the next exchange. */
    long lingerNanos() {
        long linger = 0;
        for (Lane lane : lanes.values()) {
            linger = Math.max(linger, lane.lingerNanos());
        }
        return Math.min(linger, MOST_LINGER_NANOS);
    }

    /** What a person should know, by the coordinator's knowledge. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        String down = outage.detail();
        if (down != null) {
            problems.add(new Problem(Code.STORE_UNAVAILABLE, "the store does not answer: " + down));
        }
        if (superseded) {
            problems.add(new Problem(Code.SUPERSEDED, SUPERSEDED));
        }
        for (Lane lane : lanes.values()) {
            String carrier = lane.carrier();
            if (lane.paused()) {
                problems.add(new Problem(Code.CARRIER_PAUSED, carrier, "carrier " + carrier + " is paused"));
            }
            if (lane.halfStuck() || lane.lookupsStuck()) {
                problems.add(new Problem(
                        Code.SENDS_STUCK, carrier, "carrier " + carrier + ": " + lane.stuckText() + " are stuck"));
            }
            if (lane.hopeless()) {
                problems.add(new Problem(
                        Code.CARRIER_NOT_TAKING, carrier, "carrier " + carrier + " does not take shipments"));
            }
        }
        return problems;
    }

    /** New work may be there: look at once. */
    void pollNow() {
        runs.pollNow();
    }

    /** Claims nothing more. */
    void closing() {
        closing = true;
    }

    /** Whether everything that was sent is settled. */
    boolean isQuiet() {
        return flights.isEmpty() && evidence.isEmpty() && !recall.unanswered() && mailbox.isEmpty();
    }

    void failRuns(RuntimeException cause) {
        runs.failAll(cause);
    }
}
