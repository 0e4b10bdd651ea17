package io.shiponce.examples;

import io.shiponce.ArchiveFile;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.store.ShipmentStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code erase}: erases personal data of shipments finished long ago, and archives them before. For one thread; can be repeated. */
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

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description = "First writes all that is known of them to this new file: a JSON object on a line for each.")
    private @Nullable Path archive;

    @Override
    int run(ShipmentStore store) {
        Operator operator = Operator.of(store, EngineSettings.defaults());
        long erased = archive == null ? operator.erase(olderThan) : archived(operator, archive);
        result(object().put("erased", erased), "The personal data of " + erased + " shipments was erased.");
        return Exit.DONE;
    }

    private long archived(Operator operator, Path to) {
        try (ArchiveFile file = ArchiveFile.create(to)) {
            return operator.erase(olderThan, file);
        } catch (UncheckedIOException e) {
            throw new RefusedException(e.getMessage() + "; what it does not have is still in the store", e);
        }
    }
}
