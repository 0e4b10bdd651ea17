package io.shiponce.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code all}: every measurement, and the page. What fails keeps nothing that comes after it from being measured. */
@Command(
        name = "all",
        sortOptions = false,
        description =
                "compare, goals, micro and report, one after the other. Exit code 1 if anything failed or a goal is"
                        + " missed.")
final class AllCommand implements Callable<Integer> {
    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often everything is measured, in turn. Default: ${DEFAULT-VALUE}")
    private String rounds = "";

    @Option(
            names = "--finished",
            defaultValue = "10000000",
            description = "Finished shipments that volume stores first. Default: ${DEFAULT-VALUE}")
    private String finished = "";

    @Override
    public Integer call() {
        int exit = Main.run("compare", "--rounds", rounds);
        exit = Math.max(exit, Main.run("goals", "--rounds", rounds, "--finished", finished));
        exit = Math.max(exit, Main.run("micro", "--rounds", rounds));
        return Math.max(exit, Main.run("report"));
    }
}
