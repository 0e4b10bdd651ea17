package io.shiponce.benchmarks.contender;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shiponce.benchmarks.contender.Meter.Reading;
import io.shiponce.examples.Durations;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The child's side of a run. Says {@code ready} on stdout and waits for a line on stdin; says {@code sending} when the first shipment
 * leaves, and {@code done} with what it read from inside; another line ends it.
 */
@Command(name = "run", hidden = true, description = "One step of one contender; started by the other commands.")
public final class RunCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int WARM_SHIPMENTS = 60_000;
    private static final int WARM_ROUNDS = 200;
    private static final Duration WARM_TIME = Duration.ofSeconds(5);
    private static final int LONGEST_COMPILING = 60;

    /** What of a run this process does. */
    enum Step {
        PREPARE,
        DISPATCH,
        RECOVER,
        ACCEPT
    }

    @Option(names = "--contender", required = true)
    private String contender = "";

    @Option(names = "--step", required = true)
    private Step step = Step.DISPATCH;

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--postmaster")
    private long postmaster;

    @Option(names = "--slots")
    private int slots = 64;

    @Option(names = "--engines")
    private int engines = 1;

    @Option(names = "--first")
    private int first = 1;

    @Option(names = "--shipments")
    private int shipments = 3_500;

    @Option(names = "--carrier")
    private @Nullable String carrier;

    @Option(names = "--latency", converter = Durations.class)
    private Duration latency = Duration.ZERO;

    @Option(names = "--jitter", converter = Durations.class)
    private Duration jitter = Duration.ZERO;

    @Option(names = "--hurried")
    private boolean hurried;

    @Option(names = "--warm-url")
    private @Nullable String warmUrl;

    @Option(names = "--accept-by")
    private String acceptBy = "one";

    /** For picocli. */
    public RunCommand() {}

    @Override
    public Integer call() throws Exception {
        Job job = new Job(url, slots, first, shipments, carrier, latency, jitter, hurried);
        Sends sends = new Sends(() -> say(event("sending")));
        Contenders which = Contenders.of(contender);
        switch (step) {
            case PREPARE -> prepare(which.make(job, sends));
            case DISPATCH -> {
                if (warmUrl != null) {
                    warm(which, warmUrl);
                }
                dispatch(which.make(job, sends), sends);
            }
            case RECOVER -> recover(which, which.make(job, sends), sends);
            case ACCEPT -> accept(job);
        }
        // Whatever threads a contender has left: the run is over.
        System.out.flush();
        Runtime.getRuntime().halt(0);
        return 0;
    }

    private static void prepare(Contender made) throws Exception {
        made.prepare();
        made.close();
        say(event("done"));
    }

    /** The same with others in a database of their own: some seconds of it, and until what is hot by then is compiled. */
    private void warm(Contenders which, String elsewhere) throws Exception {
        if (carrier != null) {
            warm(which, new Job(elsewhere, slots, 1, WARM_ROUNDS * slots, carrier, latency, Duration.ZERO, hurried));
        } else {
            // Without the latency first, since nobody need be waited for to have it compiled.
            warm(which, new Job(elsewhere, slots, 1, WARM_SHIPMENTS, null, Duration.ZERO, Duration.ZERO, hurried));
            if (!latency.isZero()) {
                int rounds = (int) Math.max(1, WARM_TIME.dividedBy(latency));
                warm(which, new Job(elsewhere, slots, WARM_SHIPMENTS + 1, rounds * slots, null, latency, jitter, hurried));
            }
        }
        awaitCompiled();
    }

    private static void warm(Contenders which, Job others) throws Exception {
        Sends sends = new Sends(() -> {});
        Contender made = which.make(others, sends);
        made.prepare();
        made.close();
        made = which.make(others, sends);
        try (Connection watching = Sql.connect(others.url())) {
            made.open();
            made.start();
            // Of several engines, the others may have sent all of it.
            while (Sql.bool(watching, made.anyLeft())) {
                LockSupport.parkNanos(50_000_000);
            }
        }
        made.close();
    }

    /** The compilers would take the processor from whoever is measured, and from the database: for longer than a run lasts. */
    private static void awaitCompiled() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        long before = -1;
        long now = compilers.getTotalCompilationTime();
        for (int seconds = 0; now != before && seconds < LONGEST_COMPILING; seconds++) {
            before = now;
            LockSupport.parkNanos(1_000_000_000);
            now = compilers.getTotalCompilationTime();
        }
    }

    private void dispatch(Contender made, Sends sends) throws Exception {
        Endpoint endpoint = Endpoint.start();
        try (Connection watching = Sql.connect(url)) {
            Meter meter = new Meter(watching, postmaster);
            say(event("ready").put("port", endpoint.port()));
            HeapWatch heap = HeapWatch.start();
            long untilReady = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            awaitGo();
            long goneAt = System.nanoTime();
            made.open();
            Reading before = meter.read();
            made.start();
            awaitEnd(made, sends, shipments, watching);
            Reading after = meter.read();
            long peakMemory = Meter.peakMemory();
            say(result(before, after, sends)
                    .put("startMillis", untilReady + (sends.firstAtNanos() - goneAt) / 1_000_000)
                    .put("peakMemory", peakMemory)
                    .put("peakLive", heap.peakLive()));
            // The endpoint is there until nobody asks it any more.
            awaitGo();
            endpoint.stop();
            made.close();
        }
    }

    private ObjectNode result(Reading before, Reading after, Sends sends) {
        return event("done")
                .put("shipments", shipments)
                .put("sends", sends.count())
                .put("seconds", (after.atNanos() - before.atNanos()) / 1e9)
                .put("secondsFromFirstSend", (after.atNanos() - sends.firstAtNanos()) / 1e9)
                .put("startedAtMicros", before.atMicros())
                .put("endedAtMicros", after.atMicros())
                .put("ownCpuMicros", after.ownCpuMicros() - before.ownCpuMicros())
                .put("databaseCpuMicros", after.databaseCpuMicros() - before.databaseCpuMicros())
                .put("commits", after.commits() - before.commits())
                .put("walBytes", after.walBytes() - before.walBytes());
    }

    /** Until its books say that nothing is left. They are asked only once as much was sent as there is, or seldom. */
    private void awaitEnd(Contender made, Sends sends, int all, Connection watching) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        long askAtNanos = System.nanoTime();
        while (true) {
            // Of several engines none knows when the others are done.
            boolean allSent = sends.count() >= all || engines > 1;
            if (allSent || System.nanoTime() - askAtNanos > 0) {
                if (sends.count() > 0 && !Sql.bool(watching, made.anyLeft())) {
                    return;
                }
                askAtNanos = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("not finished after " + LONGEST + ": " + sends.count() + " sent");
            }
            // They ask while they are measured, and to ask is work for the database.
            LockSupport.parkNanos(engines > 1 ? 100_000_000 : 2_000_000);
        }
    }

    /** After a kill: until nothing has changed for as long as this contender may need to do anything about it. */
    private void recover(Contenders which, Contender made, Sends sends) throws Exception {
        try (Connection watching = Sql.connect(url)) {
            made.open();
            made.start();
            long patience = Duration.ofSeconds(which.patience()).toNanos();
            Set<String> unfinished = Sql.texts(watching, made.unfinished());
            long sent = sends.count();
            long changedAt = System.nanoTime();
            while (!unfinished.isEmpty() && System.nanoTime() - changedAt < patience) {
                LockSupport.parkNanos(100_000_000);
                Set<String> now = Sql.texts(watching, made.unfinished());
                if (!now.equals(unfinished) || sends.count() != sent) {
                    changedAt = System.nanoTime();
                    unfinished = now;
                    sent = sends.count();
                }
            }
            ObjectNode done = event("done").put("sends", sends.count());
            var left = done.putArray("unfinished");
            unfinished.forEach(left::add);
            say(done);
        }
    }

    private void accept(Job job) throws Exception {
        if (warmUrl != null) {
            int orders = Math.min(WARM_SHIPMENTS, 2 * shipments);
            Job elsewhere = new Job(warmUrl, slots, 1, orders, null, Duration.ZERO, Duration.ZERO, false);
            AcceptRun others = AcceptRun.of(acceptBy, elsewhere);
            others.open();
            others.run();
            awaitCompiled();
        }
        try (Connection watching = Sql.connect(url)) {
            Meter meter = new Meter(watching, postmaster);
            AcceptRun run = AcceptRun.of(acceptBy, job);
            run.open();
            Reading before = meter.read();
            run.run();
            Reading after = meter.read();
            say(event("done")
                    .put("shipments", shipments)
                    .put("seconds", (after.atNanos() - before.atNanos()) / 1e9)
                    .put("commits", after.commits() - before.commits()));
        }
    }

    private static void awaitGo() throws java.io.IOException {
        if (new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine() == null) {
            throw new IllegalStateException("the parent is gone");
        }
    }

    private static ObjectNode event(String name) {
        return JSON.createObjectNode().put("event", name);
    }

    private static void say(ObjectNode event) {
        synchronized (System.out) {
            System.out.println(event);
            System.out.flush();
        }
    }
}
