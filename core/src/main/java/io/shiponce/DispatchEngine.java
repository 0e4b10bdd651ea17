package io.shiponce;

import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.internal.Acceptor;
import io.shiponce.internal.Dispatcher;
import io.shiponce.internal.EngineIds;
import io.shiponce.internal.Rest;
import io.shiponce.store.AcceptResult;
import io.shiponce.store.Control;
import io.shiponce.store.Durability;
import io.shiponce.store.EngineId;
import io.shiponce.store.Event;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders, splits them and sends each shipment to its carrier at most once. Any number of engines may work on one store, in
 * any number of processes.
 *
 * <p>Safe for any thread. It uses one coordinator thread, and one sender per slot of each carrier. A crash at any instant leaves
 * every shipment pending, settled, or claimed; a claim that was never settled comes in doubt when it expires, and is never sent
 * again by guesswork. See {@code docs/guarantee.md}, instant by instant.
 */
public final class DispatchEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchEngine.class);

    private final ShipmentStore store;
    private final Acceptor acceptor;
    private final Operator operator;
    private final Dispatcher dispatcher;

    private DispatchEngine(Builder builder) {
        this.store = builder.store;
        audit(store, builder.settings);
        Control control = store.control();
        EngineId engine = EngineIds.ofThisProcess();
        this.acceptor = new Acceptor(store, control.installation(), builder.planning, engine);
        this.dispatcher = new Dispatcher(store, builder.carriers, builder.settings, engine, builder.listeners, control);
        this.operator = new Operator(
                store,
                control.installation(),
                builder.settings.quiet(),
                builder.adapters(),
                Rest.OF_THREE_QUARTERS,
                new OperatorListeners(builder.operatorListeners));
    }

    /** A store that would lose a claim is refused, and one that may take longer than a claim holds. */
    private static void audit(ShipmentStore store, EngineSettings settings) {
        if (store.callTimeout().multipliedBy(3).compareTo(settings.claimTimeToLive()) > 0) {
            throw new IllegalArgumentException("a call of the store may take " + store.callTimeout()
                    + ", which is more than a third of claimTimeToLive, " + settings.claimTimeToLive());
        }
        Durability durability = store.audit();
        if (durability.holds()) {
            LOG.info("event=SO-101 The store is durable: {}", durability.description());
        } else if (settings.allowUnsafeStore()) {
            LOG.warn(
                    "event=SO-102 UNSAFE: this store may lose acknowledged commits, and shipments may be sent twice: {}",
                    durability);
        } else {
            throw new StoreRefusedException(
                    StoreRefusedException.Reason.NOT_DURABLE,
                    "the store would lose acknowledged commits, and shipments would be sent twice: "
                            + durability.complaints());
        }
    }

    /** Everything that an engine is made of. */
    public static Builder builder(ShipmentStore store) {
        return new Builder(store);
    }

    /**
     * Accepts an order; durable when it returns. Idempotent by shop and number: the same order again returns the first plan, and
     * another content under its number is a {@link Acceptance.Conflict}, which says what may still be changed.
     * Threads that accept at the same time share commits.
     *
     * @throws IllegalArgumentException if the order cannot be split into shipments; nothing was stored
     * @throws StoreException if it is unknown whether it was stored; accept it again
     */
    public Acceptance accept(Order order) {
        Acceptance acceptance = acceptor.accept(order);
        dispatcher.wake();
        return acceptance;
    }

    /**
     * The same with the shop's own hand on the store: {@code register} is given the plan and stores it, as {@code
     * JdbcShipmentStore.register} does in the shop's transaction. It is not called for an order that cannot be split; one that was
     * accepted before is not refused for that (R12). The automatic run finds what was committed when it looks next.
     *
     * @throws IllegalArgumentException if the order cannot be split into shipments; nothing was stored
     */
    public Acceptance accept(Order order, Function<OrderPlan, AcceptResult> register) {
        return acceptor.accept(order, register);
    }

    /**
     * Accepts many orders in large commits, each for itself: one that cannot be split is {@link Acceptance.Refused}, and the others
     * go on. One result per order, in their order.
     *
     * @throws StoreException if it is unknown which were stored; accept them again
     */
    public List<Acceptance> acceptAll(List<Order> orders) {
        List<Acceptance> acceptances = acceptor.acceptAll(orders);
        dispatcher.wake();
        return acceptances;
    }

    /**
     * What {@link #accept} would store, for a store that can do so in the shop's own transaction, as {@code
     * JdbcShipmentStore.register} does. Stores nothing itself; the automatic run finds what was committed when it looks next.
     *
     * @throws IllegalArgumentException if the order cannot be split into shipments
     */
    public OrderPlan plan(Order order) {
        return acceptor.plan(order);
    }

    /**
     * Which shipments {@link #accept} would make of an order, and why: "why two parcels?". Stores nothing. An order that was
     * accepted already keeps the shipments that it has, whatever this says now (R12).
     *
     * @throws IllegalArgumentException if the order cannot be split into shipments
     */
    public PlanPreview preview(Order order) {
        return acceptor.preview(order);
    }

    /**
     * Starts the automatic run: everything that is due is sent, until {@link #close}. Harmless if repeated.
     *
     * @throws IllegalStateException if the engine was closed
     */
    public void start() {
        dispatcher.start();
    }

    /**
     * Starts a manual run. Safe beside the automatic one and beside other engines: nothing can be claimed twice.
     *
     * @throws IllegalStateException if the engine was closed
     */
    public DispatchRun dispatch(Selection selection) {
        return dispatcher.dispatch(selection);
    }

    /**
     * What happened after {@code cursor}, oldest first, at most {@code limit} events (from 1 to 10,000). Durable, and complete:
     * each event at least once. Keep the cursor of the last event that you have dealt with; {@link Event#START} is the beginning.
     */
    public List<Event> events(String cursor, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit must be between 1 and 10000, was " + limit);
        }
        return store.events(cursor, limit);
    }

    /** What people do: settle doubts, cancel, hold, amend, pause. */
    public Operator operator() {
        return operator;
    }

    /** Whether all is well, as of the coordinator's last turn. */
    public Health health() {
        return new Health(dispatcher.problems());
    }

    /**
     * Claims nothing more, waits for sends in flight up to the settings' bound and a second, settles them, and leaves the rest claimed: it
     * comes in doubt when its claims expire. Harmless if repeated; a second call waits like the first. In a listener, and in what follows a
     * run's completion on the same thread, it returns at once, and the engine ends behind it. Closes neither the store nor the adapters:
     * who made them closes them, and a send that never returned may still be in an adapter then. Afterwards nothing can be started; orders
     * are still accepted, for other engines, as long as the store is open.
     */
    @Override
    public void close() {
        dispatcher.close();
    }

    /** Collects what an engine is made of. Not for use by several threads at once. */
    public static final class Builder {
        private final ShipmentStore store;
        private final Map<String, Dispatcher.Served> carriers = new LinkedHashMap<>();
        private final List<DispatchListener> listeners = new ArrayList<>();
        private final List<OperatorListener> operatorListeners = new ArrayList<>();
        private EngineSettings settings = EngineSettings.defaults();
        private Planning planning = Planning.builder().build();

        private Builder(ShipmentStore store) {
            this.store = store;
        }

        /** Serves a carrier with the default limits; see {@link #carrier(String, CarrierAdapter, CarrierLimits)}. */
        public Builder carrier(String name, CarrierAdapter adapter) {
            return carrier(name, adapter, CarrierLimits.DEFAULT);
        }

        /**
         * Serves a carrier: shipments whose carrier has this name are sent by this adapter. Shipments of a carrier without an
         * adapter stay pending.
         *
         * @throws IllegalArgumentException if the name is taken, blank, longer than 50 characters or {@code *}
         */
        public Builder carrier(String name, CarrierAdapter adapter, CarrierLimits limits) {
            if (name.isBlank() || name.length() > ShipmentRecord.MAX_CARRIER || name.equals(Control.EVERYTHING)) {
                throw new IllegalArgumentException("a carrier's name has from 1 to 50 characters and is not '*'");
            }
            if (carriers.putIfAbsent(name, new Dispatcher.Served(adapter, limits)) != null) {
                throw new IllegalArgumentException("carrier " + name + " has an adapter already");
            }
            return this;
        }

        /** Replaces the default settings. */
        public Builder settings(EngineSettings newSettings) {
            this.settings = newSettings;
            return this;
        }

        /** {@link #planning} with this splitter and nothing else. */
        public Builder splitter(Splitter newSplitter) {
            return planning(Planning.of(newSplitter));
        }

        /** Replaces that of {@link Splitter#standard()}. It affects orders accepted from now on only (R12). */
        public Builder planning(Planning newPlanning) {
            this.planning = newPlanning;
            return this;
        }

        /** Adds a listener. */
        public Builder listener(DispatchListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Adds a listener to what people do through {@link DispatchEngine#operator}. */
        public Builder operatorListener(OperatorListener listener) {
            operatorListeners.add(listener);
            return this;
        }

        private Map<String, CarrierAdapter> adapters() {
            Map<String, CarrierAdapter> adapters = new LinkedHashMap<>();
            carriers.forEach((name, served) -> adapters.put(name, served.adapter()));
            return adapters;
        }

        /**
         * Audits the store and makes the engine; nothing is sent before {@link #start} or {@link #dispatch}.
         *
         * @throws StoreRefusedException if the store would lose acknowledged commits
         * @throws StoreException if the store does not answer; nothing was sent
         * @throws IllegalArgumentException if a store call may take longer than a third of a claim, or a claim holds for half a carrier's
         *     keys or longer (R10)
         */
        public DispatchEngine build() {
            return new DispatchEngine(this);
        }
    }
}
