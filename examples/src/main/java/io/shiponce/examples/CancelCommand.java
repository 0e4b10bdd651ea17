package io.shiponce.examples;

import io.shiponce.CarrierLimits;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Shipment;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cancel}: withdraws what was not sent, and asks the carrier about what was. For one thread. */
@Command(
        name = "cancel",
        description =
                "Cancels pending shipments. For claimed or doubtful ones the wish is remembered; for confirmed ones the"
                        + " carrier is asked, if --carrier-url or --carriers names it.",
        sortOptions = false)
final class CancelCommand extends ShipmentCommand {
    @Mixin
    private CarrierOptions carriers = new CarrierOptions();

    @Override
    void check() {
        super.check();
        checked(this::served).close();
    }

    private ServedCarriers served() {
        return carriers.open(EngineSettings.defaults().timeout(), CarrierLimits.ofSlots(1));
    }

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        try (ServedCarriers served = served()) {
            return Operator.of(store, EngineSettings.defaults(), served.adapters())
                    .cancel(seen, signature.by(), signature.reason());
        }
    }

    @Override
    Answer answer(ShipmentRecord after) {
        return switch (after.state()) {
            case CANCELLED -> new Answer("it will not be sent", true);
            case CONFIRMED -> confirmed(after);
            case CLAIMED, IN_DOUBT, PENDING, REJECTED ->
                new Answer("the wish is remembered: it is not sent again, but may have been sent already", false);
        };
    }

    private Answer confirmed(ShipmentRecord after) {
        if (!after.cancelRequested()) {
            return new Answer("its carrier cancelled it", true);
        }
        return new Answer(
                carriers.given()
                        ? "the carrier has it and did not cancel it: see 'history'"
                        : "the carrier has it and was not asked to cancel it: see --carrier-url and --carriers",
                false);
    }
}
