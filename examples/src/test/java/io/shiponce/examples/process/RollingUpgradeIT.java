package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two engines on one database are replaced by those of another build, one after the other and under load: the first is killed, the second asked
 * to stop. Nothing leaves twice, and at no time do the two builds refuse each other's store.
 *
 * <p>The earlier build is the jar that {@code -Dshiponce.previous.jar} names; without one it is a copy of this build's, which shows that two
 * programs share a store, not that two versions do.
 */
@Tag("proof")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RollingUpgradeIT {
    private static final int ORDERS = 600;
    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Scene scene;

    @Test
    void r4_enginesAreReplacedOneByOneUnderLoad() throws Exception {
        Path present = Path.of(System.getProperty("shiponce.jar", "target/shiponce.jar"))
                .toAbsolutePath();
        String named = System.getProperty("shiponce.previous.jar");
        Path previous = named == null
                ? Files.copy(present, directory.resolve("previous.jar"))
                : Path.of(named).toAbsolutePath();
        try (Postgres server = Postgres.start(directory.resolve("postgres"));
                Scene stage = new Scene(directory.resolve("scene"), server.database("upgraded"), 1)) {
            scene = stage.withSlots(4);
            scene.carrier(List.of(), "--latency", "80ms", "--jitter", "40ms");
            scene.accept(ORDERS);
            Running first = scene.dispatchWith(previous);
            Running second = scene.dispatchWith(previous);
            executes(ORDERS / 5, first, second);

            first.kill();
            Running firstAfter = scene.dispatchWith(present);
            executes(2 * ORDERS / 5, second, firstAfter);

            second.terminate();
            int exit = second.exit(BOUND);
            assertTrue(scene.open() > 0, "replaced in the middle");
            Running secondAfter = scene.dispatchWith(present);
            executes(3 * ORDERS / 5, firstAfter, secondAfter);

            // One step back: the build before is taken up again, beside the new one.
            firstAfter.kill();
            Running back = scene.dispatchWith(previous);
            executes(4 * ORDERS / 5, secondAfter, back);
            secondAfter.exit(BOUND);
            back.exit(BOUND);

            Judge.Verdict alone = Judge.judge(scene);
            Judge.Verdict end = new Person(scene).settleAndFinish();
            assertEquals(ORDERS, end.in("CONFIRMED"), end::toString);
            assertEquals(ORDERS, end.executed(), end::toString);
            Summary.line(
                    "rolling upgrade",
                    String.format(
                            Locale.ROOT,
                            "%s, 2 SIGKILL, 1 SIGTERM (exit %d), %d executed, %d duplicates, %d in doubt before a person looked",
                            named == null ? "one build twice" : "from " + previous.getFileName(),
                            exit,
                            end.executed(),
                            end.duplicates(),
                            alone.in("IN_DOUBT")));
        }
    }

    /** Both are at work until so many are executed in all; one that is not yet, starts. */
    private void executes(int goal, Running one, Running other) throws Exception {
        Await.until(BOUND, () -> goal + " executed" + one.text() + other.text(), () -> {
            assertTrue(one.isAlive() && other.isAlive(), () -> "ended early" + one.text() + other.text());
            return scene.executed() >= goal;
        });
    }
}
