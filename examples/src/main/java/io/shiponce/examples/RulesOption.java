package io.shiponce.examples;

import io.shiponce.Planning;
import io.shiponce.examples.rules.RulesFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which rules orders become shipments. For one thread. */
final class RulesOption {
    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "A JSON file of rules for stock, splitting, carriers, limits and boxes. Default: by origin,"
                    + " shipping class and availability; the order's own carrier")
    private @Nullable Path file;

    /** For picocli. */
    RulesOption() {}

    /** Throws {@link IllegalArgumentException} that names the file and the place. */
    Planning planning() {
        return file == null ? Planning.builder().build() : RulesFile.read(file);
    }
}
