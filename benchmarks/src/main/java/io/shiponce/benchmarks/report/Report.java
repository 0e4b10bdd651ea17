package io.shiponce.benchmarks.report;

import io.shiponce.benchmarks.report.Results.AllJudged;
import io.shiponce.benchmarks.report.Results.Comparison;
import io.shiponce.benchmarks.report.Results.Micro;
import io.shiponce.benchmarks.report.Results.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Writes what was measured into the page; what was not measured stays as it is. */
public final class Report {
    private Report() {}

    /** From {@code results} into {@code page} and the pictures beside it. */
    public static void write(Path results, Path page) throws IOException {
        Page pageOfFigures = new Page(page);
        Optional<Comparison> comparison = Results.read(results, "compare", Comparison.class);
        if (comparison.isPresent()) {
            write(comparison.get(), pageOfFigures, page);
        }
        Results.read(results, "goals", AllJudged.class).ifPresent(judged -> {
            pageOfFigures.replace("goals-machine", Tables.goalsMachine(judged));
            pageOfFigures.replace("goals", Tables.goals(judged));
        });
        Results.read(results, "micro", Micro.class)
                .ifPresent(micro -> pageOfFigures.replace(
                        "micro", Tables.machine(micro.machine(), micro.arguments()) + "\n\n" + Tables.micro(micro)));
        pageOfFigures.write();
    }

    private static void write(Comparison comparison, Page page, Path file) throws IOException {
        page.replace(
                "machine",
                Tables.machine(comparison.machine(), comparison.arguments())
                        + String.format(
                                Locale.ROOT,
                                "%n%n%d slots, a latency of %s; the carrier's process takes %,.0f/s at most with none.",
                                comparison.slots(),
                                comparison.latency(),
                                comparison.carrierPerSecond()));
        page.replace("outside", Tables.comparison(comparison, Mode.OUTSIDE));
        Plot.rates(comparison, file.resolveSibling("benchmarks-rates.svg"));
        page.replace(
                "inside",
                Tables.comparison(comparison, Mode.INSIDE) + "\n\n![Shipments per second](benchmarks-rates.svg)");
        if (!comparison.killed().isEmpty()) {
            Plot.kills(comparison, file.resolveSibling("benchmarks-kills.svg"));
            page.replace("kills", Tables.kills(comparison) + "\n\n![After a kill](benchmarks-kills.svg)");
        }
    }
}
