package io.shiponce.benchmarks.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.shiponce.benchmarks.contender.Contenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where trials are run: one PostgreSQL for all, a fresh database for each, every step in a JVM of its own. For one thread. What
 * children complain about is in {@code children.log} of the lab's directory.
 */
public final class Lab implements AutoCloseable {
    private static final String PROGRAM = "io.shiponce.benchmarks.Main";
    private static final String EXAMPLES = "io.shiponce.examples.Main";
    private static final Duration LONG = Duration.ofMinutes(40);
    private static final Duration START = Duration.ofMinutes(2);
    private static final int PREPARING_HEAP = 1_024;
    private static final double MEBI = 1 << 20;

    private final Path directory;
    private final Postgres postgres;
    private int files;

    private Lab(Path directory, Postgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    /** Starts the database. */
    public static Lab open(Path directory) throws IOException, SQLException {
        Files.createDirectories(directory);
        // A run that was broken off leaves ledgers and databases: of whoever takes their names they would tell
        // another's story.
        try (Stream<Path> leftOver = Files.list(directory)) {
            for (Path file : leftOver.toList()) {
                Files.delete(file);
            }
        }
        return new Lab(directory, Postgres.start());
    }

    /** The server's version. */
    public String postgresVersion() throws SQLException {
        return postgres.version();
    }

    /** Whether there is a Java with virtual threads here. */
    public Optional<Path> modernJava() throws IOException {
        return Jvm.modern();
    }

    /** A database that outlives a trial. */
    public String createDatabase(DatabaseKind kind) throws SQLException {
        return kind == DatabaseKind.POSTGRESQL
                ? postgres.create()
                : "jdbc:sqlite:" + directory.resolve("trial-" + ++files + ".db");
    }

    /** Its end. */
    public void dropDatabase(String url) throws SQLException, IOException {
        if (url.startsWith("jdbc:sqlite:")) {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(url.substring("jdbc:sqlite:".length()) + suffix));
            }
        } else {
            postgres.drop(url);
        }
    }

    /** Something to do with a trial's database. */
    @FunctionalInterface
    public interface DatabaseUse {
        void use(String url) throws Exception;
    }

    /** Prepares and measures in a database of its own. */
    public Map<Figure, Double> run(Trial trial) throws Exception {
        return run(trial, url -> {});
    }

    /** The same, and looks at the database before it is dropped. */
    public Map<Figure, Double> run(Trial trial, DatabaseUse afterwards) throws Exception {
        String url = createDatabase(trial.database());
        try {
            prepare(trial, url, 1);
            Map<Figure, Double> figures = dispatch(trial, url, 1);
            afterwards.use(url);
            return figures;
        } finally {
            dropDatabase(url);
        }
    }

    /** Tables and shipments, numbered from {@code first}. */
    public void prepare(Trial trial, String url, int first) throws Exception {
        Trial roomy = trial.withHeap(PREPARING_HEAP);
        try (Child child = child(roomy, "PREPARE", url, first, null, false)) {
            child.await("done", LONG);
            child.awaitEnd();
        }
    }

    /** Measures the dispatch of what was prepared. */
    public Map<Figure, Double> dispatch(Trial trial, String url, int first) throws Exception {
        Path ledger = directory.resolve("ledger-" + ++files);
        String warmUrl = trial.warm() ? createDatabase(trial.database()) : null;
        try (Carrier carrier = trial.outside() ? Carrier.start(trial, ledger) : new Carrier(null, null)) {
            long transactions = transactions(trial, url);
            List<Child> children = new ArrayList<>();
            try {
                for (int i = 0; i < trial.engines(); i++) {
                    children.add(child(trial, "DISPATCH", url, first, carrier.url(), false, warmUrl));
                }
                Map<Figure, Double> figures = measure(trial, children);
                for (Child child : children) {
                    child.awaitEnd();
                }
                if (trial.database() == DatabaseKind.POSTGRESQL) {
                    figures.put(
                            Figure.TRANSACTIONS,
                            (double) (transactions(trial, url) - transactions) / trial.shipments());
                }
                return figures;
            } finally {
                for (Child child : children) {
                    child.close();
                }
            }
        } finally {
            Files.deleteIfExists(ledger);
            if (warmUrl != null) {
                dropDatabase(warmUrl);
            }
        }
    }

    private long transactions(Trial trial, String url) throws SQLException {
        return trial.database() == DatabaseKind.POSTGRESQL ? postgres.transactions(url) : 0;
    }

    private static Map<Figure, Double> measure(Trial trial, List<Child> children) throws Exception {
        EndpointProbe probe = null;
        for (Child child : children) {
            int port = child.await("ready", START).get("port").asInt();
            probe = trial.probed() ? EndpointProbe.connect(port) : null;
        }
        for (Child child : children) {
            child.go();
        }
        if (probe != null) {
            // What a JVM does before it sends is no part of the run.
            children.get(0).await("sending", START);
            probe.start();
        }
        List<JsonNode> results = new ArrayList<>();
        for (Child child : children) {
            results.add(child.await("done", LONG));
        }
        Map<Figure, Double> figures = figures(trial, results);
        if (probe != null) {
            double[] times = probe.stop();
            figures.put(Figure.ENDPOINT_P50, EndpointProbe.quantile(times, 0.5));
            figures.put(Figure.ENDPOINT_P99, EndpointProbe.quantile(times, 0.99));
            figures.put(Figure.ENDPOINT_MAX, EndpointProbe.quantile(times, 1));
        }
        for (Child child : children) {
            child.go();
        }
        return figures;
    }

    private static Map<Figure, Double> figures(Trial trial, List<JsonNode> results) {
        long sends =
                results.stream().mapToLong(one -> one.get("sends").asLong()).sum();
        if (sends != trial.shipments()) {
            throw new IllegalStateException(trial + " sent " + sends + " times");
        }
        JsonNode one = results.get(0);
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        if (results.size() > 1) {
            long from = results.stream()
                    .mapToLong(each -> each.get("startedAtMicros").asLong())
                    .min()
                    .orElseThrow();
            long to = results.stream()
                    .mapToLong(each -> each.get("endedAtMicros").asLong())
                    .max()
                    .orElseThrow();
            figures.put(Figure.SECONDS, (to - from) / 1e6);
            figures.put(Figure.PER_SECOND, trial.shipments() * 1e6 / (to - from));
        } else {
            figures.put(Figure.SECONDS, one.get("seconds").asDouble());
            figures.put(
                    Figure.PER_SECOND,
                    trial.shipments() / one.get("secondsFromFirstSend").asDouble());
        }
        double own = results.stream()
                .mapToDouble(each -> each.get("ownCpuMicros").asDouble())
                .sum();
        figures.put(Figure.OWN_CPU, own / trial.shipments());
        if (trial.database() == DatabaseKind.POSTGRESQL) {
            // Every child reads the whole database's: any of them will do.
            figures.put(Figure.DATABASE_CPU, one.get("databaseCpuMicros").asDouble() / trial.shipments());
            figures.put(Figure.COMMITS, one.get("commits").asDouble() / trial.shipments());
            figures.put(Figure.WAL_BYTES, one.get("walBytes").asDouble() / trial.shipments());
        }
        figures.put(Figure.PEAK_MEMORY, one.get("peakMemory").asDouble() / MEBI);
        figures.put(Figure.PEAK_LIVE, one.get("peakLive").asDouble() / MEBI);
        figures.put(Figure.START, one.get("startMillis").asDouble());
        return figures;
    }

    /** Kills the contender with SIGKILL once the carrier has executed 40 %, starts it again, waits, and judges by the ledger. */
    public KillResult kill(Trial trial) throws Exception {
        String url = createDatabase(trial.database());
        Path ledger = directory.resolve("ledger-" + ++files);
        try (Carrier carrier = Carrier.start(trial, ledger)) {
            prepare(trial, url, 1);
            try (Child victim = child(trial, "DISPATCH", url, 1, carrier.url(), true)) {
                victim.await("ready", START);
                victim.go();
                victim.await("sending", START);
                awaitLines(ledger, trial.shipments() * 2L / 5);
                victim.kill();
            }
            Set<String> unfinished = new HashSet<>();
            try (Child again = child(trial, "RECOVER", url, 1, carrier.url(), true)) {
                again.await("done", LONG).get("unfinished").forEach(reference -> unfinished.add(reference.asText()));
                again.awaitEnd();
            }
            return Ledgers.judge(ledger, trial.shipments(), unfinished);
        } finally {
            dropDatabase(url);
            Files.deleteIfExists(ledger);
        }
    }

    private static void awaitLines(Path ledger, long lines) throws IOException {
        long end = System.nanoTime() + LONG.toNanos();
        while (Ledgers.lines(ledger) < lines) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the carrier has not executed " + lines + " consignments");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /**
     * Accepts orders in one of the ways that {@code run --accept-by} knows, after others in a database of their own; returns orders/s and
     * commits per order.
     */
    public Accepted accept(String by, int orders) throws Exception {
        Trial trial = Trial.inside(Contenders.SHIPONCE, DatabaseKind.POSTGRESQL, orders);
        String url = postgres.create();
        String elsewhere = postgres.create();
        try (Child child = start(trial, "ACCEPT", url, List.of("--accept-by", by, "--warm-url", elsewhere))) {
            JsonNode done = child.await("done", LONG);
            child.awaitEnd();
            return new Accepted(
                    orders / done.get("seconds").asDouble(), done.get("commits").asDouble() / orders);
        } finally {
            postgres.drop(url);
            postgres.drop(elsewhere);
        }
    }

    /** How fast orders were taken. */
    public record Accepted(double perSecond, double commits) {}

    private Child child(Trial trial, String step, String url, int first, @Nullable String carrierUrl, boolean hurried)
            throws IOException {
        return child(trial, step, url, first, carrierUrl, hurried, null);
    }

    private Child child(
            Trial trial,
            String step,
            String url,
            int first,
            @Nullable String carrierUrl,
            boolean hurried,
            @Nullable String warmUrl)
            throws IOException {
        List<String> more = new ArrayList<>(List.of("--first", String.valueOf(first)));
        if (carrierUrl != null) {
            more.addAll(List.of("--carrier", carrierUrl));
        }
        if (hurried) {
            more.add("--hurried");
        }
        if (warmUrl != null) {
            more.addAll(List.of("--warm-url", warmUrl));
        }
        return start(trial, step, url, more);
    }

    private Child start(Trial trial, String step, String url, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--contender",
                trial.contender().key(),
                "--step",
                step,
                "--url",
                url,
                "--postmaster",
                trial.database() == DatabaseKind.POSTGRESQL ? String.valueOf(postgres.postmaster()) : "0",
                "--slots",
                String.valueOf(trial.slots()),
                "--engines",
                String.valueOf(trial.engines()),
                "--shipments",
                String.valueOf(trial.shipments()),
                "--latency",
                trial.latency().toString(),
                "--jitter",
                trial.jitter().toString()));
        arguments.addAll(more);
        Path java = trial.modernJava()
                ? Jvm.modern().orElseThrow(() -> new IllegalStateException("no Java with virtual threads here"))
                : Jvm.ownHome();
        return Child.start(
                trial.contender().key() + " " + step,
                Jvm.command(java, trial.heapMegabytes(), PROGRAM, arguments),
                directory.resolve("children.log"));
    }

    /** The examples' simulated carrier, with its ledger. */
    private record Carrier(
            @Nullable Child process, @Nullable String url) implements AutoCloseable {

        static Carrier start(Trial trial, Path ledger) throws IOException, InterruptedException {
            Child process = Child.start(
                    "carrier",
                    Jvm.command(
                            Jvm.ownHome(),
                            256,
                            EXAMPLES,
                            List.of(
                                    "carrier",
                                    "--ledger",
                                    ledger.toString(),
                                    "--latency",
                                    trial.latency().toString(),
                                    "--jitter",
                                    trial.jitter().toString())),
                    ledger.resolveSibling("children.log"));
            String listening = process.line(START);
            return new Carrier(process, "http://localhost:" + listening.replaceAll("\\D", ""));
        }

        @Override
        public void close() throws InterruptedException {
            if (process != null) {
                process.close();
            }
        }
    }

    /** What that carrier can take: POSTs per second from as many connections as there are slots, with no latency. */
    public double carrierCeiling(int connections, Duration time) throws Exception {
        Path ledger = directory.resolve("ledger-" + ++files);
        Trial trial = Trial.outside(Contenders.SEND_ALL, DatabaseKind.POSTGRESQL, 1, Duration.ZERO, Duration.ZERO);
        try (Carrier carrier = Carrier.start(trial, ledger)) {
            return Ceiling.of(java.net.URI.create(String.valueOf(carrier.url())), connections, time);
        } finally {
            Files.deleteIfExists(ledger);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
