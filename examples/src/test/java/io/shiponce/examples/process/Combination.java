package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * One way in which a carrier can be, on one store, with a dispatcher that is killed in mid-run: the short story of every incident.
 *
 * @param kills SIGKILLs of the dispatcher in mid-run
 */
record Combination(int level, List<String> faults, String storeName, int orders, int kills) {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);

    /** What was seen. */
    record Result(int kills, int executed, int declared, int resumes, int duplicates) {}

    private boolean has(String fault) {
        return faults.stream().anyMatch(one -> one.startsWith(fault));
    }

    /** Whether whatever was executed is found by looking, and so needs no person. */
    private boolean findsAll() {
        return level == 1 && !has("lookup-lag") && !has("lookup-error");
    }

    /** Runs and judges it. */
    Result play(Path directory, String store) throws Exception {
        long startedAtNanos = System.nanoTime();
        Random chance = Chance.of(toString());
        try (Scene scene = new Scene(directory, store, level)) {
            scene.carrier(
                    faults,
                    "--latency",
                    "40ms",
                    "--jitter",
                    "30ms",
                    "--slow-by",
                    "1300ms",
                    "--seed",
                    String.valueOf(chance.nextInt(1_000)));
            scene.accept(orders);
            Person person = new Person(scene);
            int killed = kill(scene, person, chance);
            Judge.Verdict alone = person.finish(level >= 2);
            if (findsAll() && alone.executed() > alone.in("CONFIRMED")) {
                // On a busy machine look-ups, too, run out of their time, and a run tries for ten seconds only.
                System.out.println("[combination] " + this + ": looked for in vain by a first run\n" + person.open());
                alone = person.finish(false);
            }
            checkLevel(alone, person);
            Judge.Verdict end = alone.in("IN_DOUBT") == 0 ? alone : person.settleAndFinish();
            assertEquals(orders, end.in("CONFIRMED") + end.in("REJECTED"), end::toString);
            assertTrue(has("reject") || end.in("REJECTED") == 0, end::toString);
            assertEquals(end.in("CONFIRMED"), end.executed(), end::toString);
            System.out.println(String.format(
                    Locale.ROOT,
                    "[combination] level %d %-10s %-44s kills %d  executed %3d/%d  rejected %d  in doubt before a person"
                            + " %2d  declared %2d  dispatches %2d  resumes %d  duplicates %d  %4.1f s",
                    level,
                    storeName,
                    String.join(" ", faults),
                    killed,
                    end.executed(),
                    orders,
                    end.in("REJECTED"),
                    alone.in("IN_DOUBT"),
                    person.declared(),
                    person.dispatches() + killed,
                    person.resumes(),
                    end.duplicates(),
                    (System.nanoTime() - startedAtNanos) / 1e9));
            return new Result(killed, end.executed(), person.declared(), person.resumes(), end.duplicates());
        } catch (AssertionError e) {
            System.out.println("[combination] FAILED: " + this + ": " + e.getMessage());
            throw new AssertionError(this + ": " + e.getMessage(), e);
        }
    }

    /** Each time after some more sends. A dispatcher that is through before its time is not killed, but another one. */
    private int kill(Scene scene, Person person, Random chance) throws Exception {
        int killed = 0;
        for (int tries = 0; killed < kills && tries < 3 * kills && scene.open() > 0; tries++) {
            int goal = scene.executed() + 1 + chance.nextInt(orders / (2 * kills));
            Running dispatch = scene.dispatch();
            Await.until(WORKS_WITHIN, dispatch::text, () -> scene.executed() >= goal || !dispatch.isAlive());
            if (dispatch.isAlive()) {
                dispatch.kill();
                killed++;
            } else {
                person.resumeIfPaused();
            }
        }
        return killed;
    }

    /** What the program must have settled by itself, and what it must have left to a person. */
    private void checkLevel(Judge.Verdict alone, Person person) {
        if (level >= 2) {
            assertEquals(0, alone.in("IN_DOUBT"), () -> alone + "\n" + person.open());
            assertTrue(has("reject") || alone.in("CONFIRMED") == orders, alone::toString);
        } else if (findsAll()) {
            assertEquals(
                    alone.executed(),
                    alone.in("CONFIRMED"),
                    () -> "found, and not confirmed: " + alone + "\n" + person.open());
        }
    }

    @Override
    public String toString() {
        return "level " + level + " on " + storeName + " with " + faults + " and " + kills + " kills";
    }
}
