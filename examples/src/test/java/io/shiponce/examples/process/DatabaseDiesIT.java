package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** R4, R5: the database dies in the middle of a commit, is full or cannot be written; nothing leaves twice, nothing is lost. */
@Tag("proof")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class DatabaseDiesIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);

    /** The program gives up on a store that does not answer for two minutes. */
    private static final Duration GIVES_UP_WITHIN = Duration.ofMinutes(3);

    private static final String STORE_DOWN = "The store does not answer";
    private static final int REFUSED = 3;

    /** Room for the store and its write-ahead log, which grows to four megabytes before it is used again. */
    private static final int DISK_MEGABYTES = 24;

    @TempDir
    private Path directory;

    @Test
    void r4_postgresDiesUnderLoadAndComesBack() throws Exception {
        try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
            play("PostgreSQL", postgres, death -> {
                if (death % 2 == 0) {
                    postgres.stopImmediately();
                } else {
                    postgres.kill();
                }
            });
        }
    }

    @Test
    void r4_mariaDbDiesUnderLoadAndComesBack() throws Exception {
        try (MariaDb mariaDb = MariaDb.start()) {
            play("MariaDB", mariaDb, death -> mariaDb.kill());
        }
    }

    @Test
    void r4_anH2ServerDiesUnderLoadAndComesBack() throws Exception {
        try (H2Server h2 = H2Server.start(directory.resolve("h2"))) {
            play("an H2 server", h2, death -> h2.kill());
        }
    }

    /** The so-manieth death. */
    @FunctionalInterface
    private interface Death {
        void come(int number) throws Exception;
    }

    private void play(String name, MortalServer server, Death how) throws Exception {
        int deaths = 6;
        Random chance = Chance.of(name + " dies");
        try (Scene scene = new Scene(directory.resolve("scene"), server.database("dies"), 1).withSlots(16)) {
            scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
            scene.accept(200);
            Running dispatch = scene.dispatch();
            for (int death = 1; death <= deaths; death++) {
                awaitSends(scene, dispatch, 10 + chance.nextInt(60));
                how.come(death);
                int complaints = death;
                Await.until(WORKS_WITHIN, dispatch::text, () -> count(dispatch, STORE_DOWN) >= complaints);
                int before = scene.executed();
                server.startAgain();
                awaitSends(scene, dispatch, 1);
                System.out.println("[database dies] " + name + ", death " + death + ": executed " + before
                        + " before it came back");
                scene.accept(100);
            }
            int exit = dispatch.exit(WORKS_WITHIN);
            assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit + dispatch.text());
            Judge.Verdict alone = Judge.judge(scene);
            Judge.Verdict end = new Person(scene).settleAndFinish();
            assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
            assertEquals(scene.accepted(), end.executed(), end::toString);
            Summary.line(
                    "database dies, " + name,
                    name + " died " + deaths + " times under one dispatcher, " + end.executed() + " executed, "
                            + alone.in("IN_DOUBT") + " in doubt at its end, " + end.duplicates() + " duplicates");
        }
    }

    private static void awaitSends(Scene scene, Running dispatch, int more) throws Exception {
        int goal = scene.executed() + more;
        Await.until(WORKS_WITHIN, dispatch::text, () -> {
            assertTrue(dispatch.isAlive(), dispatch::text);
            return scene.executed() >= goal;
        });
    }

    private static long count(Running dispatch, String message) {
        return dispatch.errors().lines().filter(line -> line.contains(message)).count();
    }

    @Test
    void r5_aDiskThatIsFullForAWhileCostsNothing() throws Exception {
        try (SmallDisk disk = disk();
                Scene scene = onDisk(disk, 300)) {
            Running dispatch = scene.dispatch();
            awaitSends(scene, dispatch, 20);
            disk.fill();
            Await.until(WORKS_WITHIN, dispatch::text, () -> dispatch.errors().contains(STORE_DOWN));
            int whenFull = scene.executed();
            disk.makeRoom();
            assertEquals(0, dispatch.exit(WORKS_WITHIN), dispatch::text);
            assertTrue(whenFull < scene.accepted());
            Judge.Verdict end = Judge.judge(scene);
            assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
            Summary.line(
                    "full disk, for a while",
                    whenFull + " sent before, " + end.executed() + " executed in the end, " + end.duplicates()
                            + " duplicates");
        }
    }

    @Test
    void r5_aDiskThatStaysFullEndsTheRunAndNothingIsLost() throws Exception {
        try (SmallDisk disk = disk();
                Scene scene = onDisk(disk, 300)) {
            Running dispatch = scene.dispatch();
            awaitSends(scene, dispatch, 20);
            disk.fill();
            assertEquals(REFUSED, dispatch.exit(GIVES_UP_WITHIN), dispatch::text);
            assertTrue(dispatch.errors().contains(STORE_DOWN), dispatch::text);
            int whenFull = scene.executed();
            refusedForNow(scene);
            assertEquals(whenFull, scene.executed());
            disk.makeRoom();
            finished(scene, "full disk, given up");
        }
    }

    @Test
    void aDiskThatCannotBeWrittenIsRefused() throws Exception {
        try (SmallDisk disk = disk();
                Scene scene = onDisk(disk, 60)) {
            disk.readOnly(true);
            refusedForNow(scene);
            disk.readOnly(false);
            disk.fill();
            refusedForNow(scene);
            assertEquals(0, scene.executed());
            disk.makeRoom();
            finished(scene, "full disk, read-only from the start");
        }
    }

    private SmallDisk disk() throws Exception {
        Optional<SmallDisk> disk = SmallDisk.mount(directory.resolve("disk"), DISK_MEGABYTES);
        if (disk.isEmpty()) {
            System.out.println("[full disk] SKIPPED: no small file system can be mounted here, it takes root");
        }
        Assumptions.assumeTrue(disk.isPresent(), "no small file system can be mounted here, it takes root");
        return disk.orElseThrow();
    }

    /** Only the store is on the small disk. */
    private Scene onDisk(SmallDisk disk, int orders) throws Exception {
        Scene scene = new Scene(
                directory.resolve("scene"), "jdbc:sqlite:" + disk.path().resolve("store.db"), 1);
        scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
        scene.accept(orders);
        return scene;
    }

    /** One message, and the exit code of what is refused. */
    private static void refusedForNow(Scene scene) throws Exception {
        Running refused = scene.dispatch();
        assertEquals(REFUSED, refused.exit(WORKS_WITHIN), refused::text);
        assertTrue(refused.errors().startsWith("shiponce: the store: "), refused::text);
        assertTrue(refused.errors().contains("store.db"), refused::text);
        assertTrue(refused.errors().lines().noneMatch(line -> line.startsWith("\tat ")), refused::text);
        System.out.println("[full disk] refused: " + refused.errors().strip());
    }

    private static void finished(Scene scene, String what) throws Exception {
        Judge.Verdict end = new Person(scene).settleAndFinish();
        assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
        assertEquals(scene.accepted(), end.executed(), end::toString);
        Summary.line(what, end.executed() + " executed in the end, " + end.duplicates() + " duplicates");
    }
}
