package io.shiponce.internal;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchListener;
import io.shiponce.EngineSettings;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Selection;
import io.shiponce.Splitter;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.Action;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import io.shiponce.testkit.CrashingStore;
import io.shiponce.testkit.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The real engine on one thread: time moves by hand, coordinators turn by hand, senders run by hand. */
final class Rig implements AutoCloseable {
    static final String CARRIER = "reference";

    final MutableClock clock = new MutableClock();
    final ShipmentStore store;
    private final SimulatedStore simulated;
    private final List<ShipmentStore> handles = new ArrayList<>();
    private final ShipmentPlanner planner = new ShipmentPlanner("test", Splitter.standard());
    private long monotonic = 1;
    private int engines;
    private int exchanges;

    Rig() {
        this(SimulatedStore.inMemory());
    }

    Rig(SimulatedStore simulated) {
        this.simulated = simulated;
        try {
            store = simulated.openFresh(clock);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        handles.add(store);
    }

    /** Each engine has a handle of its own; those of crashed ones stay open until the end. */
    private ShipmentStore openAgain() {
        try {
            ShipmentStore again = simulated.openAgain();
            handles.add(again);
            return again;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        handles.forEach(ShipmentStore::close);
    }

    /** Settings with a claim of 30 s, a send of 5 s and a quiet time of 40 s. */
    static EngineSettings settings() {
        return EngineSettings.defaults();
    }

    void advance(Duration time) {
        clock.advance(time);
        monotonic += time.toNanos();
    }

    /** The store's clock alone is set; monotonic clocks are not moved by that. */
    void storeClockJumps(Duration by) {
        clock.set(clock.instant().plus(by));
    }

    static Order order(int number) {
        return order(number, CARRIER);
    }

    private static Order order(int number, String carrier) {
        return new Order(
                "augsburg",
                Integer.toString(100_000 + number),
                MutableClock.START,
                carrier,
                0,
                new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null),
                List.of(OrderLine.of("MUG-1", 1)));
    }

    ShipmentId accept(int number) {
        return accept(number, CARRIER);
    }

    ShipmentId accept(int number, String carrier) {
        return planner.plan(acceptOrder(number, carrier)).shipments().get(0).id();
    }

    private Order acceptOrder(int number, String carrier) {
        Order order = order(number, carrier);
        store.accept(List.of(planner.plan(order)), "test");
        return order;
    }

    List<ShipmentId> acceptMany(int count) {
        List<ShipmentId> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(accept(i));
        }
        return ids;
    }

    ShipmentRecord record(ShipmentId id) {
        return store.find(id).orElseThrow().shipment();
    }

    ShipmentState state(ShipmentId id) {
        return record(id).state();
    }

    List<HistoryEntry.Kind> kinds(ShipmentId id) {
        return store.history(id).stream().map(HistoryEntry::kind).toList();
    }

    long count(ShipmentState state) {
        return store.page(ShipmentFilter.ALL.withState(state), null, 10_000).size();
    }

    TransitionResult act(ShipmentId id, Action action) {
        return store.transition(List.of(new Transition(id, record(id).version(), "a person", action)))
                .get(0);
    }

    Engine engine(CarrierAdapter adapter) {
        return engine(adapter, 4, settings());
    }

    Engine engine(CarrierAdapter adapter, int slots, EngineSettings settings) {
        return new Engine(adapter, CarrierLimits.ofSlots(slots), settings, List.of());
    }

    Engine engine(CarrierAdapter adapter, CarrierLimits limits, EngineSettings settings, DispatchListener listener) {
        return new Engine(adapter, limits, settings, List.of(listener));
    }

    /** The same carrier without its look-up. */
    record WithoutLookup(CarrierAdapter carrier) implements CarrierAdapter {
        @Override
        public Recovery recovery() {
            return carrier.recovery();
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            return carrier.send(consignment, permit);
        }
    }

    /** An adapter that breaks its contract: it sends, and returns null. */
    record NullAdapter(CarrierAdapter carrier) implements CarrierAdapter {
        @Override
        public Recovery recovery() {
            return carrier.recovery();
        }

