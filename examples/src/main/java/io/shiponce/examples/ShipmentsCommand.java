package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.Shipment;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shipments}: lists them, page by page. For one thread; changes nothing. */
@Command(name = "shipments", description = "Lists shipments.", sortOptions = false)
final class ShipmentsCommand extends StoreCommand {
    private static final String ROW = "%-22s %-24s %-32s %-12s %-9s %7s %-20s %s%n";

    @Option(names = "--state", description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable ShipmentState state;

    @Option(
            names = "--number",
            paramLabel = "NUMBER",
            description = "Only those that it may mean: an order's number, a reference, or a tracking number.")
    private @Nullable String number;

    @Override
    int run(ShipmentStore store) {
        if (!json()) {
            out().printf(ROW, "ID", "ORDER", "REFERENCE", "CARRIER", "STATE", "ATTEMPT", "TRACKING NUMBER", "");
        }
        if (number == null) {
            ShipmentPages.forEach(store, ShipmentFilter.ALL.withState(state), shipment -> print(Shipment.of(shipment)));
        } else {
            ShipmentCommand.operator(store).ofNumber(number).stream()
                    .filter(shipment -> state == null || state == shipment.state())
                    .forEach(this::print);
        }
        return Exit.DONE;
    }

    private void print(Shipment shipment) {
        if (json()) {
            ObjectNode line = object();
            line.put("id", shipment.id().value());
            line.put("order", shipment.order().toString());
            line.put("reference", shipment.reference());
            line.put("carrier", shipment.carrier());
            line.put("state", shipment.state().name());
            line.put("attempt", shipment.attempt());
            line.put("trackingNumber", shipment.trackingNumber());
            out().println(line);
        } else {
            out().printf(
                            ROW,
                            shipment.id(),
                            shipment.order(),
                            shipment.reference(),
                            shipment.carrier(),
                            shipment.state(),
                            shipment.attempt(),
                            shipment.trackingNumber() == null ? "-" : shipment.trackingNumber(),
                            shipment.held() == null ? "" : "held: " + shipment.held());
        }
    }
}
