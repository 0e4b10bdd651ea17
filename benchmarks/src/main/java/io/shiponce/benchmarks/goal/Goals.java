package io.shiponce.benchmarks.goal;

import static io.shiponce.benchmarks.contender.Contenders.DBOS;
import static io.shiponce.benchmarks.contender.Contenders.DB_SCHEDULER;
import static io.shiponce.benchmarks.contender.Contenders.JOBRUNR;
import static io.shiponce.benchmarks.contender.Contenders.LIMIT;
import static io.shiponce.benchmarks.contender.Contenders.LIMIT_HISTORY;
import static io.shiponce.benchmarks.contender.Contenders.SEND_ALL;
import static io.shiponce.benchmarks.contender.Contenders.SEND_ALL_UNBOUNDED;
import static io.shiponce.benchmarks.contender.Contenders.SHIPONCE;
import static io.shiponce.benchmarks.contender.Contenders.TRANSACTION_OUTBOX;
import static io.shiponce.benchmarks.lab.DatabaseKind.POSTGRESQL;
import static io.shiponce.benchmarks.lab.DatabaseKind.SQLITE;

import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.DatabaseKind;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.Lab;
import io.shiponce.benchmarks.lab.Spread;
import io.shiponce.benchmarks.lab.Trial;
import io.shiponce.benchmarks.report.Results.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The goals, by name. What the numbers are for is written in docs/benchmarks.md. */
public final class Goals {
    private static final int SLOTS = 64;
    private static final Duration LATENCY = Duration.ofMillis(50);

    /** 50 ms +- 10 %: from 45 to 55 ms. */
    private static final Duration SHORTEST = Duration.ofMillis(45);

    private static final Duration JITTER = Duration.ofMillis(10);

    private final Bench bench;
    private final Map<String, Goal> goals = new LinkedHashMap<>();

    /** Measures one or several things that belong together. */
    @FunctionalInterface
    private interface Goal {
        List<Verdict> measure() throws Exception;
    }

    /**
     * {@code scale} makes all of it smaller, for a try; {@code finished} is how many finished shipments {@code volume} stores first.
     */
    public Goals(Lab lab, int rounds, double scale, int finished, Consumer<String> notes) {
        this.bench = new Bench(lab, rounds, scale, notes);
        goals.put("latency", this::latency);
        goals.put("limit", this::limit);
        goals.put("sqlite", this::sqlite);
        goals.put("commits", this::commits);
        goals.put("wal", this::wal);
        goals.put("endpoint", this::endpoint);
        goals.put("memory", this::memory);
        goals.put("volume", () -> new Volume(bench, POSTGRESQL, finished).measure());
        goals.put("volume-sqlite", () -> new Volume(bench, SQLITE, finished).measure());
        goals.put("accept", this::accept);
        goals.put("engines", this::engines);
        goals.put("virtual", this::virtual);
    }

    /** Their names. */
    public Set<String> names() {
        return goals.keySet();
    }

    /** Measures one of them. */
    public List<Verdict> measure(String name) throws Exception {
        Goal goal = goals.get(name);
        if (goal == null) {
            throw new IllegalArgumentException("no such goal: " + name + "; there are: " + goals.keySet());
        }
        return goal.measure();
    }

    /** What is measured is the engine, and not an HTTP client and server on the same two cores. */
    private Trial near(DatabaseKind database) {
        return Trial.inside(SHIPONCE, database, bench.scaled(3_500))
                .with(LATENCY, SLOTS, 1)
                .warmed();
    }

    private Trial steady(DatabaseKind database) {
        return Trial.outside(SHIPONCE, database, bench.scaled(3_500), LATENCY, Duration.ZERO)
                .warmed();
    }

    private Trial jittery(DatabaseKind database) {
        return Trial.outside(SHIPONCE, database, bench.scaled(3_500), SHORTEST, JITTER)
                .warmed();
    }

