package io.shiponce.benchmarks.report;

import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.KillResult;
import io.shiponce.benchmarks.lab.Machine;
import io.shiponce.benchmarks.lab.Spread;
import io.shiponce.benchmarks.report.Results.AllJudged;
import io.shiponce.benchmarks.report.Results.Comparison;
import io.shiponce.benchmarks.report.Results.Killed;
import io.shiponce.benchmarks.report.Results.Measured;
import io.shiponce.benchmarks.report.Results.Micro;
import io.shiponce.benchmarks.report.Results.Mode;
import io.shiponce.benchmarks.report.Results.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Results as Markdown: medians, and in brackets the lowest and the highest. */
final class Tables {
    private Tables() {}

    static String machine(Machine machine, String arguments) {
        return String.format(
                Locale.ROOT,
                "Measured at %s on %d cores (%s), %,d MiB, %s; %s; PostgreSQL %s; load before: %.2f.%n%n"
                        + "```sh%njava -jar benchmarks/target/benchmarks.jar %s%n```",
                machine.measuredAt(),
                machine.cores(),
                machine.processor(),
                machine.memoryMebibytes(),
                machine.system(),
                machine.java(),
                machine.postgres(),
                machine.load(),
                arguments);
    }

    /** One row per contender, one column per figure that anybody has. */
    static String comparison(Comparison comparison, Mode mode) {
        List<Measured> all =
                comparison.measured().stream().filter(one -> one.mode() == mode).toList();
        List<Figure> figures = Arrays.stream(Figure.values())
                .filter(figure -> figure != Figure.SECONDS)
                .filter(figure -> all.stream().anyMatch(one -> one.figures().containsKey(figure)))
                .toList();
        StringBuilder table = new StringBuilder("| | shipments |");
        figures.forEach(figure -> table.append(' ').append(figure.title()).append(" |"));
        table.append("\n| --- | --- |").append(" --- |".repeat(figures.size())).append('\n');
        for (Contenders contender : Contenders.values()) {
            List<Measured> rounds =
                    all.stream().filter(one -> one.contender() == contender).toList();
            if (!rounds.isEmpty()) {
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d |",
                        contender.title(),
                        rounds.get(0).shipments()));
                figures.forEach(
                        figure -> table.append(' ').append(cell(rounds, figure)).append(" |"));
                table.append('\n');
            }
        }
        return table.toString().stripTrailing();
    }

    private static String cell(List<Measured> rounds, Figure figure) {
        List<Double> values = rounds.stream()
                .filter(one -> one.figures().containsKey(figure))
                .map(one -> one.figures().get(figure))
                .toList();
        if (values.isEmpty()) {
            return "";
        }
        Spread spread = Spread.of(values);
        String number = "%,." + figure.decimals() + "f";
        return values.size() == 1
                ? String.format(Locale.ROOT, number, spread.median())
                : String.format(
                        Locale.ROOT,
                        number + " (" + number + " to " + number + ")",
                        spread.median(),
                        spread.low(),
                        spread.high());
    }

    static String kills(Comparison comparison) {
        Map<Contenders, List<Killed>> killed = comparison.killed().stream()
                .collect(Collectors.groupingBy(Killed::contender, LinkedHashMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder("""
                | after each SIGKILL at 40 % | kills | shipments | sent twice | left unfinished by its books | lost |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (Contenders contender : Contenders.values()) {
            List<Killed> rounds = killed.getOrDefault(contender, List.of());
            if (!rounds.isEmpty()) {
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %d | %,d | %s | %s | %s |%n",
                        contender.title(),
                        rounds.size(),
                        rounds.get(0).shipments(),
                        range(rounds, KillResult::duplicates),
                        range(rounds, KillResult::stuck),
                        range(rounds, KillResult::lost)));
            }
        }
        return table.toString().stripTrailing();
    }

    private static String range(List<Killed> rounds, ToIntFunction<KillResult> what) {
        var all = rounds.stream().map(Killed::result).mapToInt(what).summaryStatistics();
        return all.getMin() == all.getMax() ? String.valueOf(all.getMin()) : all.getMin() + " to " + all.getMax();
    }

    /** What each run has measured, and where. */
    static String goalsMachine(AllJudged judged) {
        return judged.runs().stream()
                .map(run -> String.format(
                        Locale.ROOT,
                        "%d %s of %s. %s",
                        run.rounds(),
                        run.rounds() == 1 ? "round" : "rounds",
                        String.join(", ", run.goals()),
                        machine(run.machine(), run.arguments())))
                .collect(Collectors.joining("\n\n"));
    }

    static String goals(AllJudged judged) {
        StringBuilder table =
                new StringBuilder("| goal | | asked | measured | | |\n| --- | --- | --- | --- | --- | --- |\n");
        for (Verdict verdict :
                judged.runs().stream().flatMap(run -> run.verdicts().stream()).toList()) {
            Spread measured = verdict.measured();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s %s | %s (%s to %s) %s | %s | %s |%n",
                    verdict.goal(),
                    verdict.title(),
                    verdict.atMost() ? "at most" : "at least",
                    number(verdict.bound()),
                    number(measured.median()),
                    number(measured.low()),
                    number(measured.high()),
                    verdict.unit(),
                    outcome(verdict),
                    verdict.note()));
        }
        return table.toString().stripTrailing();
    }

    private static String outcome(Verdict verdict) {
        double off = 100 * Math.abs(verdict.measured().median() / verdict.bound() - 1);
        return (verdict.reached() ? "reached, " : "**missed** by ")
                + String.format(Locale.ROOT, "%.0f %%", off)
                + (verdict.reached() ? " to spare" : "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3g", value);
    }

    static String micro(Micro micro) {
        StringBuilder table = new StringBuilder("| | ns | +- |\n| --- | --- | --- |\n");
        micro.timings()
                .forEach(timing -> table.append(String.format(
                        Locale.ROOT, "| %s | %,.0f | %,.0f |%n", timing.benchmark(), timing.nanos(), timing.error())));
        return table.toString().stripTrailing();
    }
}
