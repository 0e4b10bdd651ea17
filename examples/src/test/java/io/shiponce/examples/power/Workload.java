package io.shiponce.examples.power;

import io.shiponce.Acceptance;
import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Order;
import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.carrier.SendPermit;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The process whose power fails: a shop with the real store and the real engine. Orders come in, one by one from several threads
 * and many at once, while they are dispatched.
 */
final class Workload {
    static final EngineSettings SETTINGS =
            EngineSettings.of(Duration.ofSeconds(5), Duration.ofSeconds(30)).withPollInterval(Duration.ofMillis(20));

    static final String DATABASE = "store.db";
    static final String LOG = DATABASE + "-wal";

    private static final int SLOTS = 8;
    private static final int ENDS_WITHIN_SECONDS = 300;

    private final StoreSettings address;
    private final Script script;
    private final Witness witness;
    private final ScriptedCarrier carrier;

    private Workload(StoreSettings address, Script script, Witness witness) {
        this.address = address;
        this.script = script;
        this.witness = witness;
        this.carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC()).otherwise(this::answer);
    }

    /** The database's directory, the file of what is told, the script. */
    public static void main(String[] arguments) throws Exception {
        StoreSettings address = settings(Path.of(arguments[0]));
        Witness witness = new Witness(Path.of(arguments[1]));
        Workload workload = new Workload(address, Script.parse(arguments[2]), witness);
        JdbcShipmentStore.migrate(address);
        witness.tell(Witness.SCHEMA);
        for (int round = 0; round < workload.script.rounds(); round++) {
            workload.round(workload.script.ordersOf(round));
        }
    }

    static StoreSettings settings(Path directory) {
        return new StoreSettings(
                "jdbc:sqlite:" + directory.resolve(DATABASE), "power", Duration.ofSeconds(10), Map.of());
    }

    private Reply answer(SendPermit permit) {
        int draw = new Random(Objects.hash(script.seed(), permit.reference(), permit.attempt())).nextInt(100);
        Reply reply;
        if (draw < 5) {
            reply = Reply.executedButUnknown();
        } else if (draw < 8) {
            reply = Reply.rejected("no such street");
        } else if (draw < 12) {
            reply = Reply.notSent();
        } else {
            reply = Reply.normal();
        }
        if (reply.arrives()) {
            witness.tell(Witness.sent(permit.reference(), Clock.systemUTC().instant()));
        }
        return reply;
    }

    private void round(List<Order> orders) throws Exception {
        try (ShipmentStore store = open();
                DispatchEngine engine = engine(witness.watching(store))) {
            engine.start();
            int half = orders.size() / 2;
            orders.subList(0, half).parallelStream().forEach(order -> accepted(engine.accept(order)));
            engine.acceptAll(orders.subList(half, orders.size())).forEach(this::accepted);
            engine.dispatch(Selection.all()).completion().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private ShipmentStore open() {
        return script.isDurable()
                ? JdbcShipmentStore.open(address)
                : JdbcShipmentStore.open(CarelessSource.of(address.url(), script.synchronous()), address);
    }

    private DispatchEngine engine(ShipmentStore store) {
        DispatchEngine.Builder builder = DispatchEngine.builder(store)
                .carrier(Order.DEFAULT_CARRIER, carrier, CarrierLimits.ofSlots(SLOTS))
                .settings(SETTINGS);
        try {
            return builder.build();
        } catch (StoreRefusedException e) {
            witness.tell(Witness.REFUSED + " " + e.getMessage());
            return builder.settings(SETTINGS.withUnsafeStoreAllowed()).build();
        }
    }

    private void accepted(Acceptance acceptance) {
        if (!(acceptance instanceof Acceptance.Accepted accepted)) {
            throw new AssertionError(acceptance);
        }
        for (Shipment shipment : accepted.shipments()) {
            witness.tell(Witness.kept(shipment.id(), shipment.version(), shipment.state()));
        }
    }
}
