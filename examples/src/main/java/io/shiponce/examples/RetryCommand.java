package io.shiponce.examples;

import io.shiponce.Shipment;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code retry}: releases pending shipments that are held or backing off. For one thread. */
@Command(
        name = "retry",
        description = "Releases pending shipments that are held or backing off: the next dispatch sends them.",
        sortOptions = false)
final class RetryCommand extends ShipmentCommand {
    @Option(names = "--all-held", description = "All that are held, instead of named ones.")
    private boolean allHeld;

    @Override
    boolean bySelection() {
        return allHeld;
    }

    @Override
    List<ShipmentRecord> selected(ShipmentStore store) {
        return ShipmentPages.all(store, ShipmentFilter.ALL.withState(ShipmentState.PENDING)).stream()
                .filter(shipment -> shipment.held() != null)
                .toList();
    }

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        return operator(store).retry(seen, signature.by(), signature.reason());
    }

    @Override
    Answer answer(ShipmentRecord after) {
        return new Answer("it is due at once", true);
    }
}