    private Trial instant(Contenders contender, DatabaseKind database) {
        return Trial.inside(contender, database, bench.scaled(contender.isPeer() ? 12_000 : 100_000))
                .warmed();
    }

    private List<Verdict> latency() throws Exception {
        bench.measure(
                near(POSTGRESQL),
                near(SQLITE),
                steady(POSTGRESQL),
                steady(SQLITE),
                jittery(POSTGRESQL),
                jittery(SQLITE));
        List<Verdict> verdicts = new ArrayList<>();
        for (DatabaseKind database : DatabaseKind.values()) {
            verdicts.add(toTheory("50 ms in the same JVM, " + database.title(), near(database)));
            verdicts.add(toTheory("50 ms, " + database.title(), steady(database)));
            verdicts.add(toTheory("50 ms +- 10 %, " + database.title(), jittery(database)));
        }
        return verdicts;
    }

    private Verdict toTheory(String title, Trial trial) throws Exception {
        double theory = (double) trial.shipments() / trial.slots() * LATENCY.toMillis() / 1e3;
        Spread ratio = Spread.of(bench.all(trial, Figure.SECONDS).stream()
                .map(seconds -> seconds / theory)
                .toList());
        return new Verdict(
                "latency",
                title + ", from dispatch to last settlement",
                ratio,
                1.15,
                true,
                "x shipments / slots x latency",
                text("%.2f s, theory %.2f s", bench.median(trial, Figure.SECONDS), theory));
    }

    private List<Verdict> limit() throws Exception {
        Trial ours = instant(SHIPONCE, POSTGRESQL);
        Trial limit = instant(LIMIT, POSTGRESQL);
        Trial withHistory = instant(LIMIT_HISTORY, POSTGRESQL);
        List<Trial> peers = new ArrayList<>();
        for (var peer : List.of(DB_SCHEDULER, JOBRUNR, TRANSACTION_OUTBOX, DBOS)) {
            peers.add(instant(peer, POSTGRESQL));
        }
        List<Trial> all = new ArrayList<>(List.of(ours, limit, withHistory));
        all.addAll(peers);
        bench.measure(all.toArray(Trial[]::new));
        Trial best = peers.get(0);
        for (Trial peer : peers) {
            best = bench.median(peer, Figure.PER_SECOND) > bench.median(best, Figure.PER_SECOND) ? peer : best;
        }
        return List.of(
                ratio("limit", "no latency, PostgreSQL, with history, to the bare limit", ours, limit, 0.9),
                ratio("limit", "the same, to the limit that writes history rows too", ours, withHistory, 0.9),
                ratio("limit", "the same, to the best peer, " + best.contender().title(), ours, best, 10));
    }

    private List<Verdict> sqlite() throws Exception {
        Trial ours = instant(SHIPONCE, SQLITE);
        Trial limit = instant(LIMIT, SQLITE);
        Trial withHistory = instant(LIMIT_HISTORY, SQLITE);
        bench.measure(ours, limit, withHistory);
        double limitRate = bench.median(limit, Figure.PER_SECOND);
        return List.of(
                ratio("sqlite", "no latency, SQLite, with history, to the bare limit", ours, limit, 0.9),
                ratio("sqlite", "the same, to the limit that writes history rows too", ours, withHistory, 0.9),
                new Verdict(
                        "sqlite",
                        "the same, where the limit is 20,000/s; in proportion where it is less",
                        bench.spread(ours, Figure.PER_SECOND),
                        15_000 * Math.min(1, limitRate / 20_000),
                        false,
                        "shipments/s",
                        text("the limit is %.0f/s here", limitRate)));
    }

    private Verdict ratio(String goal, String title, Trial ours, Trial other, double bound) throws Exception {
        return new Verdict(
                goal,
                title,
                bench.ratio(ours, other, Figure.PER_SECOND),
                bound,
                false,
                "x",
                text(
                        "%.0f/s to %.0f/s",
                        bench.median(ours, Figure.PER_SECOND), bench.median(other, Figure.PER_SECOND)));
    }

