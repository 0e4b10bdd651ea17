package io.shiponce.examples;

import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pause}: no engine claims anything more of a carrier. For one thread. */
@Command(
        name = "pause",
        description = "Stops claiming shipments of a carrier, in all processes; what is in flight is finished.",
        sortOptions = false)
final class PauseCommand extends StoreCommand {
    @Parameters(paramLabel = "CARRIER", description = "The carrier's name; * for all.")
    private String carrier = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does this. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "paused by hand",
            description = "Why, for those who find it paused. Default: ${DEFAULT-VALUE}")
    private String reason = "";

    @Override
    int run(ShipmentStore store) {
        if (!carrier.equals(Control.EVERYTHING)) {
            KnownCarriers.check(store, carrier, this::usage);
        }
        Control control =
                checked(() -> Operator.of(store, EngineSettings.defaults()).pause(carrier, by, reason));
        Control.Pause pause = control.pauses().get(carrier);
        String why = pause == null ? reason : pause.reason();
        result(
                object().put("carrier", carrier)
                        .put("paused", control.isPaused(carrier))
                        .put("reason", why),
                "Carrier " + carrier + " is paused: " + why + ". 'resume' ends it.");
        return Exit.DONE;
    }
}
