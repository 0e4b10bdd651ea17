package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code history}: everything that happened to one shipment. For one thread; changes nothing. */
@Command(name = "history", description = "Tells everything that happened to a shipment.", sortOptions = false)
final class HistoryCommand extends StoreCommand {
    @Parameters(paramLabel = "ID", description = "The shipment's id, or its reference.")
    private String id = "";

    @Override
    int run(ShipmentStore store) {
        List<ShipmentRecord> found = checked(() -> Choice.byName(store, List.of(id)));
        ShipmentRecord shipment = found.get(0);
        if (!json()) {
            out().println("Shipment " + shipment.id() + ", part " + shipment.part() + " of order " + shipment.order()
                    + ", reference " + shipment.reference() + ", carrier " + shipment.carrier() + ": "
                    + shipment.state());
        }
        store.history(shipment.id()).forEach(this::print);
        return Exit.DONE;
    }

    private void print(HistoryEntry entry) {
        String from = entry.from() == null ? null : entry.from().name();
        if (json()) {
            ObjectNode line = object();
            line.put("time", entry.at().toString());
            line.put("from", from);
            line.put("to", entry.to().name());
            line.put("actor", entry.actor());
            line.put("attempt", entry.attempt());
            line.put("detail", entry.detail());
            line.put("kind", entry.kind().name());
            line.put("trackingNumber", entry.trackingNumber());
            line.put("count", entry.count());
            out().println(line);
        } else {
            out().println(entry.at() + "  " + (from == null ? "" : from + " -> ") + entry.to() + "  " + entry.kind()
                    + (entry.count() > 1 ? " x " + entry.count() : "") + ", attempt " + entry.attempt() + ", by "
                    + entry.actor()
                    + (entry.trackingNumber() == null ? "" : ", tracking number " + entry.trackingNumber())
                    + (entry.detail().isEmpty() ? "" : ": " + entry.detail()));
        }
    }
}
