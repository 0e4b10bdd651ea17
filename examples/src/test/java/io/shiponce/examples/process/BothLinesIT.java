package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.process.DatabaseLine.Strike;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** R1, R4, R5, R6: the lines to the database and to a carrier of each level break at once, in every way. Nothing leaves twice. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BothLinesIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(90);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLAIM_TTL = Duration.ofMillis(4_500);
    private static final int MOST_BYTES = 30_000;

    @TempDir
    private Path directory;

    @Tag("proof")
    @Test
    void r1_r4_bothLinesBreakAtOnce() throws Exception {
        play(1);
    }

    @Tag("soak")
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void r1_r4_bothLinesBreakAtOnceForLong() throws Exception {
        play(Integer.getInteger("cycles", 60));
    }

    private void play(int rounds) throws Exception {
        try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
            List<Callable<Void>> levels = new ArrayList<>();
            for (int level = 0; level <= 3; level++) {
                Scene scene = new Scene(directory.resolve("level-" + level), postgres.database("level_" + level), level)
                        .withTimes(TIMEOUT, CLAIM_TTL);
                levels.add(() -> new Story(scene, postgres.port()).play(rounds));
            }
            Together.run(levels.size(), levels);
        }
    }

    /** At one level. */
    private static final class Story {
        private final Scene scene;
        private final int databasePort;
        private final Person person;
        private final Random chance;
        private final CarrierFaults carrierFaults;
        private int struck;

        Story(Scene scene, int databasePort) {
            this.scene = scene;
            this.databasePort = databasePort;
            this.person = new Person(scene);
            this.chance = Chance.of("both lines at level " + scene.level());
            this.carrierFaults = new CarrierFaults(new Random(chance.nextLong()), 0.2);
        }

        Void play(int rounds) throws Exception {
            try (scene;
                    CarrierLine toCarrier = new CarrierLine(scene.carrierPort(), carrierFaults::next);
                    DatabaseLine toDatabase = new DatabaseLine(databasePort, CLAIM_TTL.dividedBy(3))) {
                scene.callingAt(toCarrier.port());
                scene.carrier(List.of("refuse-repeat:1"), "--latency", "100ms", "--jitter", "100ms");
                for (int round = 0; round < rounds; round++) {
                    scene.accept(60);
                    carrierFaults.begin();
                    breakIt(toDatabase);
                    carrierFaults.end();
                    Judge.judge(scene);
                    person.resumeIfPaused();
                }
                finish(toCarrier);
            }
            return null;
        }

        /** One dispatcher's life. */
        private void breakIt(DatabaseLine line) throws Exception {
            Running dispatch = scene.dispatchOn(line.through(scene.store()));
            Await.until(
                    WORKS_WITHIN,
                    dispatch::text,
                    () -> dispatch.errors().contains("Dispatching to") || !dispatch.isAlive());
            while (dispatch.isAlive()) {
                DatabaseFault[] all = DatabaseFault.values();
                Strike strike = line.arm(all[chance.nextInt(all.length)], 1 + chance.nextInt(MOST_BYTES));
                int before = dispatch.errors().length();
                Await.until(WORKS_WITHIN, dispatch::text, () -> strike.hasStruck() || !dispatch.isAlive());
                struck += strike.hasStruck() ? 1 : 0;
                if (strike.fault().lasts()) {
                    Await.until(
                            WORKS_WITHIN,
                            dispatch::text,
                            () -> dispatch.errors().length() > before || !dispatch.isAlive());
                }
                line.heal();
            }
            // Without the database it cannot even say what was done in the end.
            int exit = dispatch.exit(Duration.ZERO);
            assertTrue(exit == 0 || exit == 1 || exit == 3, () -> "exit code " + exit + dispatch.text());
        }

        private void finish(CarrierLine toCarrier) throws Exception {
            Judge.Verdict alone = person.finish(scene.level() >= 2);
            if (scene.level() >= 1) {
                assertEquals(alone.executed(), alone.in("CONFIRMED"), () -> "found, and not confirmed: " + alone);
            }
            Judge.Verdict end = alone.in("IN_DOUBT") == 0 ? alone : person.settleAndFinish();
            assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
            assertEquals(scene.accepted(), end.executed(), end::toString);
            Summary.line(
                    "both lines, level " + scene.level(),
                    String.format(
                            Locale.ROOT,
                            "%d executed, %d in doubt before a person, %d duplicates; faults to the database %d, to the carrier"
                                    + " %s",
                            end.executed(),
                            alone.in("IN_DOUBT"),
                            end.duplicates(),
                            struck,
                            toCarrier.struck()));
        }
    }
}
