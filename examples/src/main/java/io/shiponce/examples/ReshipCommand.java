package io.shiponce.examples;

import io.shiponce.Shipment;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import picocli.CommandLine.Command;

/** {@code reship}: ships the goods of finished shipments once more, on purpose. For one thread. */
@Command(
        name = "reship",
        description = "Ships the goods of confirmed or cancelled shipments once more, on purpose, as new shipments.",
        sortOptions = false)
final class ReshipCommand extends ShipmentCommand {
    private String spawned = "";

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        TransitionResult result = operator(store).reship(seen, signature.by(), signature.reason());
        spawned = "";
        if (result instanceof TransitionResult.Done) {
            ShipmentPages.forEach(store, ShipmentFilter.ofOrder(seen.order()), sibling -> {
                if (seen.id().equals(sibling.reshipOf())) {
                    spawned = sibling.id().value();
                }
            });
        }
        return result;
    }

    @Override
    Answer answer(ShipmentRecord after) {
        return new Answer("its goods leave once more as shipment " + spawned, true);
    }
}
