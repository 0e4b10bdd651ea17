package com.example.shop;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Progress;
import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * A shop in one file: twelve orders, a store, a carrier. {@code crash} ends the process in the middle of a send; {@code not-sent}
 * declares what is in doubt not sent; {@code van.txt} is what really happened.
 */
public final class Shop {
    private Shop() {}

    /** Does everything, with what the words say. */
    public static void main(String[] words) throws IOException {
        List<String> wanted = List.of(words);
        StoreSettings where = new StoreSettings("jdbc:sqlite:shop.db", "my-shop", Duration.ofSeconds(2), Map.of());
        JdbcShipmentStore.migrate(where);
        Van van = new Van(Path.of("van.txt"), wanted.contains("crash") ? 3 : Integer.MAX_VALUE);
        try (JdbcShipmentStore store = JdbcShipmentStore.open(where);
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier(
                                "van", van, CarrierLimits.ofSlots(4)) // at most four sends at once: at most four doubts
                        .settings(EngineSettings.of(Duration.ofSeconds(2), Duration.ofSeconds(6)))
                        .build()) {
            for (int number = 1001; number <= 1012; number++) {
                engine.accept(order(String.valueOf(number))); // durable; the same order again changes nothing
            }
            if (wanted.contains("not-sent")) {
                declareNotSent(engine.operator());
            }
            Progress run = engine.dispatch(Selection.all()).completion().join();
            System.out.println("sent: " + run.sent() + ", found at the carrier: " + run.reconciled());
            engine.operator().counts().forEach(counts -> System.out.println("the store says: " + counts.states()));
        }
        List<String> loaded = van.loaded();
        System.out.println("the van says: " + loaded.size() + " loaded, "
                + (loaded.size() - new HashSet<>(loaded).size()) + " of them twice");
    }

    private static Order order(String number) {
        Address ada = new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);
        return new Order("my-shop", number, null, "van", 0, ada, List.of(OrderLine.of("MUG-1", 1)));
    }

    /** What a person does who has looked into the van; refused as long as the lost send might still be under way. */
    private static void declareNotSent(Operator operator) {
        for (Shipment shipment : operator.page(ShipmentFilter.ALL, null, 100)) {
            if (shipment.state() == ShipmentState.IN_DOUBT) {
                operator.declareNotSent(shipment, "me", "it is not in the van");
            }
        }
    }

    /** The carrier: each line of its file is a parcel that is on its way. It can be asked for a reference: level 1. */
    private static final class Van implements CarrierAdapter, CarrierLookup {
        private final Path file;
        private int untilCrash;

        Van(Path file, int untilCrash) {
            this.file = file;
            this.untilCrash = untilCrash;
        }

        @Override
        public Recovery recovery() {
            return Recovery.of(Recovery.Level.LOOKUP, "van", "1");
        }

        @Override
        public SendOutcome send(Consignment consignment, SendPermit permit) {
            drive();
            if (!permit.allowsSend()) {
                return new SendOutcome.NotSent("the claim ends too soon");
            }
            load(permit.reference());
            drive();
            return new SendOutcome.Accepted(Receipt.of(number(permit.reference())));
        }

        @Override
        public LookupOutcome lookUp(String reference) {
            try {
                return loaded().contains(reference)
                        ? new LookupOutcome.Found(List.of(new LookupOutcome.Match(number(reference), null, false)))
                        : new LookupOutcome.Absent();
            } catch (IOException e) {
                return new LookupOutcome.Failed("the van cannot be looked into");
            }
        }

        private synchronized void load(String reference) {
            try {
                Files.writeString(file, reference + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new IllegalStateException(e); // to the engine, an exception is never a no
            }
            if (--untilCrash == 0) {
                Runtime.getRuntime().halt(137); // loaded, and nobody was told: the worst instant
            }
        }

        private synchronized List<String> loaded() throws IOException {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        }

        private static TrackingNumber number(String reference) {
            return new TrackingNumber("VAN-" + reference);
        }

        /** Every carrier takes its time. */
        private static void drive() {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
