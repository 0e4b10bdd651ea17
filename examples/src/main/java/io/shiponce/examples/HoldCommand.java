package io.shiponce.examples;

import io.shiponce.Shipment;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import picocli.CommandLine.Command;

/** {@code hold}: keeps pending shipments back. For one thread. */
@Command(
        name = "hold",
        description = "Keeps pending shipments back until they are released by 'retry'.",
        sortOptions = false)
final class HoldCommand extends ShipmentCommand {

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        return operator(store).hold(seen, signature.by(), signature.reason());
    }

    @Override
    Answer answer(ShipmentRecord after) {
        return new Answer("it is kept back until it is released by 'retry'", true);
    }
}
