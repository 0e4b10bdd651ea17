package io.shiponce.examples;

import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code erase}: erases personal data of shipments finished long ago. For one thread; can be repeated. */
@Command(
        name = "erase",
        description = "Erases the personal data of shipments that were finished long ago; what happened to them stays.",
        sortOptions = false)
final class EraseCommand extends StoreCommand {
    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "AGE",
            converter = Durations.class,
            description = "Those finished longer ago than this, for example 90d.")
    private Duration olderThan = Duration.ZERO;

    @Override
    int run(ShipmentStore store) {
        long erased = Operator.of(store, EngineSettings.defaults()).erase(olderThan);
        result(object().put("erased", erased), "The personal data of " + erased + " shipments was erased.");
        return Exit.DONE;
    }
}