    private List<Verdict> commits() throws Exception {
        bench.measure(instant(SHIPONCE, POSTGRESQL), jittery(POSTGRESQL));
        return List.of(
                new Verdict(
                        "commits",
                        "no latency, 64 slots",
                        bench.spread(instant(SHIPONCE, POSTGRESQL), Figure.COMMITS),
                        0.04,
                        true,
                        "commits per shipment",
                        ""),
                new Verdict(
                        "commits",
                        "50 ms +- 10 %, 64 slots",
                        bench.spread(jittery(POSTGRESQL), Figure.COMMITS),
                        0.1,
                        true,
                        "commits per shipment",
                        ""),
                toTheory("the same runs", jittery(POSTGRESQL)));
    }

    private List<Verdict> wal() throws Exception {
        Trial ours = instant(SHIPONCE, POSTGRESQL);
        Trial limit = instant(LIMIT, POSTGRESQL);
        bench.measure(ours, limit);
        double history = HistoryRows.walBytesPerShipment(bench.lab(), ours);
        double limitBytes = bench.median(limit, Figure.WAL_BYTES);
        return List.of(new Verdict(
                "wal",
                "no latency, PostgreSQL: 1.2 x the limit's, plus what the same history rows take by themselves",
                bench.spread(ours, Figure.WAL_BYTES),
                1.2 * limitBytes + history,
                true,
                "WAL bytes per shipment",
                text("the limit's %.0f, history rows %.0f", limitBytes, history)));
    }

