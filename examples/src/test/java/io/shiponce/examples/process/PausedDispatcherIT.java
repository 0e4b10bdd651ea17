package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * R3, R16: of two dispatchers on one database, one is stopped at any instant, also inside a transaction, for longer than its claims
 * last, and goes on as if nothing had happened. Nothing leaves twice, and the other one is not held up.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PausedDispatcherIT {
    /** What is under way when a process is stopped is executed within this time. */
    private static final Duration UNDER_WAY = Duration.ofMillis(200);

    private static final Duration PAUSE = Scene.CLAIM_TTL.plusMillis(800);
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);
    private static final int MOST_TRIES = 2_000;
    private static final int STOCK = 400;

    @TempDir
    private Path directory;

    private final Random chance = Chance.of("paused dispatcher");
    private final List<Duration> gaps = new ArrayList<>();
    private Postgres postgres;
    private Scene scene;
    private Person person;
    private int inside;
    private int cycle;

    @Test
    void r16_whoeverIsStoppedHoldsUpNobody() throws Exception {
        play(3, 1);
    }

    @Tag("proof")
    @Test
    void r16_whoeverIsStoppedHoldsUpNobodyAgainAndAgain() throws Exception {
        play(20, 6);
    }

    private void play(int cycles, int certainlyInside) throws Exception {
        try (Postgres server = Postgres.start(directory.resolve("postgres"));
                Scene stage = new Scene(directory.resolve("scene"), server.database("paused"), 1)) {
            postgres = server;
            scene = stage.withSlots(4);
            person = new Person(scene);
            playCycles(cycles, certainlyInside);
        }
    }

    /** The last cycles hit a transaction for certain, the first ones whatever chance hits. */
    private void playCycles(int cycles, int certainlyInside) throws Exception {
        scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
        scene.accept(STOCK);
        List<Dispatcher> both = List.of(new Dispatcher("first"), new Dispatcher("second"));
        for (cycle = 1; cycle <= cycles; cycle++) {
            awaitWork(both);
            pause(both.get(chance.nextInt(2)), cycle > cycles - certainlyInside);
        }
        for (Dispatcher one : both) {
            int exit = one.running.exit(WORKS_WITHIN);
            assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit + one.running.text());
        }
        Judge.Verdict alone = Judge.judge(scene);
        Judge.Verdict end = person.settleAndFinish();
        assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
        assertEquals(scene.accepted(), end.executed(), end::toString);
        assertTrue(inside >= certainlyInside);
        Summary.line(
                "paused dispatcher",
                String.format(
                        Locale.ROOT,
                        "%d SIGSTOP, %d of them inside a transaction, %d executed, %d duplicates, longest gap of the other %d ms"
                                + " (bound %d), %d in doubt at the end, %d resumed",
                        cycles,
                        inside,
                        end.executed(),
                        end.duplicates(),
                        gaps.stream().mapToLong(Duration::toMillis).max().orElse(0),
                        Scene.CLAIM_TTL.plus(MARGIN).toMillis(),
                        alone.in("IN_DOUBT"),
                        person.resumes()));
    }

    /** One of the two, known to the database by its name. */
    private final class Dispatcher {
        private final String name;
        private Running running;

        Dispatcher(String name) throws Exception {
            this.name = name;
            start();
        }

        void start() throws Exception {
            running = scene.dispatchOn(scene.store() + "&ApplicationName=" + name);
        }

        String text() {
            return running.text();
        }

        /** Starts it again if it saw nothing more to do, and resumes the carrier if that was why. */
        boolean isAtWork() throws Exception {
            if (running.isAlive()) {
                return true;
            }
            int exit = running.exit(Duration.ZERO);
            assertTrue(exit == 0 || exit == 1 || person.wasSlowStart(running), () -> "exit code " + exit + text());
            person.resumeIfPaused();
            start();
            return false;
        }

        /** The states of its backends in which a transaction is open. */
        List<String> openTransactions(Connection look) throws SQLException {
            try (PreparedStatement query = look.prepareStatement("SELECT state FROM pg_stat_activity"
                    + " WHERE application_name = ? AND xact_start IS NOT NULL AND state <> 'idle'")) {
                query.setString(1, name);
                try (ResultSet results = query.executeQuery()) {
                    List<String> states = new ArrayList<>();
                    while (results.next()) {
                        states.add(results.getString(1));
                    }
                    return states;
                }
            }
        }

        boolean isConnected(Connection look) throws SQLException {
            try (PreparedStatement query =
                    look.prepareStatement("SELECT 1 FROM pg_stat_activity WHERE application_name = ?")) {
                query.setString(1, name);
                try (ResultSet results = query.executeQuery()) {
                    return results.next();
                }
            }
        }
    }

    /** There is enough to do for the whole pause, and both are at it. */
    private void awaitWork(List<Dispatcher> both) throws Exception {
        if (scene.open() < STOCK) {
            scene.accept(STOCK);
        }
        try (Connection look = postgres.connect()) {
            for (Dispatcher one : both) {
                Await.until(WORKS_WITHIN, one::text, () -> one.isAtWork() && one.isConnected(look));
            }
            int goal = scene.executed() + 10;
            Await.until(
                    WORKS_WITHIN,
                    () -> "progress: " + both.get(0).text() + both.get(1).text(),
                    () -> both.get(0).isAtWork() && both.get(1).isAtWork() && scene.executed() >= goal);
        }
    }

    private void pause(Dispatcher one, boolean certainlyInside) throws Exception {
        try (Connection look = postgres.connect()) {
            List<String> hit = stop(one, look, certainlyInside);
            Instant stoppedAt = Instant.now();
            int before = scene.executed();
            Await.until(PAUSE.multipliedBy(10), () -> "", () -> Instant.now().isAfter(stoppedAt.plus(PAUSE)));
            Instant goesOnAt = Instant.now();
            List<String> stillOpen = one.openTransactions(look);
            assertTrue(scene.open() > 0, "there must be work for the other one all the time");
            one.running.goOn();
            Duration gap = scene.executions().longestGap(stoppedAt.plus(UNDER_WAY), goesOnAt);
            gaps.add(gap);
            inside += hit.isEmpty() ? 0 : 1;
            System.out.println("[paused dispatcher] cycle " + cycle + ": " + one.name + " stopped "
                    + (hit.isEmpty() ? "outside of a transaction" : "inside a transaction " + hit) + " for "
                    + Duration.between(stoppedAt, goesOnAt).toMillis() + " ms, the other executed "
                    + (scene.executed() - before) + ", longest gap " + gap.toMillis() + " ms");
            assertEquals(List.of(), stillOpen, "transactions of a stopped process are cut off");
            assertFalse(
                    gap.compareTo(Scene.CLAIM_TTL.plus(MARGIN)) > 0,
                    () -> "the other one was held up for " + gap + "\n" + scene.say("status"));
        }
    }

    /** Stops it at some instant; if that must be one inside a transaction, as often as it takes. */
    private List<String> stop(Dispatcher one, Connection look, boolean certainlyInside) throws Exception {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(chance.nextInt(20_000_000));
            assertTrue(one.running.isAlive(), one.running::text);
            one.running.pause();
            List<String> hit = one.openTransactions(look);
            // What is active now may have been the last statement before the commit: look again when it is through.
            if (!hit.isEmpty() && certainlyInside) {
                Await.within(
                        Duration.ofMillis(50), () -> !one.openTransactions(look).contains("active"));
                hit = one.openTransactions(look);
            }
            if (!certainlyInside || !hit.isEmpty()) {
                return hit;
            }
            one.running.goOn();
        }
        throw new AssertionError("never inside a transaction, of " + MOST_TRIES + " tries");
    }
}
