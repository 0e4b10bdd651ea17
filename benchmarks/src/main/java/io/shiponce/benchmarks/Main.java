package io.shiponce.benchmarks;

import io.shiponce.benchmarks.contender.RunCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks' program. */
@Command(
        name = "benchmarks",
        description = "Measures ShipOnce beside its peers and its goals. All results are JSON in --results.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            AllCommand.class,
            CompareCommand.class,
            GoalsCommand.class,
            MicroCommand.class,
            ReportCommand.class,
            RunCommand.class
        })
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** For picocli. */
    public Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
