package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * R5: a whole database server is away for a while, and back. Claims expire meanwhile; what their sends brought counts all the same.
 * Nobody starts anything again but the server.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DatabaseAwayIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(90);
    private static final int SLOTS = 16;

    /** A third of it is how long a call may take. */
    private static final Duration CLAIM_TTL = Duration.ofSeconds(3);

    /** By then the engine asks at its longest interval, each five seconds. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final String STORE_DOWN = "ERROR Coordinator - event=SO-103 ";

    @TempDir
    private Path directory;

    @Test
    void r5_anH2ServerIsAwayForLongerThanAClaimLives() throws Exception {
        try (H2Server h2 = H2Server.start(directory.resolve("h2"))) {
            play("an H2 server", h2, CLAIM_TTL.multipliedBy(2));
        }
    }

    @Tag("proof")
    @Test
    void r5_anH2ServerIsAwayForLong() throws Exception {
        try (H2Server h2 = H2Server.start(directory.resolve("h2"))) {
            play("an H2 server", h2, LONG);
        }
    }

    @Tag("proof")
    @Test
    void r5_postgresIsAwayForLong() throws Exception {
        try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
            play("PostgreSQL", postgres, LONG);
        }
    }

    @Tag("proof")
    @Test
    void r5_mariaDbIsAwayForLong() throws Exception {
        try (MariaDb mariaDb = MariaDb.start()) {
            play("MariaDB", mariaDb, LONG);
        }
    }

    private void play(String name, MortalServer server, Duration away) throws Exception {
        try (Scene scene = new Scene(directory.resolve("scene"), server.database("away"), 1)
                .withSlots(SLOTS)
                .withTimes(Scene.TIMEOUT, CLAIM_TTL)) {
            scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
            scene.accept(300);
            Running dispatch = scene.dispatch();
            Await.until(WORKS_WITHIN, dispatch::text, () -> scene.executed() >= 40);
            int before = scene.executed();
            server.kill();
            int whenKilled = scene.executed();
            long complaints = complaints(dispatch);
            long until = System.nanoTime() + away.toNanos();
            Await.until(away.plus(WORKS_WITHIN), dispatch::text, () -> System.nanoTime() - until > 0);
            int whenBack = scene.executed();
            long lines = dispatch.errors().lines().count();
            assertTrue(complaints(dispatch) <= complaints + 1, dispatch::text);
            assertTrue(complaints(dispatch) > 0, dispatch::text);
            assertTrue(lines < 200, lines + " lines: " + dispatch.text());
            assertTrue(whenBack <= whenKilled + SLOTS, (whenBack - whenKilled) + " sent while it was away");
            assertTrue(whenBack < scene.accepted(), "all was sent before");
            server.startAgain();

            int exit = dispatch.exit(WORKS_WITHIN);
            assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit + dispatch.text());
            Judge.Verdict alone = Judge.judge(scene);
            assertEquals(alone.executed(), alone.in("CONFIRMED"), "what was sent is kept, and nobody has to say so");
            Judge.Verdict end = new Person(scene).settleAndFinish();
            assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
            assertEquals(scene.accepted(), end.executed(), end::toString);
            Summary.line(
                    "database away, " + name + " for " + away.toSeconds() + " s",
                    (whenBack - before) + " sends came to their end from then on, " + end.executed()
                            + " executed in the end, " + alone.in("IN_DOUBT") + " in doubt at its end, "
                            + end.duplicates() + " duplicates, " + lines + " lines logged by the time it was back");
        }
    }

    private static long complaints(Running dispatch) {
        return dispatch.errors()
                .lines()
                .filter(line -> line.contains(STORE_DOWN))
                .count();
    }
}
