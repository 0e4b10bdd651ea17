package io.shiponce.examples.power;

import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.examples.power.Acknowledged.Row;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.TransitionResult;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import io.shiponce.testkit.Ledger;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The shop's machine after the power came back: the same program opens what is left of the store. For one thread. */
final class Aftermath {
    /** What a shipment can be that may be on its way. */
    private static final Set<ShipmentState> NOT_SENT_AGAIN =
            EnumSet.of(ShipmentState.CLAIMED, ShipmentState.IN_DOUBT, ShipmentState.CONFIRMED);

    /** All claims have expired, and nothing of them can be under way any more. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    private static final int PAGE = 1_000;
    private static final int ENDS_WITHIN_SECONDS = 60;

    private final StoreSettings address;
    private final Acknowledged acknowledged;

    Aftermath(Path directory, Acknowledged acknowledged) {
        this.address = Workload.settings(directory);
        this.acknowledged = acknowledged;
    }

    /** Compares what is in the store with what had been acknowledged, and with what may have been sent. */
    List<Loss> losses() {
        try (ShipmentStore store = open()) {
            String integrity = integrity();
            return integrity.equals("ok") ? losses(store) : List.of(new Loss(Loss.Kind.DATABASE, integrity));
        } catch (StoreException | SQLException e) {
            return List.of(new Loss(Loss.Kind.DATABASE, e.toString()));
        }
    }

    /** Whoever had not been told yet that the tables are there makes them now. */
    private ShipmentStore open() {
        if (!acknowledged.schema()) {
            JdbcShipmentStore.migrate(address);
        }
        return JdbcShipmentStore.open(address, LATER);
    }

    private String integrity() throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            return result.getString(1);
        }
    }

    private List<Loss> losses(ShipmentStore store) {
        List<Loss> losses = new ArrayList<>();
        Map<String, ShipmentRecord> byId = new HashMap<>();
        Map<String, ShipmentState> byReference = new HashMap<>();
        for (ShipmentRecord shipment : all(store)) {
            byId.put(shipment.id().value(), shipment);
            byReference.put(shipment.reference(), shipment.state());
        }
        acknowledged.kept().forEach((id, row) -> {
            ShipmentRecord found = byId.get(id);
            if (found == null || !isKept(row, found)) {
                losses.add(Loss.of(id, row, found == null ? "nothing" : found.state() + " " + found.version()));
            }
        });
        acknowledged.sent().keySet().forEach(reference -> {
            ShipmentState found = byReference.get(reference);
            if (!NOT_SENT_AGAIN.contains(found)) {
                losses.add(Loss.ofSend(reference, found));
            }
        });
        return losses;
    }

    /** That version or a later one; and what was confirmed stays so, whatever comes later. */
    private static boolean isKept(Row row, ShipmentRecord found) {
        return found.version() >= row.version()
                && (found.version() > row.version() || found.state() == row.state())
                && (row.state() != ShipmentState.CONFIRMED || found.state() == ShipmentState.CONFIRMED);
    }

    private static List<ShipmentRecord> all(ShipmentStore store) {
        List<ShipmentRecord> all = new ArrayList<>();
        ShipmentId after = null;
        for (List<ShipmentRecord> page = store.page(ShipmentFilter.ALL, null, PAGE);
                !page.isEmpty();
                page = store.page(ShipmentFilter.ALL, after, PAGE)) {
            all.addAll(page);
            after = page.get(page.size() - 1).id();
        }
        return all;
    }

    /**
     * The shop offers all its orders again and dispatches, and a person settles what stays in doubt. The carrier has executed all
     * that may have been sent, and ships what it is sent again a second time. Returns its ledger.
     */
    Ledger goOn(Script script) throws Exception {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        acknowledged.sent().forEach((reference, at) -> carrier.ledger().append(reference, "BEFORE-" + reference, at));
        try (ShipmentStore store = open();
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier(Order.DEFAULT_CARRIER, carrier)
                        .settings(Workload.SETTINGS)
                        .build()) {
            engine.acceptAll(script.allOrders());
            dispatch(engine);
            settleDoubts(engine, carrier.ledger());
            dispatch(engine);
            checkEnd(all(store), script.allOrders().size(), carrier.ledger());
        }
        return carrier.ledger();
    }

    private static void dispatch(DispatchEngine engine) throws Exception {
        engine.dispatch(Selection.all()).completion().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private static void settleDoubts(DispatchEngine engine, Ledger ledger) {
        ShipmentFilter doubts = ShipmentFilter.ALL.withState(ShipmentState.IN_DOUBT);
        for (Shipment doubt : engine.operator().page(doubts, null, PAGE)) {
            if (ledger.references().contains(doubt.reference())) {
                throw new AssertionError("the carrier has it, and it was not found: " + doubt);
            }
            TransitionResult result = engine.operator().declareNotSent(doubt, "test", "the ledger says so");
            if (!(result instanceof TransitionResult.Done)) {
                throw new AssertionError(doubt + ": " + result);
            }
        }
    }

    private static void checkEnd(List<ShipmentRecord> shipments, int orders, Ledger ledger) {
        if (shipments.size() != orders) {
            throw new AssertionError(shipments.size() + " shipments of " + orders + " orders");
        }
        for (ShipmentRecord shipment : shipments) {
            boolean executed = !ledger.of(shipment.reference()).isEmpty();
            if (shipment.state() != (executed ? ShipmentState.CONFIRMED : ShipmentState.REJECTED)) {
                throw new AssertionError((executed ? "executed: " : "not executed: ") + shipment);
            }
        }
    }
}