        @Override
        @SuppressWarnings("NullAway") // on purpose
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            carrier.send(consignment, permit);
            return null;
        }
    }

    /** One engine process. To crash it, forget it. */
    final class Engine {
        final EngineId id = new EngineId("host:1:" + ++engines);
        final CrashingStore store = new CrashingStore(openAgain());
        private Consumer<ExchangeRequest> requests = request -> {};
        private Executor senders;
        final Mailbox mailbox = new Mailbox();
        final Deque<Runnable> sends = new ArrayDeque<>();
        final Coordinator coordinator;
        private final Map<String, Lane> lanes = new LinkedHashMap<>();
        private final EngineSettings settings;

        Engine(
                CarrierAdapter adapter,
                CarrierLimits limits,
                EngineSettings settings,
                List<DispatchListener> listeners) {
            this.settings = settings;
            senders = sends::add;
            serves(CARRIER, adapter, limits);
            coordinator = new Coordinator(
                    new Coordinator.Parts(
                            watched(),
                            lanes,
                            settings,
                            id,
                            task -> senders.execute(task),
                            mailbox,
                            () -> monotonic,
                            () -> new ExchangeId("exchange-" + ++exchanges),
                            new Listeners(listeners)),
                    store.control());
        }

        /** Another carrier, before the first turn. */
        void serves(String carrier, CarrierAdapter adapter, CarrierLimits limits) {
            lanes.put(carrier, new Lane(carrier, adapter, limits, settings.claimTimeToLive(), monotonic));
        }

        /** Shows every exchange that is asked for, before it is. */
        void requests(Consumer<ExchangeRequest> watcher) {
            requests = watcher;
        }

        /** Starts senders in another way. */
        void senders(Executor newSenders) {
            senders = newSenders;
        }

        private ShipmentStore watched() {
            return (ShipmentStore) Proxy.newProxyInstance(
                    Rig.class.getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                        if (method.getName().equals("exchange")) {
                            requests.accept((ExchangeRequest) args[0]);
                        }
                        try {
                            return method.invoke(store, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        Engine started() {
            coordinator.add(new Run(Selection.all(), true, () -> monotonic, mailbox::wake));
            return this;
        }

        Run run(Selection selection) {
            Run run = new Run(selection, false, () -> monotonic, mailbox::wake);
            coordinator.add(run);
            return run;
        }

        /** One turn of the coordinator; then every send that it started, to its end. */
        boolean step() {
            boolean moved = coordinator.turn();
            return sendAll() || moved;
        }

        boolean sendAll() {
            boolean any = false;
            for (Runnable send = sends.poll(); send != null; send = sends.poll()) {
                send.run();
                any = true;
            }
            return any;
        }

        void sendOne() {
            sends.remove().run();
        }

        /** Turns until nothing moves any more at this instant. */
        void settleDown() {
            for (int i = 0; i < 10_000; i++) {
                if (!step()) {
                    return;
                }
            }
            throw new AssertionError("the engine does not come to rest");
        }

        /** Lets time pass in small steps until the run is over, at most so long. */
        void finish(Run run, Duration atMost) {
            for (Duration passed = Duration.ZERO;
                    passed.compareTo(atMost) < 0;
                    passed = passed.plus(Duration.ofMillis(250))) {
                settleDown();
                if (run.completion().isDone()) {
                    return;
                }
                advance(Duration.ofMillis(250));
            }
            throw new AssertionError("the run is not over after " + atMost + ": " + run.progress());
        }

        /** Only the coordinator turns, while time passes: senders are busy elsewhere. */
        void turnFor(Duration time) {
            for (Duration passed = Duration.ZERO;
                    passed.compareTo(time) < 0;
                    passed = passed.plus(Duration.ofMillis(250))) {
                advance(Duration.ofMillis(250));
                coordinator.turn();
            }
        }

        /** Lets time pass in small steps. */
        void goOn(Duration time) {
            for (Duration passed = Duration.ZERO;
                    passed.compareTo(time) < 0;
                    passed = passed.plus(Duration.ofMillis(250))) {
                settleDown();
                advance(Duration.ofMillis(250));
            }
            settleDown();
        }
    }
}
