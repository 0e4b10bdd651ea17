package io.shiponce.benchmarks;

import io.shiponce.benchmarks.goal.Goals;
import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Machine;
import io.shiponce.benchmarks.report.Results;
import io.shiponce.benchmarks.report.Results.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code goals}: each goal as a ratio measured in this run. */
@Command(
        name = "goals",
        sortOptions = false,
        description = "Measures the goals that the engine is held to. Exit code 1 if one is missed.")
final class GoalsCommand extends MeasuringCommand {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "GOAL",
            description =
                    "Some of: latency, limit, sqlite, commits, wal, endpoint, memory, volume, volume-sqlite, accept,"
                            + " engines, virtual. Default: all")
    private List<String> only = List.of();

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "Makes all runs smaller, for a try. Default: ${DEFAULT-VALUE}")
    private double scale;

    @Option(
            names = "--finished",
            defaultValue = "10000000",
            description = "Finished shipments that volume stores first. Default: ${DEFAULT-VALUE}")
    private int finished;

    @Override
    public Integer call() throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        boolean failed = false;
        Results.AllJudged before =
                Results.read(results(), "goals", Results.AllJudged.class).orElse(new Results.AllJudged(List.of()));
        try (Lab lab = lab()) {
            Machine machine = machine(lab);
            Goals goals = new Goals(lab, rounds(), scale, finished, this::note);
            for (String goal : only.isEmpty() ? List.copyOf(goals.names()) : only) {
                try {
                    List<Verdict> measured = goals.measure(goal);
                    measured.forEach(this::show);
                    verdicts.addAll(measured);
                } catch (IllegalStateException e) {
                    // A child died or hung: the other goals can be measured nevertheless.
                    failed = true;
                    note("FAILED: " + goal + ": " + e);
                }
                Results.Judged run = new Results.Judged(machine, arguments(), rounds(), scale, verdicts);
                Results.write(results(), "goals", before.with(run));
            }
        }
        return failed || !verdicts.stream().allMatch(Verdict::reached) ? 1 : 0;
    }

    private void show(Verdict verdict) {
        note(String.format(
                Locale.ROOT,
                "%s %s: %s: %.3f (%.3f to %.3f) %s, %s %.3f; %s",
                verdict.reached() ? "reached" : "MISSED",
                verdict.goal(),
                verdict.title(),
                verdict.measured().median(),
                verdict.measured().low(),
                verdict.measured().high(),
                verdict.unit(),
                verdict.atMost() ? "at most" : "at least",
                verdict.bound(),
                verdict.note()));
    }
}
