package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.process.DatabaseLine.Strike;
import io.shiponce.examples.process.Scene.Listed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * R4, R5: the line to the database breaks in every way, most of all in the middle of commits, while dispatchers work. The carrier
 * answers all the time and is of level 0: nothing but evidence that was kept can confirm what was sent, and a claim that is
 * forgotten stays in doubt. In the end every shipment left once and is confirmed, and no person was needed.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DatabaseLineIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLAIM_TTL = Duration.ofMillis(4_500);
    private static final Duration CALL_TIMEOUT = CLAIM_TTL.dividedBy(3);
    private static final String STORE_DOWN = "The store does not answer";
    private static final int SLOTS = 16;
    private static final int STOCK = 80;
    private static final int MOST_MORE = 20;

    /** An exchange and its answer have less, in bytes; a few of them have more. */
    private static final int MOST_BYTES = 30_000;

    @TempDir
    private Path directory;

    private final Random chance = Chance.of("line to the database");
    private final Map<DatabaseFault, Integer> struck = new EnumMap<>(DatabaseFault.class);
    private final List<Running> dispatchers = new ArrayList<>();
    private final List<Running> ended = new ArrayList<>();
    private DatabaseLine line;
    private String url;
    private Scene scene;
    private Person person;
    private int committedUnheard;
    private int executedWhileAway;

    @Test
    void r4_r5_theLineToTheDatabaseBreaksInTheMiddleOfCommits() throws Exception {
        play(
                List.of(
                        DatabaseFault.CUT_BEFORE_COMMIT,
                        DatabaseFault.ANSWER_SWALLOWED,
                        DatabaseFault.HALF_CLOSED_TO_DATABASE,
                        DatabaseFault.COMMIT_LATE,
                        DatabaseFault.RESET_IN_ANSWER,
                        DatabaseFault.REFUSED),
                1,
                Duration.ZERO);
    }

    @Tag("proof")
    @Test
    void r4_r5_theLineToTheDatabaseBreaksDozensOfTimes() throws Exception {
        play(drawn(52), 2, CLAIM_TTL);
        assertTrue(executedWhileAway > 0, "nothing was sent while the database was away");
    }

    @Tag("soak")
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void r4_r5_theLineToTheDatabaseBreaksHundredsOfTimes() throws Exception {
        play(drawn(Integer.getInteger("cycles", 600)), 2, CLAIM_TTL);
    }

    /** Each fault once, then whatever chance has. */
    private List<DatabaseFault> drawn(int rounds) {
        DatabaseFault[] all = DatabaseFault.values();
        return Stream.concat(Stream.of(all), Stream.generate(() -> all[chance.nextInt(all.length)]))
                .limit(rounds)
                .toList();
    }

    /** @param away how long the database stays away at every other fault that lasts */
    private void play(List<DatabaseFault> faults, int dispatchersAtOnce, Duration away) throws Exception {
        try (Postgres postgres = Postgres.start(directory.resolve("postgres"));
                DatabaseLine between = new DatabaseLine(postgres.port(), CALL_TIMEOUT);
                Scene stage = new Scene(directory.resolve("scene"), postgres.database("line"), 0)) {
            line = between;
            scene = stage.withSlots(SLOTS).withTimes(TIMEOUT, CLAIM_TTL);
            person = new Person(scene);
            scene.carrier(List.of(), "--latency", "100ms", "--jitter", "200ms");
            scene.accept(STOCK);
            url = line.through(scene.store());
            for (int i = 0; i < dispatchersAtOnce; i++) {
                dispatchers.add(scene.dispatchOn(url));
            }
            awaitSends();
            for (DatabaseFault fault : faults) {
                strike(fault, away);
            }
            // What a commit carried when it was cut is chance: it may have been settlements alone.
            for (int more = 0; more < MOST_MORE && (committedUnheard == 0 || claimedAgain() == 0); more++) {
                strike(DatabaseFault.ANSWER_SWALLOWED, Duration.ZERO);
            }
            finish();
        }
    }

    private void strike(DatabaseFault fault, Duration away) throws Exception {
        keepAtWork();
        long complaints = complaints();
        Strike strike = line.arm(fault, 1 + chance.nextInt(MOST_BYTES));
        awaitAtWork(() -> fault + " did not strike", strike::hasStruck);
        int executedBefore = scene.executed();
        if (fault.lasts()) {
            awaitAtWork(() -> "nobody noticed " + fault, () -> complaints() > complaints);
            long until = System.nanoTime() + (chance.nextBoolean() ? away.toNanos() : 0);
            awaitAtWork(() -> "time", () -> System.nanoTime() - until >= 0);
            executedWhileAway += scene.executed() - executedBefore;
            line.heal();
        }
        awaitSends();
        assertEquals(Set.of(), scene.executions().duplicates(), "executed twice");
        struck.merge(fault, 1, Integer::sum);
        committedUnheard += strike.committedUnheard() ? 1 : 0;
    }

    /** There is enough to do; a dispatcher that was through before there was is followed by another one. */
    private void keepAtWork() throws Exception {
        int stock = STOCK * dispatchers.size();
        if (scene.open() < stock) {
            scene.accept(stock);
        }
        for (Running one : List.copyOf(dispatchers)) {
            if (!one.isAlive()) {
                endedWell(one);
                dispatchers.remove(one);
                ended.add(one);
                dispatchers.add(scene.dispatchOn(url));
            }
        }
    }

    private void endedWell(Running one) throws Exception {
        int exit = one.exit(WORKS_WITHIN);
        assertTrue(exit <= 1 || person.wasSlowStart(one), () -> "exit code " + exit + one.text());
    }

    private long complaints() {
        return Stream.concat(ended.stream(), dispatchers.stream())
                .flatMap(one -> one.errors().lines())
                .filter(line -> line.contains(STORE_DOWN))
                .count();
    }

    private void awaitSends() throws Exception {
        int before = scene.executed();
        awaitAtWork(() -> "no sends", () -> scene.executed() > before);
    }

    private void awaitAtWork(Supplier<String> what, Callable<Boolean> condition) throws Exception {
        Await.until(WORKS_WITHIN, () -> what.get() + text(), () -> {
            keepAtWork();
            return condition.call();
        });
    }

    private long claimedAgain() throws Exception {
        return scene.shipments().stream().filter(one -> one.attempt() > 1).count();
    }

    private String text() {
        return String.join("", dispatchers.stream().map(Running::text).toList());
    }

    private void finish() throws Exception {
        for (Running one : dispatchers) {
            endedWell(one);
        }
        Judge.Verdict alone = Judge.judge(scene);
        assertEquals(scene.accepted(), alone.in("CONFIRMED") + unanswered(), alone::toString);
        long claimedAgain = claimedAgain();
        Judge.Verdict end = alone.in("IN_DOUBT") == 0 ? alone : person.settleAndFinish();
        assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
        assertEquals(scene.accepted(), end.executed(), end::toString);
        assertTrue(committedUnheard > 0, "no commit went unheard");
        assertTrue(claimedAgain > 0, "no claim turned up that was not heard of");
        Summary.line(
                "line to the database",
                String.format(
                        Locale.ROOT,
                        "%d executed, %d in doubt, %d duplicates; %d commits unheard, %d claimed again, %d sent while it was"
                                + " away; faults %s",
                        end.executed(),
                        alone.in("IN_DOUBT"),
                        end.duplicates(),
                        committedUnheard,
                        claimedAgain,
                        executedWhileAway,
                        struck));
    }

    /** Doubts of sends that a busy machine did not answer in time. No other doubt may be left. */
    private long unanswered() throws Exception {
        long unanswered = 0;
        for (Listed one : scene.shipments()) {
            if (one.state().equals("IN_DOUBT")) {
                String history = scene.history(one.id());
                assertTrue(history.contains("\"kind\":\"UNKNOWN\""), () -> "forgotten: " + one + "\n" + history);
                unanswered++;
            }
        }
        return unanswered;
    }
}
