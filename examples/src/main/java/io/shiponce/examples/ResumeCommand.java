package io.shiponce.examples;

import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resume}: ends a pause and grants the carrier a new budget of doubts. For one thread. */
@Command(
        name = "resume",
        description = "Ends the pause of a carrier, and grants it a new budget of unknown answers.",
        sortOptions = false)
final class ResumeCommand extends StoreCommand {
    @Parameters(paramLabel = "CARRIER", description = "The carrier's name; * ends a pause of all.")
    private String carrier = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does this. Default: ${DEFAULT-VALUE}")
    private String by = "";

    @Override
    int run(ShipmentStore store) {
        if (!carrier.equals(Control.EVERYTHING)) {
            KnownCarriers.check(store, carrier, this::usage);
        }
        Control control =
                checked(() -> Operator.of(store, EngineSettings.defaults()).resume(carrier, by));
        boolean paused = control.isPaused(carrier);
        result(
                object().put("carrier", carrier).put("paused", paused),
                paused
                        ? "Carrier " + carrier + " stays paused, since all are: see 'resume *'."
                        : "Carrier " + carrier + " is not paused any more.");
        return paused ? Exit.NEEDS_A_PERSON : Exit.DONE;
    }
}
