package io.shiponce.benchmarks;

import io.shiponce.benchmarks.lab.Machine;
import io.shiponce.benchmarks.micro.CpuBenchmarks;
import io.shiponce.benchmarks.report.Results;
import io.shiponce.benchmarks.report.Results.Timing;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code micro}: what is CPU only, by JMH. */
@Command(name = "micro", sortOptions = false, description = "Measures what is CPU only, by JMH.")
final class MicroCommand extends MeasuringCommand {
    @Option(
            names = "--seconds",
            defaultValue = "2",
            description = "Of each of the five iterations of each round. Default: ${DEFAULT-VALUE}")
    private double seconds;

    @Override
    public Integer call() throws Exception {
        TimeValue time = TimeValue.milliseconds(Math.max(1, Math.round(seconds * 1_000)));
        List<Timing> timings = new Runner(new OptionsBuilder()
                        .include(CpuBenchmarks.class.getPackageName() + ".*")
                        .forks(rounds())
                        .warmupIterations(3)
                        .warmupTime(time)
                        .measurementIterations(5)
                        .measurementTime(time)
                        // Or one that fails would only be missing.
                        .shouldFailOnError(true)
                        .build())
                .run().stream().map(MicroCommand::timing).toList();
        Results.write(results(), "micro", new Results.Micro(Machine.here("none"), arguments(), timings));
        return 0;
    }

    private static Timing timing(RunResult result) {
        return new Timing(
                result.getPrimaryResult().getLabel(),
                result.getPrimaryResult().getScore(),
                result.getPrimaryResult().getScoreError());
    }
}
