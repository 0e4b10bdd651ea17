package io.shiponce.examples;

import io.shiponce.Carriers;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Order;
import io.shiponce.Shipment;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.TransitionResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cancel}: withdraws what was not sent, and asks the carrier about what was. For one thread. */
@Command(
        name = "cancel",
        description =
                "Cancels pending shipments. For claimed or doubtful ones the wish is remembered; for confirmed ones the"
                        + " carrier is asked, if --carrier-url is given.",
        sortOptions = false)
final class CancelCommand extends ShipmentCommand {
    @Option(
            names = "--carrier-url",
            paramLabel = "URL",
            description = "Where the reference carrier is asked to cancel.")
    private @Nullable String carrierUrl;

    @Override
    void check() {
        super.check();
        String url = carrierUrl;
        if (url != null) {
            checked(() -> adapter(url)).close();
        }
    }

    private static CarrierAdapter adapter(String url) {
        return Carriers.discover().create(Order.DEFAULT_CARRIER, Map.of("url", url));
    }

    @Override
    TransitionResult act(ShipmentStore store, Shipment seen, Signature signature) {
        String url = carrierUrl;
        if (url == null) {
            return operator(store).cancel(seen, signature.by(), signature.reason());
        }
        try (CarrierAdapter adapter = adapter(url)) {
            return Operator.of(store, EngineSettings.defaults(), Map.of(Order.DEFAULT_CARRIER, adapter))
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
                carrierUrl == null || !after.carrier().equals(Order.DEFAULT_CARRIER)
                        ? "the carrier has it and was not asked to cancel it: see --carrier-url"
                        : "the carrier has it and did not cancel it: see 'history'",
                false);
    }
}
