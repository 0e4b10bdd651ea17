package io.shiponce.internal;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.EngineId;
import io.shiponce.store.Event;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several engines, one store, one carrier, and everything that can happen to them, on one thread. The oracle is the carrier's
 * ledger, never the store.
 */
public final class World implements AutoCloseable {
    private static final int ENGINES = 3;
    private static final int SLOTS = 2;
    private static final int DOUBT_LIMIT = 4;
    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(300),
        Duration.ofSeconds(2),
        Duration.ofSeconds(7),
        Duration.ofSeconds(31),
        Duration.ofSeconds(45)
    };

    private final SimulatedStore simulated;
    private final Rig rig;
    private final ScriptedCarrier carrier;
    private final Wire wire;
    private final EngineSettings settings;
    private final List<Rig.Engine> engines = new ArrayList<>();
    private final Map<ShipmentId, Set<String>> references = new HashMap<>();
    private final Map<ShipmentId, Integer> onTheWire = new HashMap<>();
    private final Map<String, ShipmentId> byReference = new HashMap<>();
    private final StringBuilder trace = new StringBuilder();
    private final Operator operator;
    private final RecoveryTerms present;
    private final Coverage coverage;
    private Coverage.Fault lastFault = Coverage.Fault.NONE;
    private String cursor = Event.START;
    private Instant resumedAt = Instant.MIN;
    private @Nullable Runnable backup;
    private int orders;
    private List<Op> ops = List.of();
    private int next;
    private int depth;

    /** One thing that happens; what cannot happen is skipped. Plain data, so that failing schedules shrink. */
    public record Op(Kind kind, int a, int b) {}

    /** What can happen. */
    public enum Kind {
        ACCEPT,
        TURN,
        TURN_AND_SEND,
        SEND,
        ADVANCE,
        STORE_CLOCK_JUMPS,
        CRASH,
        STORE_FAILS_BEFORE,
        STORE_FAILS_AFTER,
        LOOKUP_FAILS,
        LOOKUP_LAGS,
        DECLARE_NOT_SENT,
        DECLARE_SENT,
        DECLARE_REFUSED,
        CLICK_TWICE,
        CANCEL,
        RETRY,
        AMEND,
        PAUSE,
        RESUME,
        BACKUP,
        RESTORE
    }

    /** A carrier of this level, three engines, no order yet. */
    public World(SimulatedStore simulated, int level, Coverage coverage) {
        this.simulated = simulated;
        this.rig = new Rig(simulated);
        this.coverage = coverage;
        coverage.schedule();
        carrier = ScriptedCarrier.atLevel(level, rig.clock);
        wire = new Wire();
        settings = Rig.settings().withMaxAttempts(6);
        present = new Lane(Rig.CARRIER, carrier, CarrierLimits.DEFAULT, settings.claimTimeToLive(), 0).recovery();
        operator = Operator.of(rig.store, settings);
        for (int i = 0; i < ENGINES; i++) {
            engines.add(newEngine());
        }
    }

    private Rig.Engine newEngine() {
        return rig.engine(
                        wire,
                        new CarrierLimits(SLOTS, Double.POSITIVE_INFINITY, DOUBT_LIMIT),
                        settings,
                        new DispatchListener() {})
                .started();
    }

    /** The way to the carrier and back: it loses, delays, repeats nothing, and lets the world go on while a request is under way. */
    private final class Wire implements CarrierAdapter, CarrierLookup {
        private Op send = new Op(Kind.SEND, 0, 0);

        @Override
        public Recovery recovery() {
            return carrier.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            Op mine = send;
            String reference = permit.reference();
            ShipmentId id = Objects.requireNonNull(byReference.get(reference));
            onTheWire.merge(id, 1, Integer::sum);
            try {
                meanwhile(
                        mine.b() & 3,
                        Coverage.Fault
                                .PAUSED_BEFORE_THE_WRITE); // Paused between its last check and its write, or delayed on
                // the way.
                SendOutcome outcome = arrive(mine, consignment, permit);
                log("carrier " + reference + ": " + outcome.getClass().getSimpleName());
                meanwhile(
                        (mine.b() >> 5) & 3,
                        Coverage.Fault
                                .PAUSED_AFTER_THE_WRITE); // The answer is delayed, or the sender is paused before it
                // reads.
                return switch ((mine.b() >> 7) % 8) {
                    case 1 -> {
                        lastFault = Coverage.Fault.ANSWER_LOST;
                        yield new SendOutcome.Unknown("answer lost");
                    }
                    case 2 -> withoutNumber(outcome);
                    default -> outcome;
                };
            } finally {
                onTheWire.merge(id, -1, Integer::sum);
            }
        }

        /** A carrier that says yes at once and gives the number later. */
        private static SendOutcome withoutNumber(SendOutcome outcome) {
            return outcome instanceof SendOutcome.Accepted
                    ? new SendOutcome.NumberFollows("taken, the number follows")
                    : outcome;
        }

        private SendOutcome arrive(Op mine, Consignment consignment, SendPermit permit) {
            boolean first = carrier.ledger().of(permit.reference()).isEmpty();
            return switch ((mine.b() >> 2) % 8) {
                case 1 -> {
                    lastFault = Coverage.Fault.REQUEST_LOST;
                    yield new SendOutcome.Unknown("request lost");
                }
                case 2 -> first ? new SendOutcome.Rejected("no such street") : carrier.send(consignment, permit);
                case 3 -> new SendOutcome.NotSent("busy");
                case 4 ->
                    first && (mine.b() >> 8) % 2 == 1
                            ? new SendOutcome.NumberFollows("taken, and given up by the carrier later")
                            : carrier.send(consignment, permit);
                default -> carrier.send(consignment, permit);
            };
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            return carrier.lookUp(reference);
        }
    }

    /** What happens, one after the other; checked after each. */
    public void play(List<Op> schedule) {
        ops = schedule;
        next = 0;
        while (next < ops.size()) {
            happen(ops.get(next++));
            check();
        }
    }

    /** Reads what happened as a shop would, and remembers after which fault. */
    private void cover() {
        for (List<Event> page = rig.store.events(cursor, 100); !page.isEmpty(); page = rig.store.events(cursor, 100)) {
            page.forEach(event -> coverage.reached(event.entry(), lastFault));
            cursor = page.get(page.size() - 1).cursor();
        }
    }

    /** The world goes on for so many steps while one send is under way. */
    private void meanwhile(int steps, Coverage.Fault fault) {
        if (depth >= 2 || steps == 0) {
            return;
        }
        lastFault = fault;
        depth++;
        for (int i = 0; i < steps && next < ops.size(); i++) {
            happen(ops.get(next++));
        }
        depth--;
    }

    private void log(String line) {
        trace.append("  ".repeat(depth)).append(line).append('\n');
    }

    private void happen(Op op) {
        log(op.toString());
        Rig.Engine engine = engines.get(Math.floorMod(op.a(), ENGINES));
        switch (op.kind()) {
            case ACCEPT -> accept(op.a());
            case TURN -> engine.coordinator.turn();
            case TURN_AND_SEND -> {
                engine.coordinator.turn();
                send(engine, op);
            }
            case SEND -> send(engine, op);
            case ADVANCE -> rig.advance(STEPS[Math.floorMod(op.a(), STEPS.length)]);
            case STORE_CLOCK_JUMPS -> {
                rig.storeClockJumps(Duration.ofSeconds(op.b() % 60 - 20));
                lastFault = Coverage.Fault.CLOCK_JUMPED;
            }
            case CRASH -> {
                engines.set(Math.floorMod(op.a(), ENGINES), newEngine());
                lastFault = Coverage.Fault.CRASH;
            }
            case STORE_FAILS_BEFORE -> {
                engine.store.failNext(call(op.b()), CrashingStore.Fault.BEFORE);
                lastFault = Coverage.Fault.STORE_FAILED_BEFORE;
            }
            case STORE_FAILS_AFTER -> {
                engine.store.failNext(call(op.b()), CrashingStore.Fault.AFTER);
                lastFault = Coverage.Fault.STORE_FAILED_AFTER;
            }
            case LOOKUP_FAILS -> carrier.lookupFails(op.b() % 2 == 0);
            case LOOKUP_LAGS -> carrier.lookupLag(op.b() % 2 == 0 ? Duration.ofSeconds(30) : Duration.ZERO);
            case DECLARE_NOT_SENT -> declareNotSent(op);
            case DECLARE_SENT -> declareSent(op);
            case DECLARE_REFUSED -> declareRefused(op);
            case CLICK_TWICE -> clickTwice(op);
            case CANCEL -> someone(op).ifPresent(seen -> operator.cancel(seen, "a person", "not wanted"));
            case RETRY -> someone(op).ifPresent(seen -> operator.retry(seen, "a person", "again"));
            case AMEND -> amend(op);
            case PAUSE -> operator.pause(Rig.CARRIER, "a person", "a pause");
            case RESUME -> {
                operator.resume(Rig.CARRIER, "a person");
                resumedAt = rig.clock.instant();
            }
            case BACKUP -> backup = backup();
            case RESTORE -> restore();
        }
    }

    private static CrashingStore.Call call(int b) {
        CrashingStore.Call[] calls = {
            CrashingStore.Call.EXCHANGE,
            CrashingStore.Call.EXCHANGE,
            CrashingStore.Call.CLAIMS_OF,
            CrashingStore.Call.TRANSITION,
            CrashingStore.Call.CHANGE_CONTROL
        };
        return calls[Math.floorMod(b, calls.length)];
    }

    private void accept(int number) {
        if (orders < 6) {
            orders++;
            remember(rig.record(rig.accept(orders)));
        } else {
            rig.accept(1 + Math.floorMod(number, orders)); // Clicked twice: the first plan stays.
        }
    }

    private void remember(ShipmentRecord shipment) {
        references.computeIfAbsent(shipment.id(), id -> new HashSet<>()).add(shipment.reference());
        byReference.put(shipment.reference(), shipment.id());
    }

    private void send(Rig.Engine engine, Op op) {
        if (!engine.sends.isEmpty()) {
            wire.send = op;
            engine.sendOne();
        }
    }

    private Optional<Shipment> someone(Op op) {
        List<Shipment> all = operator.page(ShipmentFilter.ALL, null, 100);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(Math.floorMod(op.b(), all.size())));
    }

    private boolean held(ShipmentId id) {
        return references.getOrDefault(id, Set.of()).stream()
                .anyMatch(reference -> !carrier.ledger().of(reference).isEmpty());
    }

    /** Assumption 3: the person is right, and neither a sender nor a request is left. */
    private boolean isCertainlyNotSent(Shipment seen) {
        boolean waiting = engines.stream().anyMatch(engine -> !engine.sends.isEmpty());
        return !held(seen.id()) && onTheWire.getOrDefault(seen.id(), 0) == 0 && !waiting;
    }

    private void declareNotSent(Op op) {
        someone(op)
                .filter(this::isCertainlyNotSent)
                .ifPresent(seen -> operator.declareNotSent(seen, "a person", "the process is gone"));
    }

    private void declareSent(Op op) {
        someone(op)
                .filter(seen -> held(seen.id()))
                .ifPresent(seen -> operator.declareSent(seen, number(seen.id()), "a person", "it is in their portal"));
    }

    /** Assumption 3 once more: of what the carrier took it has said since that it will not carry it. */
    private void declareRefused(Op op) {
        List<Shipment> awaiting = operator.page(ShipmentFilter.ALL, null, 100).stream()
                .filter(seen -> rig.record(seen.id()).awaitsNumber())
                .filter(this::isCertainlyNotSent)
                .toList();
        if (!awaiting.isEmpty()) {
            Shipment seen = awaiting.get(Math.floorMod(op.b(), awaiting.size()));
            operator.declareRefused(seen, "a person", "their portal says: refused");
        }
    }

    private String number(ShipmentId id) {
        return references.get(id).stream()
                .flatMap(reference -> carrier.ledger().of(reference).stream())
                .findFirst()
                .orElseThrow()
                .trackingNumber();
    }

    private void clickTwice(Op op) {
        someone(op).filter(this::isCertainlyNotSent).ifPresent(seen -> {
            operator.declareNotSent(seen, "a person", "first click");
            operator.declareNotSent(seen, "a person", "second click");
        });
    }

    private void amend(Op op) {
        someone(op).ifPresent(seen -> {
            operator.amend(seen, consignment -> consignment, "a person", "better address");
            remember(rig.record(seen.id()));
        });
    }

    private @Nullable Runnable backup() {
        try {
            return simulated.backup();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void restore() {
        if (backup == null) {
            return;
        }
        backup.run();
        lastFault = Coverage.Fault.RESTORED;
        cursor = Event.START;
        operator.afterRestore("a person", "backup of last night");
    }

    private int executions(Set<String> ofOneShipment) {
        return ofOneShipment.stream()
                .mapToInt(reference -> carrier.ledger().of(reference).size())
                .sum();
    }

    private void check() {
        cover();
        for (Map.Entry<ShipmentId, Set<String>> one : references.entrySet()) {
            int executed = executions(one.getValue());
            require(executed <= 1, one.getKey() + " was executed " + executed + " times");
            rig.store.find(one.getKey()).ifPresent(stored -> {
                checkState(stored.shipment(), executed);
                checkYesIsKept(stored.shipment());
            });
        }
        checkBounds();
    }

    /** R2 and R17: a crash leaves no more doubts than slots, a carrier that swallows requests no more than its limit. */
    private void checkBounds() {
        Map<EngineId, Integer> claims = new HashMap<>();
        int unanswered = 0;
        for (ShipmentRecord shipment : rig.store.page(ShipmentFilter.ALL, null, 100)) {
            Claim claim = shipment.claim();
            Doubt doubt = shipment.doubt();
            if (shipment.state() == ShipmentState.CLAIMED && claim != null) {
                claims.merge(claim.owner(), 1, Integer::sum);
            }
            if (doubt != null
                    && doubt.cause() == Doubt.Cause.UNKNOWN_ANSWER
                    && doubt.since().isAfter(resumedAt)) {
                unanswered++;
            }
        }
        require(claims.values().stream().allMatch(count -> count <= SLOTS), "R2: more claims than slots: " + claims);
        require(unanswered <= DOUBT_LIMIT + (ENGINES - 1) * SLOTS, "R17: " + unanswered + " answers are unknown");
    }

    private void checkState(ShipmentRecord shipment, int executed) {
        switch (shipment.state()) {
            case CONFIRMED -> require(executed == 1, shipment.id() + " is CONFIRMED, and the carrier does not hold it");
            case REJECTED, CANCELLED ->
                require(executed == 0, shipment.id() + " is " + shipment.state() + ", and the carrier holds it");
            case PENDING ->
                require(executed == 0 || shipment.exposed(), shipment.id() + " is PENDING, and the carrier holds it");
            case CLAIMED, IN_DOUBT -> {
                // Both are the admission that nobody knows.
            }
        }
    }

    /** R5: what the carrier took waits for its number, until that is there or a person says that it was refused. */
    private void checkYesIsKept(ShipmentRecord shipment) {
        boolean yes = false;
        for (HistoryEntry entry : rig.store.history(shipment.id())) {
            yes = switch (entry.kind()) {
                case NUMBER_FOLLOWS -> true;
                case DECLARED_REFUSED -> false;
                default -> yes;
            };
        }
        require(
                !yes || shipment.awaitsNumber() || shipment.state() == ShipmentState.CONFIRMED,
                shipment.id() + " is " + shipment.state() + ", though the carrier said that it took it");
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            StringBuilder histories = new StringBuilder();
            for (ShipmentId id : references.keySet()) {
                histories.append(id).append('\n');
                for (HistoryEntry entry : rig.store.history(id)) {
                    histories.append("    ").append(entry).append('\n');
                }
            }
            throw new AssertionError(what + "\n" + trace + histories);
        }
    }

    /** What the ledger says in the end, for the summary: also of a schedule that failed. */
    public void count() {
        references.values().forEach(ofOneShipment -> coverage.executed(executions(ofOneShipment)));
    }

    @Override
    public void close() {
        rig.close();
    }

    /** Faults stop: everything ends in a final state, or in a doubt that its level cannot resolve. */
    public void heal() {
        ops = List.of();
        carrier.lookupFails(false).lookupLag(Duration.ZERO);
        for (Rig.Engine engine : engines) {
            engine.store.faults((call, number) -> CrashingStore.Fault.NONE);
            wire.send = new Op(Kind.SEND, 0, 0);
            engine.sendAll();
            for (int i = 0; i < 3; i++) {
                rig.advance(Duration.ofSeconds(6));
                engine.step();
            }
        }
        operator.resume(Rig.CARRIER, "a person");
        operator.resume(Control.EVERYTHING, "a person");
        resumedAt = rig.clock.instant();
        Rig.Engine last = newEngine();
        rig.advance(Duration.ofHours(2)); // Every back-off of a look-up is over.
        last.finish(last.run(Selection.all()), Duration.ofMinutes(10));
        check();
        for (ShipmentId id : references.keySet()) {
            rig.store.find(id).ifPresent(stored -> checkEnd(stored.shipment()));
        }
    }

    private void checkEnd(ShipmentRecord shipment) {
        switch (shipment.state()) {
            case CONFIRMED, REJECTED, CANCELLED -> {
                // Final.
            }
            case PENDING -> require(shipment.held() != null, shipment.id() + " is left PENDING");
            case CLAIMED -> require(false, shipment.id() + " is left CLAIMED");
            case IN_DOUBT ->
                require(mayStayInDoubt(shipment), shipment.id() + " is left IN_DOUBT, though its level can resolve it");
        }
    }

    private boolean mayStayInDoubt(ShipmentRecord shipment) {
        RecoveryTerms left = ShipmentLaw.recordedRecovery(shipment).weakenedBy(present);
        if (left.level() == RecoveryTerms.NONE) {
            return present.level() == RecoveryTerms.NONE;
        }
        // After a restore the carrier may hold it under a later revision's reference, which the backup does not know.
        return carrier.ledger().of(shipment.reference()).isEmpty()
                && (shipment.claim() == null
                        || shipment.awaitsNumber()
                        || shipment.cancelRequested()
                        || shipment.attemptsCounted() >= settings.maxAttempts()
                        || !ShipmentLaw.mayResend(
                                shipment, left, rig.clock.instant().plusSeconds(1)));
    }
}
