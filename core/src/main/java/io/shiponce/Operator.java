package io.shiponce;

import io.shiponce.Operation.Kind;
import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierCancellation;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.internal.ConsignmentCodec;
import io.shiponce.internal.Lookups;
import io.shiponce.internal.ReceiptCodec;
import io.shiponce.internal.References;
import io.shiponce.internal.Rest;
import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.internal.UnreadableException;
import io.shiponce.store.Action;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people do. Each action on a shipment is judged on the version that the person saw, so two clicks are one action, and is
 * recorded with actor and reason (R13).
 *
 * <p>A shop may listen, and refuse ({@link OperatorListener}).
 *
 * <p>Safe for any thread; needs no engine that runs. A {@link StoreException} means that it is unknown whether the action was
 * written: look again. Reasons are from 1 to 500 characters, actors from
 * 1 to 200, else {@link IllegalArgumentException}; they are kept in the history for ever, so without personal data.
 */
public final class Operator {
    private static final int PAGE = 500;
    private static final int OF_ONE_NUMBER = 1_000;
    private static final int SOME = 20;
    /** With labels, some ten megabytes; for others, locks of a few milliseconds. */
    private static final int ERASED_AT_ONCE = 100;

    private static final String RESTORE_UNFINISHED = "after-restore is not finished: run it again";

    private final ShipmentStore store;
    private final String installation;
    private final ShipmentPlanner planner;
    private final Duration quiet;
    private final Map<String, CarrierAdapter> adapters;
    private final Rest rest;
    private final OperatorListeners listeners;

    Operator(ShipmentStore store, String installation, Duration quiet, Map<String, CarrierAdapter> adapters) {
        this(store, installation, quiet, adapters, Rest.OF_THREE_QUARTERS, OperatorListeners.NONE);
    }

    Operator(
            ShipmentStore store,
            String installation,
            Duration quiet,
            Map<String, CarrierAdapter> adapters,
            Rest rest,
            OperatorListeners listeners) {
        this.installation = installation;
        this.store = store;
        this.planner = new ShipmentPlanner(installation, Splitter.standard());
        this.quiet = quiet;
        this.adapters = Map.copyOf(adapters);
        this.rest = rest;
        this.listeners = listeners;
    }

    /** An operator for a program without an engine, for example an administrator's command line. */
    public static Operator of(ShipmentStore store, EngineSettings settings) {
        return of(store, settings, Map.of());
    }

    /** The same with adapters by carrier name, so that what is confirmed can be cancelled at its carrier. */
    public static Operator of(ShipmentStore store, EngineSettings settings, Map<String, CarrierAdapter> adapters) {
        return new Operator(store, store.control().installation(), settings.quiet(), adapters);
    }

    /** The same operator, heard by one listener more; this one stays as it is. */
    public Operator with(OperatorListener listener) {
        return new Operator(store, installation, quiet, adapters, rest, listeners.with(listener));
    }

    /** One shipment, as it stands; empty if there is none of this id. */
    public Optional<Shipment> find(ShipmentId id) {
        return store.find(id).map(stored -> Shipment.of(stored.shipment()));
    }

