package io.shiponce.benchmarks;

import io.shiponce.benchmarks.report.Report;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: writes the figures of the last runs into the page. */
@Command(
        name = "report",
        sortOptions = false,
        description = "Writes the figures of the last runs into docs/benchmarks.md, and the pictures beside it.")
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--results",
            defaultValue = "benchmarks/target/results",
            description = "Where results lie. Default: ${DEFAULT-VALUE}")
    private Path results = Path.of("");

    @Option(
            names = "--page",
            defaultValue = "docs/benchmarks.md",
            description = "Which page. Default: ${DEFAULT-VALUE}")
    private Path page = Path.of("");

    @Override
    public Integer call() throws Exception {
        Report.write(results, page);
        return 0;
    }
}
