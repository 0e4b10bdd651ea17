package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.OwnerProcess;
import io.shiponce.Stores;
import io.shiponce.store.Claim;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dispatchers are killed, told to end and stopped, again and again, while a shop goes on ordering. */
class KillSoakIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
    private static final int SIGTERM_EXIT = 128 + 15;
    private static final int STOCK = 150;

    @TempDir
    private Path directory;

    @Tag("proof")
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void dozensOfSignals() throws Exception {
        play(30);
    }

    @Tag("soak")
    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void hundredsOfSignals() throws Exception {
        play(Integer.getInteger("cycles", 400));
    }

    private void play(int cycles) throws Exception {
        try (Postgres postgres = Postgres.start(directory.resolve("postgres"));
                MariaDb mariaDb = MariaDb.start();
                H2Server h2 = H2Server.start(directory.resolve("h2"))) {
            Path sqlite = directory.resolve("on-sqlite");
            Map<String, String> stores = Map.of(
                    "sqlite",
                    "jdbc:sqlite:" + sqlite.resolve("store.db"),
                    "postgresql",
                    postgres.database("soak"),
                    "mariadb",
                    mariaDb.database("soak"),
                    "h2",
                    h2.database("soak"));
            List<Callable<Void>> stories = new ArrayList<>();
            stores.forEach((name, store) ->
                    stories.add(() -> new Story(name, directory.resolve("on-" + name), store, cycles).play()));
            // Two at a time: each of them keeps several processes busy.
            Together.run(2, stories);
        }
    }

    /** On one store. */
    private static final class Story {
        private final String name;
        private final Path directory;
        private final String store;
        private final int cycles;
        private final Random chance;
        private final List<Running> dispatchers = new ArrayList<>();
        private int kills;
        private int ends;
        private int stops;

        Story(String name, Path directory, String store, int cycles) {
            this.name = name;
            this.directory = directory;
            this.store = store;
            this.cycles = cycles;
            this.chance = Chance.of("kill soak on " + name);
        }

        Void play() throws Exception {
            long startedAtNanos = System.nanoTime();
            try (Scene scene = new Scene(directory, store, 1)) {
                scene.carrier(List.of("cut-after:0.02", "slow:0.01"), "--latency", "50ms", "--jitter", "50ms");
                Person person = new Person(scene);
                for (int cycle = 0; cycle < cycles; cycle++) {
                    cycle(scene, person);
                    assertEquals(0, scene.executions().duplicates().size(), "executed twice");
                }
                for (Running one : dispatchers) {
                    one.kill();
                }
                Judge.Verdict end = person.settleAndFinish();
                assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
                assertEquals(scene.accepted(), end.executed(), end::toString);
                Summary.line(
                        "kill soak, " + name,
                        String.format(
                                Locale.ROOT,
                                "%d SIGKILL, %d SIGTERM, %d SIGSTOP, %d executed, %d declared by a person, %d resumed,"
                                        + " %d duplicates, %.0f s",
                                kills,
                                ends,
                                stops,
                                end.executed(),
                                person.declared(),
                                person.resumes(),
                                end.duplicates(),
                                (System.nanoTime() - startedAtNanos) / 1e9));
            }
            return null;
        }

        /** Up to two work; after some more sends, one of them gets a signal. */
        private void cycle(Scene scene, Person person) throws Exception {
            if (scene.open() < STOCK) {
                scene.accept(STOCK);
            }
            dispatchers.removeIf(one -> !one.isAlive());
            if (dispatchers.isEmpty() || (dispatchers.size() == 1 && chance.nextInt(3) == 0)) {
                person.resumeIfPaused();
                dispatchers.add(scene.dispatch());
            }
            Running one = dispatchers.get(chance.nextInt(dispatchers.size()));
            int goal = scene.executed() + chance.nextInt(20);
            Await.until(WORKS_WITHIN, one::text, () -> scene.executed() >= goal || !one.isAlive());
            if (!one.isAlive()) {
                // Nothing was left that it could do, the other one and pauses considered.
                assertTrue(one.exit(Duration.ZERO) <= 1 || person.wasSlowStart(one), one::text);
                return;
            }
            switch (chance.nextInt(4)) {
                case 0 -> end(one);
                case 1 -> stop(one);
                default -> kill(one);
            }
        }

        private void kill(Running one) throws Exception {
            kills++;
            one.kill();
        }

        /** It ends in good order: the signal's exit code, and no claim of its own left behind. */
        private void end(Running one) throws Exception {
            ends++;
            one.terminate();
            assertEquals(SIGTERM_EXIT, one.exit(ENDS_WITHIN), one::text);
            assertEquals(List.of(), claimsOf(one), one::text);
        }

        private List<String> claimsOf(Running one) {
            StoreSettings settings = new StoreSettings(store, "examples", Duration.ofSeconds(5), Map.of());
            try (ShipmentStore open = Stores.discover().forUrl(store).open(settings)) {
                return open.page(ShipmentFilter.ALL.withState(ShipmentState.CLAIMED), null, 200).stream()
                        .filter(claimed -> isOf(one, claimed))
                        .map(claimed -> claimed.id().value())
                        .toList();
            }
        }

        private static boolean isOf(Running one, ShipmentRecord claimed) {
            Claim claim = claimed.claim();
            return claim != null
                    && OwnerProcess.of(claim.owner())
                            .filter(owner -> owner.pid() == one.pid())
                            .isPresent();
        }

        /** For up to twice its claims' time; then it goes on, or is killed where it stands. */
        private void stop(Running one) throws Exception {
            stops++;
            one.pause();
            long end = System.nanoTime() + chance.nextInt((int) Scene.CLAIM_TTL.toMillis() * 2) * 1_000_000L;
            Await.until(ENDS_WITHIN, () -> "", () -> System.nanoTime() - end > 0);
            if (chance.nextBoolean()) {
                one.goOn();
            } else {
                kill(one);
            }
        }
    }
}
