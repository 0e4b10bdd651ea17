package io.shiponce.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.Quarantine;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentStore;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code status}: how many shipments are where, and what is paused. For one thread; changes nothing. */
@Command(name = "status", description = "Tells how many shipments are where, and what is paused.", sortOptions = false)
final class StatusCommand extends StoreCommand {

    @Override
    int run(ShipmentStore store) {
        List<CarrierCounts> counts = store.counts(ShipmentFilter.ALL);
        Totals totals = Totals.of(counts);
        if (json()) {
            ObjectNode status = object();
            status.put("pending", totals.pending());
            status.put("claimed", totals.claimed());
            status.put("confirmed", totals.confirmed());
            status.put("rejected", totals.rejected());
            status.put("inDoubt", totals.inDoubt());
            status.put("cancelled", totals.cancelled());
            out().println(status);
        } else {
            print("pending", totals.pending());
            print("claimed", totals.claimed());
            print("confirmed", totals.confirmed());
            print("rejected", totals.rejected());
            print("in doubt", totals.inDoubt());
            print("cancelled", totals.cancelled());
        }
        tellWaiting(counts);
        tellControl(store.control());
        return Exit.DONE;
    }

    private void print(String what, long count) {
        out().println(String.format("%-10s %,9d", what, count));
    }

    private void tellWaiting(List<CarrierCounts> counts) {
        for (CarrierCounts carrier : counts) {
            if (carrier.held() > 0) {
                note("carrier " + carrier.carrier() + ": " + carrier.held() + " held, see 'shipments --state PENDING'");
            }
            if (carrier.dated() > 0) {
                note("carrier " + carrier.carrier() + ": " + carrier.dated() + " dated later by their orders");
            }
        }
    }

    private void tellControl(Control control) {
        control.pauses()
                .forEach((carrier, pause) -> note("carrier " + carrier + " is paused since " + pause.since() + " by "
                        + pause.by() + ": " + pause.reason()));
        Quarantine quarantine = control.quarantine();
        if (quarantine != null) {
            note("in quarantine since the restore at " + quarantine.restoredAt() + "; ended by 'after-restore --lift'");
        }
    }
}
