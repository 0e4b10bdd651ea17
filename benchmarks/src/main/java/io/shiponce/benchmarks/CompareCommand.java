package io.shiponce.benchmarks;

import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.DatabaseKind;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.KillResult;
import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Machine;
import io.shiponce.benchmarks.lab.Trial;
import io.shiponce.benchmarks.report.Results;
import io.shiponce.benchmarks.report.Results.Killed;
import io.shiponce.benchmarks.report.Results.Measured;
import io.shiponce.benchmarks.report.Results.Mode;
import io.shiponce.examples.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code compare}: all contenders on one PostgreSQL and one carrier, in rounds, each in a JVM of its own; and each killed in the middle.
 */
@Command(
        name = "compare",
        sortOptions = false,
        description = "Measures ShipOnce beside its peers, and kills each of them in the middle of a run.")
final class CompareCommand extends MeasuringCommand {
    private static final int CEILING_SECONDS = 5;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description = "Who takes part, for example shiponce,db-scheduler. Default: all but send-all-unbounded")
    private List<String> names = List.of();

    @Option(
            names = "--shipments",
            defaultValue = "3500",
            description = "Sent to the carrier's process. Default: ${DEFAULT-VALUE}")
    private int shipments;

    @Option(
            names = "--fast-shipments",
            defaultValue = "60000",
            description = "Sent to the instant carrier by ShipOnce and the limit. Default: ${DEFAULT-VALUE}")
    private int fastShipments;

    @Option(
            names = "--peer-shipments",
            defaultValue = "12000",
            description =
                    "The same by everybody else, whose runs take long enough with these. Default: ${DEFAULT-VALUE}")
    private int peerShipments;

    @Option(
            names = "--latency",
            converter = Durations.class,
            defaultValue = "50ms",
            description = "Of the carrier's process. Default: ${DEFAULT-VALUE}")
    private Duration latency = Duration.ZERO;

    @Option(names = "--skip", split = ",", description = "Leaves out some of: outside, inside, kills.")
    private List<String> skipped = List.of();

    private final List<Measured> measured = new ArrayList<>();
    private final List<Killed> killed = new ArrayList<>();
    private boolean failed;

    @Override
    public Integer call() throws Exception {
        try (Lab lab = lab()) {
            Machine machine = machine(lab);
            double ceiling = lab.carrierCeiling(64, Duration.ofSeconds(CEILING_SECONDS));
            note(String.format(Locale.ROOT, "The carrier's process takes %.0f/s.", ceiling));
            for (int round = 1; round <= rounds(); round++) {
                for (Contenders contender : inTurn(round)) {
                    measure(lab, contender, round);
                }
                Results.write(
                        results(),
                        "compare",
                        new Results.Comparison(
                                machine, arguments(), 64, latency.toString(), ceiling, measured, killed));
            }
        }
        return failed ? 1 : 0;
    }

    /** Nobody is always the first, or always behind the same neighbour's dirty pages. */
    private List<Contenders> inTurn(int round) {
        List<Contenders> contenders = names.isEmpty()
                ? new ArrayList<>(Arrays.asList(Contenders.values()))
                : new ArrayList<>(names.stream().map(Contenders::of).toList());
        if (names.isEmpty()) {
            contenders.remove(Contenders.SEND_ALL_UNBOUNDED);
        }
        Collections.rotate(contenders, round * 2 - 2);
        return contenders;
    }

    private void measure(Lab lab, Contenders contender, int round) {
        if (!skipped.contains("outside")) {
            Trial outside = Trial.outside(contender, DatabaseKind.POSTGRESQL, shipments, latency, Duration.ZERO)
                    .withProbe();
            measure(lab, Mode.OUTSIDE, outside, round);
        }
        if (!skipped.contains("inside")) {
            boolean slow = contender.isPeer() || contender == Contenders.SEND_THEN_MARK;
            int count = slow ? peerShipments : fastShipments;
            measure(lab, Mode.INSIDE, Trial.inside(contender, DatabaseKind.POSTGRESQL, count), round);
        }
        if (!skipped.contains("kills")) {
            kill(lab, Trial.outside(contender, DatabaseKind.POSTGRESQL, shipments, latency, Duration.ZERO), round);
        }
    }

    private void measure(Lab lab, Mode mode, Trial trial, int round) {
        try {
            Map<Figure, Double> figures = lab.run(trial);
            measured.add(new Measured(mode, trial.contender(), trial.shipments(), round, figures));
            note(String.format(
                    Locale.ROOT,
                    "round %d, %s, %s: %.0f/s",
                    round,
                    mode.name().toLowerCase(Locale.ROOT),
                    trial.contender().key(),
                    figures.getOrDefault(Figure.PER_SECOND, 0.0)));
        } catch (Exception e) {
            failed(trial, e);
        }
    }

    private void kill(Lab lab, Trial trial, int round) {
        try {
            KillResult result = lab.kill(trial);
            killed.add(new Killed(trial.contender(), trial.shipments(), round, result));
            note("round " + round + ", killed, " + trial.contender().key() + ": " + result);
        } catch (Exception e) {
            failed(trial, e);
        }
    }

    /** One that cannot be measured keeps none of the others from it; the command says so with its exit code. */
    private void failed(Trial trial, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        failed = true;
        note("FAILED: " + trial + ": " + e);
    }
}
