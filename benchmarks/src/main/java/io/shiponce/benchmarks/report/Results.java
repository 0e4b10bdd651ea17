package io.shiponce.benchmarks.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.KillResult;
import io.shiponce.benchmarks.lab.Machine;
import io.shiponce.benchmarks.lab.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs have measured, as it lies in files: every round, nothing summed up. */
public final class Results {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Results() {}

    /** Where the carrier was. */
    public enum Mode {
        /** In a process of its own, and slow. */
        OUTSIDE,
        /** In the contender's JVM, and instant. */
        INSIDE
    }

    /** One contender in one round. */
    public record Measured(Mode mode, Contenders contender, int shipments, int round, Map<Figure, Double> figures) {}

    /** One contender killed once. */
    public record Killed(Contenders contender, int shipments, int round, KillResult result) {}

    /**
     * All contenders side by side.
     *
     * @param carrierPerSecond what the carrier's process takes at most, with no latency
     * @param arguments the command line that led to it
     */
    public record Comparison(
            Machine machine,
            String arguments,
            int slots,
            String latency,
            double carrierPerSecond,
            List<Measured> measured,
            List<Killed> killed) {}

    /**
     * One goal.
     *
     * @param atMost whether the bound is not to be exceeded; else it is to be reached
     * @param note what else there is to know
     */
    public record Verdict(
            String goal, String title, Spread measured, double bound, boolean atMost, String unit, String note) {

        /** Whether the median is within the bound. */
        public boolean reached() {
            return atMost ? measured.median() <= bound : measured.median() >= bound;
        }
    }

    /** The goals that one run has measured. */
    public record Judged(Machine machine, String arguments, int rounds, double scale, List<Verdict> verdicts) {
        /** Each once. */
        public Set<String> goals() {
            return verdicts.stream().map(Verdict::goal).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private Judged without(Set<String> goals) {
            List<Verdict> others = verdicts.stream()
                    .filter(verdict -> !goals.contains(verdict.goal()))
                    .toList();
            return new Judged(machine, arguments, rounds, scale, others);
        }
    }

    /** Each goal as it was measured last; a ratio is always of one run. */
    public record AllJudged(List<Judged> runs) {
        /** The same after another run. */
        public AllJudged with(Judged run) {
            return new AllJudged(Stream.concat(
                            runs.stream().map(earlier -> earlier.without(run.goals())), Stream.of(run))
                    .filter(one -> !one.verdicts().isEmpty())
                    .toList());
        }
    }

    /** One benchmark of {@code micro}. */
    public record Timing(String benchmark, double nanos, double error) {}

    /** All of them. */
    public record Micro(Machine machine, String arguments, List<Timing> timings) {}

    /** Writes one of these records. */
    public static void write(Path directory, String name, Object results) throws IOException {
        Files.createDirectories(directory);
        JSON.writeValue(directory.resolve(name + ".json").toFile(), results);
    }

    /** Reads it again; empty if it was never written. */
    public static <T> Optional<T> read(Path directory, String name, Class<T> type) throws IOException {
        Path file = directory.resolve(name + ".json");
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), type)) : Optional.empty();
    }
}