    /** Shipments by ascending id, from after {@code after}; at most {@code limit}, from 1 to 10,000. */
    public List<Shipment> page(ShipmentFilter filter, @Nullable ShipmentId after, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit must be between 1 and 10000, was " + limit);
        }
        return store.page(filter, after, limit).stream().map(Shipment::of).toList();
    }

    /**
     * What is to be sent of a shipment: the address and the goods, for a person who corrects them. Personal data. Empty if there is no
     * shipment of this id, or if it was erased.
     *
     * @throws IllegalArgumentException if a newer version planned it, in a format that this one cannot read
     */
    public Optional<Consignment> consignment(ShipmentId id) {
        return store.find(id)
                .map(StoredShipment::payload)
                .filter(payload -> payload.size() > 0)
                .map(ConsignmentCodec::decode);
    }

    /** What is known about those of these shipments that are in doubt, in their order: what a person should see before they decide. */
    public List<DoubtEvidence> evidence(List<Shipment> shipments) {
        Control control = store.control();
        Map<EngineId, Control.SignOfLife> signs = new HashMap<>();
        control.engines().forEach(sign -> signs.put(sign.engine(), sign));
        List<DoubtEvidence> evidence = new ArrayList<>();
        for (Shipment shipment : shipments) {
            Doubt doubt = shipment.doubt();
            if (doubt != null) {
                Claim claim = shipment.claim();
                List<HistoryEntry> history = store.history(shipment.id());
                evidence.add(new DoubtEvidence(
                        shipment,
                        doubt,
                        claim == null ? null : signs.get(claim.owner()),
                        history.isEmpty() ? null : history.get(history.size() - 1),
                        control.now()));
            }
        }
        return evidence;
    }

    /**
     * The shipments of orders with this number, whatever their shop, by ascending id. It reads no others; so it finds nothing under
     * a number without digits: page by the shop and the number then.
     */
    public List<Shipment> ofOrderNumber(String number) {
        List<Shipment> found = new ArrayList<>();
        Optional<String> beginning = References.beginningOfIds(number);
        ShipmentId after = beginning.map(ShipmentId::new).orElse(null);
        while (after != null) {
            List<Shipment> page = page(ShipmentFilter.ALL, after, SOME);
            after = page.size() == SOME ? page.get(SOME - 1).id() : null;
            for (Shipment one : page) {
                if (!one.id().value().startsWith(beginning.orElseThrow())) {
                    return found;
                } else if (one.order().number().equals(number)) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    /**
     * The shipments that a person may mean by a number: that of their order, as {@link #ofOrderNumber} finds them, their present
     * reference, in letters of either case, or their tracking number. By ascending id; of one tracking number at most 1,000. It
     * reads no others.
     */
    public List<Shipment> ofNumber(String number) {
        SortedMap<ShipmentId, Shipment> found = new TreeMap<>();
        ShipmentFilter reference = ShipmentFilter.ALL.withReference(number.toUpperCase(Locale.ROOT));
        Stream.of(
                        ofOrderNumber(number),
                        page(reference, null, OF_ONE_NUMBER),
                        page(ShipmentFilter.ALL.withTrackingNumber(number), null, OF_ONE_NUMBER))
                .flatMap(List::stream)
                .forEach(one -> found.put(one.id(), one));
        return List.copyOf(found.values());
    }

    /** Everything that happened to a shipment, oldest first; empty if there is none of this id. */
    public List<HistoryEntry> history(ShipmentId id) {
        return store.history(id);
    }

    /**
     * What the carrier gave for a shipment: tracking numbers and labels. Nothing if there is no shipment of this id, or if the carrier
     * gave nothing yet.
     *
     * @throws IllegalArgumentException if something stored is of a newer version of this library, and cannot be read
     */
    public Receipts receipts(ShipmentId id) {
        List<Payload> stored = store.receipts(id);
        List<Receipt> kept = stored.stream()
                .filter(receipt -> receipt.size() > 0)
                .map(ReceiptCodec::decode)
                .toList();
        return new Receipts(kept, stored.size() - kept.size());
    }

    /** How many shipments are where. */
    public List<CarrierCounts> counts() {
        return store.counts(ShipmentFilter.ALL);
    }

    /** Pauses, the quarantine, and when engines were last seen. */
    public Control control() {
        return store.control();
    }

    /** IN_DOUBT to CONFIRMED: the person knows that the carrier has it, under this number. */
    public TransitionResult declareSent(Shipment seen, String trackingNumber, String by, String reason) {
        return act(Operation.on(seen, Kind.DECLARE_SENT, by, reason), new Action.DeclareSent(trackingNumber, reason));
    }

    /**
     * IN_DOUBT to PENDING: the person knows that the carrier does not have it, and that the process which held the claim is gone.
     * Refused before the quiet time is over, and of what the carrier said it had taken ({@link #declareRefused}). If they are wrong, it is sent twice: this is assumption 3 of the promise.
     */
    public TransitionResult declareNotSent(Shipment seen, String by, String reason) {
        return act(Operation.on(seen, Kind.DECLARE_NOT_SENT, by, reason), new Action.DeclareNotSent(reason));
    }

    /**
     * IN_DOUBT to REJECTED: the carrier, which had taken it and was to give its number later, has refused it since. Only for a doubt
     * of that cause, whose "not sent" is refused, and after the quiet time. It answers for every attempt under this reference; to send
     * it after all, {@link #amend} it. If the person is wrong, that sends it twice: this is assumption 3 of the promise.
     */
    public TransitionResult declareRefused(Shipment seen, String by, String reason) {
        return act(Operation.on(seen, Kind.DECLARE_REFUSED, by, reason), new Action.DeclareRefused(reason));
    }

    /**
     * Asks the carrier of a doubt now, and not only when it is due, what it holds under the reference. One live match confirms it;
     * anything else changes nothing but the history (R8). Takes as long as the adapter does. Refused where the carrier offers no
     * look-up, or the claim was another account's (R9).
     */
    public TransitionResult lookUp(Shipment seen, String by) {
        return act(Operation.on(seen, Kind.LOOK_UP, by, ""), () -> lookUpNow(seen, by));
    }

    private TransitionResult lookUpNow(Shipment seen, String by) {
        Optional<ShipmentRecord> found = store.find(seen.id()).map(StoredShipment::shipment);
        if (found.isEmpty()) {
            return new TransitionResult.Missing(seen.id());
        }
        ShipmentRecord doubt = found.get();
        if (doubt.version() != seen.version()) {
            return new TransitionResult.Stale(doubt);
        }
        if (doubt.state() == ShipmentState.IN_DOUBT && adapters.get(doubt.carrier()) instanceof CarrierLookup lookup) {
            return mayAsk(doubt)
                    ? transition(doubt.id(), seen.version(), by, answer(doubt, lookup))
                    : new TransitionResult.Refused(doubt, "its recovery level does not allow to look it up");
        }
        return new TransitionResult.Refused(
                doubt,
                doubt.state() == ShipmentState.IN_DOUBT
                        ? "nothing that can look it up serves its carrier here"
                        : "only a doubt is looked up; it is " + doubt.state());
    }

    /** R9: an answer counts only if it comes from where the claim was made. */
    private boolean mayAsk(ShipmentRecord doubt) {
        Recovery present = Objects.requireNonNull(adapters.get(doubt.carrier())).recovery();
        RecoveryTerms recorded = ShipmentLaw.recordedRecovery(doubt);
        return present.level() != Recovery.Level.NONE
                && recorded.level() != RecoveryTerms.NONE
                && recorded.isFor(present.scope());
    }

    /** The engine's next look-up stays due when it was. */
    private Action answer(ShipmentRecord doubt, CarrierLookup lookup) {
        LookupOutcome outcome = Lookups.ask(lookup, doubt.reference());
        if (outcome instanceof LookupOutcome.Found matches) {
            Lookups.Judged judged = Lookups.judge(doubt, matches);
            Action.Found proof = judged.proof();
            return proof == null ? lookedUp(doubt, judged.words()) : proof;
        } else if (outcome instanceof LookupOutcome.Absent) {
            return lookedUp(doubt, "not found at the carrier");
        } else if (outcome instanceof LookupOutcome.Failed failed) {
            return lookedUp(doubt, "look-up failed: " + failed.detail());
        }
        throw new AssertionError(outcome);
    }

    private Action lookedUp(ShipmentRecord doubt, String words) {
        Duration left = Duration.between(store.control().now(), doubt.dueAt());
        return new Action.LookedUp(words, left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * Cancels what is pending. On what is claimed or in doubt the wish is remembered: it is not sent again. What is confirmed stays
     * so, and its carrier is asked to cancel it, if its adapter can and the claim was made at the adapter's account (R9): elsewhere the
     * same tracking number may be another's parcel. That takes as long as the adapter does. Where the carrier did not do it, or a crash
     * came between, the wish stays, and cancelling again asks again.
     */
    public TransitionResult cancel(Shipment seen, String by, String reason) {
        return act(Operation.on(seen, Kind.CANCEL, by, reason), () -> cancelNow(seen, by, reason));
    }

    private TransitionResult cancelNow(Shipment seen, String by, String reason) {
        if (seen.state() == ShipmentState.CONFIRMED && seen.cancelRequested()) {
            // It was asked for before, and the carrier has not done it: asked again, if somebody can.
            Optional<TransitionResult> asked = askCarrierToCancel(seen, by);
            if (asked.isPresent()) {
                return asked.get();
            }
        }
        TransitionResult result = transition(seen.id(), seen.version(), by, new Action.Cancel(reason));
        if (result instanceof TransitionResult.Done done && done.after().state() == ShipmentState.CONFIRMED) {
            return askCarrierToCancel(Shipment.of(done.after()), by).orElse(result);
        }
        return result;
    }

    /** Empty if there is no adapter that can. */
    private Optional<TransitionResult> askCarrierToCancel(Shipment confirmed, String by) {
        String number = confirmed.trackingNumber();
        CarrierAdapter adapter = adapters.get(confirmed.carrier());
        if (number == null || !(adapter instanceof CarrierCancellation cancellation)) {
            return Optional.empty();
        }
        CancelOutcome outcome = isOf(adapter.recovery().scope(), confirmed)
                ? cancelled(cancellation, new TrackingNumber(number))
                : new CancelOutcome.Failed("it was claimed for another account or endpoint");
        return Optional.of(transition(confirmed.id(), confirmed.version(), by, carrierCancelled(outcome)));
    }

    /** R9: whether that is where it was claimed for. Of a claim that a restored backup has forgotten, the person knows better. */
    private static boolean isOf(String scope, Shipment confirmed) {
        Claim claim = confirmed.claim();
        return claim == null || claim.recovery().isFor(scope);
    }

    private static CancelOutcome cancelled(CarrierCancellation cancellation, TrackingNumber number) {
        try {
            return cancellation.cancel(number);
        } catch (RuntimeException e) {
            return new CancelOutcome.Failed("the adapter threw " + e.getClass().getSimpleName());
        }
    }

    private static Action carrierCancelled(CancelOutcome outcome) {
        if (outcome instanceof CancelOutcome.Cancelled) {
            return new Action.CarrierCancelled(true, "the carrier cancelled it");
        } else if (outcome instanceof CancelOutcome.Refused refused) {
            return new Action.CarrierCancelled(false, "the carrier refused to cancel it: " + refused.detail());
        } else if (outcome instanceof CancelOutcome.Failed failed) {
            return new Action.CarrierCancelled(false, "the carrier could not be asked: " + failed.detail());
        }
        throw new AssertionError(outcome);
    }

    /** Keeps a pending shipment back until it is retried. */
    public TransitionResult hold(Shipment seen, String by, String reason) {
        return act(Operation.on(seen, Kind.HOLD, by, reason), new Action.Hold(reason));
    }

    /** Releases a pending shipment that is held or backing off: its attempts count anew, and it is due at once. */
    public TransitionResult retry(Shipment seen, String by, String reason) {
        return act(Operation.on(seen, Kind.RETRY, by, reason), new Action.Retry(reason));
    }

    /**
     * REJECTED to PENDING: a new revision under a new reference, with the consignment that {@code change} makes of the refused one
     * (R7). Refused while an earlier attempt is open.
     *
     * @throws IllegalArgumentException if there is no such shipment or its personal data was erased
     */
    public TransitionResult amend(Shipment seen, UnaryOperator<Consignment> change, String by, String reason) {
        StoredShipment stored = unerased(seen.id());
        Payload payload = ConsignmentCodec.encode(change.apply(ConsignmentCodec.decode(stored.payload())));
        return act(Operation.on(seen, Kind.AMEND, by, reason), planner.amend(stored.shipment(), payload, reason));
    }

    /**
     * Ships the goods of a confirmed or cancelled shipment once more, on purpose, as a new shipment linked to it.
     *
     * @throws IllegalArgumentException if there is no such shipment or its personal data was erased
     */
    public TransitionResult reship(Shipment seen, String by, String reason) {
        StoredShipment stored = unerased(seen.id());
        int part = 0;
        for (ShipmentRecord sibling : store.page(ShipmentFilter.ofOrder(seen.order()), null, 10_000)) {
            part = Math.max(part, sibling.part());
        }
        return act(
                Operation.on(seen, Kind.RESHIP, by, reason),
                new Action.Reship(planner.reship(stored.shipment(), part + 1, stored.payload()), reason));
    }

    private StoredShipment stored(ShipmentId id) {
        return store.find(id).orElseThrow(() -> new IllegalArgumentException("there is no shipment with the id " + id));
    }

    private StoredShipment unerased(ShipmentId id) {
        StoredShipment stored = stored(id);
        if (stored.payload().size() == 0) {
            throw new IllegalArgumentException("the personal data of shipment " + id + " was erased");
        }
        return stored;
    }

    private TransitionResult act(Operation operation, Action action) {
        Shipment seen = Objects.requireNonNull(operation.shipment());
        return act(operation, () -> transition(seen.id(), seen.version(), operation.by(), action));
    }

    /** Asks the listeners before it, and tells them after it. */
    private TransitionResult act(Operation operation, Supplier<TransitionResult> action) {
        Optional<String> no = listeners.before(operation);
        if (no.isPresent()) {
            return refused(Objects.requireNonNull(operation.shipment()), no.get());
        }
        TransitionResult result = action.get();
        if (result instanceof TransitionResult.Done) {
            listeners.after(operation);
        }
        return result;
    }

    private TransitionResult refused(Shipment seen, String reason) {
        return store.find(seen.id())
                .map(StoredShipment::shipment)
                .<TransitionResult>map(current -> new TransitionResult.Refused(current, reason))
                .orElseGet(() -> new TransitionResult.Missing(seen.id()));
    }

    private TransitionResult transition(ShipmentId id, long version, String by, Action action) {
        return store.transition(List.of(new Transition(id, version, by, action)))
                .get(0);
    }

    /** Claims nothing more of this carrier, in any engine; {@link Control#EVERYTHING} pauses all. What is in flight goes on. */
    public Control pause(String carrier, String by, String reason) {
        return listeners.around(
                Operation.ofCarrier(carrier, Kind.PAUSE, by, reason),
                () -> store.control(new Control.Change.PauseCarrier(carrier, by, reason)));
    }

    /**
     * Ends a pause and grants the carrier a new budget of doubts (R17).
     *
     * @throws OperationRefusedException if a listener refuses it
     */
    public Control resume(String carrier, String by) {
        return listeners.around(
                Operation.ofCarrier(carrier, Kind.RESUME, by, ""),
                () -> store.control(new Control.Change.ResumeCarrier(carrier, by)));
    }

    /**
     * R14: to be called after a backup was restored, before any engine starts. Everything that is not confirmed comes in doubt,
     * older engines are refused, and until {@link #liftQuarantine} new orders placed before now come in doubt as well. A crash in
     * the middle leaves everything paused; call it again.
     *
     * @return how many shipments came in doubt
     */
    public long afterRestore(String by, String reason) {
        return listeners.around(Operation.of(Kind.AFTER_RESTORE, by, reason), () -> restored(by, reason));
    }

    private long restored(String by, String reason) {
        Control.Pause before = store.control().pauses().get(Control.EVERYTHING);
        store.control(new Control.Change.PauseCarrier(Control.EVERYTHING, by, RESTORE_UNFINISHED));
        Instant restoredAt = store.control(new Control.Change.Restored(quiet)).now();
        long moved = doubtAll(restoredAt, by, reason);
        if (before == null || before.reason().equals(RESTORE_UNFINISHED)) {
            store.control(new Control.Change.ResumeCarrier(Control.EVERYTHING, by));
        } // Else somebody had paused everything before: that is theirs to end.
        return moved;
    }

    /**
     * One walk over all states: walking them one by one, we would miss what an engine moves from a state still to come to one that
     * we have been through. What is accepted meanwhile is the quarantine's.
     */
    private long doubtAll(Instant restoredAt, String by, String reason) {
        long moved = 0;
        ShipmentId after = null;
        for (List<ShipmentRecord> page = store.page(ShipmentFilter.ALL, after, PAGE);
                !page.isEmpty();
                page = store.page(ShipmentFilter.ALL, after, PAGE)) {
            after = page.get(page.size() - 1).id();
            moved += doubtAll(page, restoredAt, by, reason);
        }
        return moved;
    }

    private long doubtAll(List<ShipmentRecord> page, Instant restoredAt, String by, String reason) {
        long moved = 0;
        List<ShipmentRecord> open = forgetful(page, restoredAt);
        while (!open.isEmpty()) {
            List<TransitionResult> results = store.transition(open.stream()
                    .map(one -> new Transition(one.id(), one.version(), by, new Action.AfterRestore(quiet, reason)))
                    .toList());
            moved += results.stream()
                    .filter(TransitionResult.Done.class::isInstance)
                    .count();
            // Somebody moved it meanwhile: judged again as it stands now.
            List<ShipmentRecord> current = results.stream()
                    .filter(TransitionResult.Stale.class::isInstance)
                    .map(stale -> ((TransitionResult.Stale) stale).current())
                    .toList();
            open = forgetful(current, restoredAt);
        }
        return moved;
    }

    /** All but what is confirmed, and what this restore has put in doubt already. */
    private static List<ShipmentRecord> forgetful(List<ShipmentRecord> shipments, Instant restoredAt) {
        return shipments.stream()
                .filter(one -> one.state() != ShipmentState.CONFIRMED)
                .filter(one -> {
                    Doubt doubt = one.doubt();
                    return doubt == null
                            || doubt.cause() != Doubt.Cause.RESTORED
                            || doubt.since().isBefore(restoredAt);
                })
                .toList();
    }

    /**
     * R14: to be called after a standby was promoted that had every commit which the former primary acknowledged, as a synchronous
     * one has; engines go on by themselves. Where that is not certain, call {@link #afterRestore}. Who said so and why is kept with the
     * name of the line of data; a store that has no such name keeps and changes nothing.
     *
     * @throws OperationRefusedException if a listener refuses it
     */
    public Control nothingLost(String by, String reason) {
        return listeners.around(
                Operation.of(Kind.NOTHING_LOST, by, reason),
                () -> store.control(new Control.Change.NothingLost(by, reason)));
    }

    /**
     * R14: from now on new orders come in as pending, whenever they were placed.
     *
     * @throws OperationRefusedException if a listener refuses it
     */
    public Control liftQuarantine() {
        return listeners.around(
                Operation.of(Kind.LIFT_QUARANTINE, "", ""), () -> store.control(new Control.Change.LiftQuarantine()));
    }

    /**
     * Erases the personal data of shipments finished longer ago than {@code age}; their tombstones stay. Returns how many. It takes
     * its time, three quarters of which are rests that leave the store to those who send. A crash or an interrupt leaves what is not
     * done yet for the next time; so does a shipment that somebody else works on.
     *
     * @throws OperationRefusedException if a listener refuses it
     */
    public long erase(Duration age) {
        return eraseEach(age, seen -> {});
    }

    /**
     * The same, but {@code archive} gets each of them first. What came in between, a late answer of the carrier for example, stays in
     * the store until the next time. If the archive throws, what it had not taken was not erased.
     *
     * @throws IllegalArgumentException if something stored is of a newer version of this library, and cannot be read
     * @throws OperationRefusedException if a listener refuses it
     */
    public long erase(Duration age, Archive archive) {
        return eraseEach(
                age, seen -> archive.keep(seen.stream().map(this::whole).toList()));
    }

    private long eraseEach(Duration age, Consumer<List<ShipmentRecord>> before) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("age must not be negative, was " + age);
        }
        return listeners.around(Operation.of(Kind.ERASE, "", ""), () -> eraseAll(age, before));
    }

    private long eraseAll(Duration age, Consumer<List<ShipmentRecord>> before) {
        Instant finishedBefore = store.control().now().minus(age);
        long all = 0;
        while (true) {
            long began = System.nanoTime();
            int erased = eraseSome(finishedBefore, before);
            all += erased;
            if (erased == 0 || !rested(Duration.ofNanos(System.nanoTime() - began))) {
                return all;
            }
        }
    }

    private int eraseSome(Instant finishedBefore, Consumer<List<ShipmentRecord>> before) {
        List<ShipmentRecord> seen = store.erasable(finishedBefore, ERASED_AT_ONCE);
        if (seen.isEmpty()) {
            return 0;
        }
        before.accept(seen);
        return store.erase(seen);
    }

    private boolean rested(Duration worked) {
        try {
            rest.take(worked);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Erased only if nothing has come since {@code seen}: whatever is read here later is in the archive, too. */
    private ArchivedShipment whole(ShipmentRecord seen) {
        Payload payload = stored(seen.id()).payload();
        try {
            return new ArchivedShipment(
                    Shipment.of(seen),
                    payload.size() == 0 ? null : ConsignmentCodec.decode(payload),
                    receipts(seen.id()).kept(),
                    store.history(seen.id()));
        } catch (UnreadableException e) {
            throw new IllegalArgumentException(
                    "shipment " + seen.id() + " cannot be archived, and is not erased: " + e.getMessage(), e);
        }
    }
}