    private List<Verdict> endpoint() throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (var contender : List.of(SHIPONCE, LIMIT, SEND_ALL, SEND_ALL_UNBOUNDED)) {
            trials.add(Trial.outside(contender, POSTGRESQL, bench.scaled(14_000), LATENCY, Duration.ZERO)
                    .withProbe());
        }
        bench.measure(trials.toArray(Trial[]::new));
        return List.of(
                p99("beside the limit", trials.get(0), trials.get(1), 1.2),
                p99("to 'send all, save at the end' with 64 threads", trials.get(0), trials.get(2), 0.2),
                p99("to the same with a thread per shipment", trials.get(0), trials.get(3), 0.2));
    }

    private Verdict p99(String title, Trial ours, Trial other, double bound) throws Exception {
        return new Verdict(
                "endpoint",
                "p99 in the same JVM, " + title,
                bench.ratio(ours, other, Figure.ENDPOINT_P99),
                bound,
                true,
                "x",
                text(
                        "%.2f ms to %.2f ms",
                        bench.median(ours, Figure.ENDPOINT_P99), bench.median(other, Figure.ENDPOINT_P99)));
    }

    private List<Verdict> memory() throws Exception {
        Trial few = small(10_000);
        Trial many = small(100_000);
        Trial most = small(1_000_000);
        bench.measure(few, many, most);
        String note = text(
                "live heap %.1f, %.1f, %.1f MiB; process %.0f, %.0f, %.0f MiB",
                bench.median(few, Figure.PEAK_LIVE),
                bench.median(many, Figure.PEAK_LIVE),
                bench.median(most, Figure.PEAK_LIVE),
                bench.median(few, Figure.PEAK_MEMORY),
                bench.median(many, Figure.PEAK_MEMORY),
                bench.median(most, Figure.PEAK_MEMORY));
        return List.of(
                new Verdict(
                        "memory",
                        text("%,d pending, -Xmx64m: dispatched", most.shipments()),
                        bench.spread(most, Figure.PEAK_LIVE),
                        64,
                        true,
                        "MiB live heap at most",
                        text("%.0f/s", bench.median(most, Figure.PER_SECOND))),
                new Verdict(
                        "memory",
                        text("flat: the process with %,d to that with %,d", most.shipments(), few.shipments()),
                        bench.ratio(most, few, Figure.PEAK_MEMORY),
                        1.15,
                        true,
                        "x",
                        note));
    }

    private Trial small(int shipments) {
        return Trial.inside(SHIPONCE, POSTGRESQL, bench.scaled(shipments)).withHeap(64);
    }

    private List<Verdict> accept() throws Exception {
        int orders = bench.scaled(20_000);
        Map<String, List<Lab.Accepted>> ways = new LinkedHashMap<>();
        for (int round = 1; round <= bench.rounds(); round++) {
            for (String way : List.of("one", "all", "hand", "hand-batch")) {
                Lab.Accepted accepted = bench.lab().accept(way, orders);
                ways.computeIfAbsent(way, none -> new ArrayList<>()).add(accepted);
                bench.note("round " + round + ", accept by " + way + ": " + accepted);
            }
        }
        return List.of(
                accepts("16 threads, one order each, to batches of 16 by hand", ways, "one", "hand", 0.8),
                accepts("acceptAll, to batches of 500 by hand", ways, "all", "hand-batch", 0.8),
                new Verdict(
                        "accept",
                        "group commit shows: 16 threads, one order each",
                        Spread.of(ways.getOrDefault("one", List.of()).stream()
                                .map(Lab.Accepted::commits)
                                .toList()),
                        1,
                        true,
                        "commits per order",
                        ""));
    }

    private static Verdict accepts(
            String title, Map<String, List<Lab.Accepted>> ways, String way, String other, double bound) {
        List<Double> ours = rates(ways, way);
        List<Double> others = rates(ways, other);
        return new Verdict(
                "accept",
                title,
                Bench.ratio(ours, others),
                bound,
                false,
                "x",
                text(
                        "%.0f orders/s to %.0f",
                        Spread.of(ours).median(), Spread.of(others).median()));
    }

    private static List<Double> rates(Map<String, List<Lab.Accepted>> ways, String way) {
        return ways.getOrDefault(way, List.of()).stream()
                .map(Lab.Accepted::perSecond)
                .toList();
    }

    /** What is asked is whether engines hinder each other; and what the processor allows them is said beside it. */
    private List<Verdict> engines() throws Exception {
        Trial one = Trial.inside(SHIPONCE, POSTGRESQL, bench.scaled(6_000))
                .with(Duration.ofMillis(20), 12, 1)
                .warmed();
        Trial four = Trial.inside(SHIPONCE, POSTGRESQL, bench.scaled(24_000))
                .with(Duration.ofMillis(20), 12, 4)
                .warmed();
        bench.measure(one, four);
        return List.of(new Verdict(
                "engines",
                "1 to 4 engines on one PostgreSQL, 20 ms, 12 slots each",
                bench.ratio(four, one, Figure.PER_SECOND),
                3.6,
                false,
                "x",
                text(
                        "%.0f/s to %.0f/s; %s",
                        bench.median(four, Figure.PER_SECOND), bench.median(one, Figure.PER_SECOND), cpuBound(four))));
    }

    private String cpuBound(Trial trial) throws Exception {
        double cpu = bench.median(trial, Figure.OWN_CPU) + bench.median(trial, Figure.DATABASE_CPU);
        return text("%.0f µs CPU per shipment with the database: two cores would end at %.0f/s", cpu, 2e6 / cpu);
    }

    private List<Verdict> virtual() throws Exception {
        if (bench.lab().modernJava().isEmpty()) {
            bench.note("SKIPPED: virtual. There is no Java 21 or newer on this machine.");
            return List.of();
        }
        Trial trial = Trial.inside(SHIPONCE, POSTGRESQL, bench.scaled(40_000))
                .with(Duration.ofMillis(500), 2_000, 1)
                .onModernJava()
                .warmed();
        Spread rate = bench.spread(trial, Figure.PER_SECOND);
        return List.of(new Verdict(
                "virtual",
                "virtual threads, 2,000 slots, 500 ms: of 4,000/s",
                rate,
                0.9 * 4_000,
                false,
                "shipments/s",
                cpuBound(trial)));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
