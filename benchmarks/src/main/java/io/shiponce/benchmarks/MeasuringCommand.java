package io.shiponce.benchmarks;

import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Machine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the measuring commands have in common. */
abstract class MeasuringCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--results",
            defaultValue = "benchmarks/target/results",
            description = "Where results go. Default: ${DEFAULT-VALUE}")
    private Path results = Path.of("");

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often everything is measured, in turn. Default: ${DEFAULT-VALUE}")
    private int rounds;

    final Path results() {
        return results;
    }

    final int rounds() {
        return rounds;
    }

    /** As it was typed. */
    final String arguments() {
        return String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs());
    }

    final void note(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }

    final Lab lab() throws Exception {
        return Lab.open(results.resolveSibling("lab"));
    }

    static Machine machine(Lab lab) throws Exception {
        return Machine.here(lab.postgresVersion());
    }
}
