package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * R1, R6, R8: the line to a carrier of each level breaks in every way, in requests and answers, look-ups included, while a dispatcher
 * works. Nothing leaves twice. Levels 2 and 3 end without a person, level 1 finds all that
 * was executed.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CarrierLineIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void r1_theLineToACarrierOfEachLevelBreaks() throws Exception {
        play(0.3, 20, 1);
    }

    @Tag("proof")
    @Test
    void r1_theLineToACarrierOfEachLevelBreaksAgainAndAgain() throws Exception {
        play(0.3, 60, 3);
    }

    @Tag("soak")
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void r1_theLineToACarrierOfEachLevelBreaksForLong() throws Exception {
        play(0.2, 100, Integer.getInteger("cycles", 60));
    }

    private void play(double broken, int orders, int rounds) throws Exception {
        List<Callable<Void>> levels = new ArrayList<>();
        for (int level = 0; level <= 3; level++) {
            CarrierFaults faults = new CarrierFaults(Chance.of("line to a carrier of level " + level), broken);
            Path own = directory.resolve("level-" + level);
            Scene scene = new Scene(own, "jdbc:sqlite:" + own.resolve("store.db"), level);
            levels.add(() -> play(scene, faults, orders, rounds));
        }
        Together.run(levels.size(), levels);
    }

    private static Void play(Scene scene, CarrierFaults faults, int orders, int rounds) throws Exception {
        try (scene;
                CarrierLine line = new CarrierLine(scene.carrierPort(), faults::next)) {
            scene.callingAt(line.port());
            scene.carrier(List.of("refuse-repeat:1"), "--latency", "40ms", "--jitter", "30ms");
            Person person = new Person(scene);
            for (int round = 0; round < rounds; round++) {
                scene.accept(orders);
                faults.begin();
                breakIt(scene, line, person);
                faults.end();
                Judge.judge(scene);
                person.resumeIfPaused();
            }
            finish(scene, line, person);
        }
        return null;
    }

    /** One dispatcher's life on a broken line, on which nobody listens for a while. */
    private static void breakIt(Scene scene, CarrierLine line, Person person) throws Exception {
        int goal = scene.executed() + 5;
        Running dispatch = scene.dispatch();
        Await.until(WORKS_WITHIN, dispatch::text, () -> scene.executed() >= goal || !dispatch.isAlive());
        line.refuse();
        long end = System.nanoTime() + Scene.TIMEOUT.toNanos() / 2;
        Await.until(WORKS_WITHIN, dispatch::text, () -> System.nanoTime() - end > 0);
        line.listenAgain();
        int exit = dispatch.exit(WORKS_WITHIN);
        assertTrue(exit <= 1 || person.wasSlowStart(dispatch), dispatch::text);
    }

    private static void finish(Scene scene, CarrierLine line, Person person) throws Exception {
        Judge.Verdict alone = person.finish(scene.level() >= 2);
        if (scene.level() >= 1) {
            assertEquals(alone.executed(), alone.in("CONFIRMED"), () -> "found, and not confirmed: " + alone);
        }
        Judge.Verdict end = alone.in("IN_DOUBT") == 0 ? alone : person.settleAndFinish();
        assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
        assertEquals(scene.accepted(), end.executed(), end::toString);
        assertFalse(line.struck().isEmpty(), "nothing broke");
        Summary.line(
                "line to a carrier of level " + scene.level(),
                String.format(
                        Locale.ROOT,
                        "%d executed, %d in doubt before a person, %d declared, %d resumed, %d duplicates; faults %s",
                        end.executed(),
                        alone.in("IN_DOUBT"),
                        person.declared(),
                        person.resumes(),
                        end.duplicates(),
                        line.struck()));
    }
}
