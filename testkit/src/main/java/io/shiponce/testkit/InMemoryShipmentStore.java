package io.shiponce.testkit;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.Durability;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.Ruling;
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
import io.shiponce.store.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps the rules S1 to S16 in plain memory: for tests, and for authors of stores to read. It lives in the test
 * kit so that it cannot reach production by accident.
 *
 * <p>Safe for any thread: one lock guards everything. Time comes from the clock it was made with. The end of the process loses
 * everything; a {@link Snapshot} outlives {@link #close}, so that a test can play a crash, or a backup restored.
 */
public class InMemoryShipmentStore implements ShipmentStore {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    /** Open to this package, as the memory is, for the contract's own tests. */
    final Object lock = new Object();

    private final Clock clock;
    private final String installation;
    private final boolean durable;
    Memory memory = new Memory();

    private boolean closed;

    /** Everything that a store kept at one moment. Immutable and safe for any thread. */
    public static final class Snapshot {
        private final Memory memory;

        private Snapshot(Memory memory) {
            this.memory = new Memory(memory);
        }
    }

    /** An empty store of the installation {@code test} whose audit says that it is durable. */
    public InMemoryShipmentStore(Clock clock) {
        this(clock, "test", true);
    }

    /** An empty store. {@code durable} is what its audit will say, true or not: to test that an engine refuses it. */
    public InMemoryShipmentStore(Clock clock, String installation, boolean durable) {
        this.clock = clock;
        this.installation = installation;
        this.durable = durable;
    }

    /** A backup of everything, taken in one moment; also of a closed store. */
    public Snapshot snapshot() {
        synchronized (lock) {
            return new Snapshot(memory);
        }
    }

    /** R14: replaces everything by a backup: what was written since is forgotten, the incarnation included. */
    public void restore(Snapshot snapshot) {
        synchronized (lock) {
            memory = new Memory(snapshot.memory);
        }
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (lock) {
            if (closed) {
                throw new StoreException("the store is closed");
            }
            return work.get();
        }
    }

    @Override
    public Duration callTimeout() {
        return CALL_TIMEOUT;
    }

    @Override
    public Durability audit() {
        return locked(() -> new Durability(
                "memory",
                List.of(new Durability.Finding(
                        "durable", String.valueOf(durable), durable, "make the in-memory store with durable = true"))));
    }

    @Override
    public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
        return locked(() -> {
            Instant now = clock.instant();
            return plans.stream().map(plan -> acceptOne(plan, actor, now)).toList();
        });
    }

    private AcceptResult acceptOne(OrderPlan plan, String actor, Instant now) {
        String stored = memory.orders.get(plan.key());
        if (stored != null) {
            return stored.equals(plan.fingerprint())
                    ? new AcceptResult.AlreadyStored(shipmentsOf(plan.key()))
                    : new AcceptResult.Conflict(stored);
        }
        for (NewShipment planned : plan.shipments()) {
            if (memory.shipments.containsKey(planned.id())) {
                throw new StoreException("the shipment " + planned.id() + " belongs to another order");
            }
        }
        memory.orders.put(plan.key(), plan.fingerprint());
        List<ShipmentRecord> shipments = new ArrayList<>();
        for (NewShipment planned : plan.shipments()) {
            List<HistoryEntry> stray = memory.history(planned.id());
            memory.write(ShipmentLaw.plan(plan, planned, memory.quarantine, actor, now));
            new MemoryStray(memory, now).apply(planned.id(), stray);
            shipments.add(Objects.requireNonNull(memory.shipments.get(planned.id())));
        }
        return new AcceptResult.Stored(shipments);
    }

    private List<ShipmentRecord> shipmentsOf(OrderKey order) {
        return memory.shipments.values().stream()
                .filter(shipment -> shipment.order().equals(order))
                .sorted((a, b) -> Integer.compare(a.part(), b.part()))
                .toList();
    }

    @Override
    public ExchangeResult exchange(ExchangeRequest request) {
        return locked(() -> new MemoryExchange(memory, request, clock.instant()).run());
    }

    @Override
    public List<ShipmentRecord> claimsOf(ExchangeId exchange) {
        return locked(() -> memory.shipments.values().stream()
                .filter(shipment -> shipment.isLatestClaim(exchange) && isOpen(shipment))
                .toList());
    }

    private static boolean isOpen(ShipmentRecord shipment) {
        Doubt doubt = shipment.doubt();
        return shipment.state() == ShipmentState.CLAIMED
                || (doubt != null && doubt.cause() == Doubt.Cause.CLAIM_EXPIRED);
    }

    @Override
    public List<TransitionResult> transition(List<Transition> transitions) {
        return locked(() -> {
            Instant now = clock.instant();
            return transitions.stream()
                    .map(transition -> actOne(transition, now))
                    .toList();
        });
    }

    private TransitionResult actOne(Transition transition, Instant now) {
        ShipmentRecord current = memory.shipments.get(transition.shipment());
        if (current == null) {
            return new TransitionResult.Missing(transition.shipment());
        }
        if (current.version() != transition.expectedVersion()) {
            return new TransitionResult.Stale(current);
        }
        Ruling ruling = ShipmentLaw.act(current, transition.action(), transition.actor(), now);
        if (ruling instanceof Ruling.Refused refused) {
            return new TransitionResult.Refused(current, refused.reason());
        } else if (ruling instanceof Ruling.Allowed allowed) {
            Verdict spawned = allowed.verdict().spawned();
            if (spawned != null && memory.shipments.containsKey(spawned.after().id())) {
                return new TransitionResult.Refused(
                        current, "the shipment " + spawned.after().id() + " exists already");
            }
            List<HistoryEntry> stray =
                    spawned == null ? List.of() : memory.history(spawned.after().id());
            memory.write(allowed.verdict());
            if (spawned != null) {
                new MemoryStray(memory, now).apply(spawned.after().id(), stray);
            }
            return new TransitionResult.Done(allowed.verdict().after());
        }
        throw new AssertionError(ruling);
    }

    @Override
    public Optional<StoredShipment> find(ShipmentId shipment) {
        return locked(() -> Optional.ofNullable(memory.shipments.get(shipment))
                .map(found -> new StoredShipment(found, Objects.requireNonNull(memory.payloads.get(shipment)))));
    }

    @Override
    public List<ShipmentRecord> page(ShipmentFilter filter, @Nullable ShipmentId after, int limit) {
        return locked(() -> memory.shipments.values().stream()
                .filter(shipment -> after == null || shipment.id().compareTo(after) > 0)
                .filter(filter::matches)
                .limit(limit)
                .toList());
    }

    @Override
    public List<HistoryEntry> history(ShipmentId shipment) {
        return locked(() -> memory.history(shipment));
    }

    @Override
    public List<Payload> receipts(ShipmentId shipment) {
        return locked(() -> List.copyOf(memory.receipts.getOrDefault(shipment, List.of())));
    }

    @Override
    public List<Event> events(String cursor, int limit) {
        return locked(() -> MemoryViews.events(memory, cursor, limit));
    }

    @Override
    public List<CarrierCounts> counts(ShipmentFilter filter) {
        return locked(() -> MemoryViews.counts(memory, filter, clock.instant()));
    }

    @Override
    public Control control() {
        return locked(() -> MemoryViews.control(memory, installation, clock.instant()));
    }

    @Override
    public Control control(Control.Change change) {
        return locked(() -> {
            Instant now = clock.instant();
            MemoryViews.change(memory, change, now);
            return MemoryViews.control(memory, installation, now);
        });
    }

    @Override
    public List<ShipmentRecord> erasable(Instant finishedBefore, int limit) {
        return locked(() -> MemoryViews.erasable(memory, finishedBefore, limit));
    }

    @Override
    public int erase(List<ShipmentRecord> seen) {
        return locked(() -> MemoryViews.erase(memory, seen));
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
    }
}
