package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.process.Scene.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** S3, R14: the PostgreSQL primary is killed under load, and its standby is promoted in its place. */
@Tag("proof")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PromotionIT {
    private static final Duration WORKS_WITHIN = Duration.ofSeconds(60);
    /** A standby takes part in each commit. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration CLAIM_TTL = Duration.ofSeconds(3);
    private static final int REFUSED = 3;
    private static final String ANOTHER_LINE = "the line of data is ";
    private static final String REFUSED_BY_THE_LIVING = "The database answers and is refused";

    @TempDir
    private Path directory;

    @Test
    void s3_aSynchronousStandbyHasWhatWasAcknowledged() throws Exception {
        for (String level : List.of("on", "remote_apply")) {
            synchronous(level);
        }
    }

    /** One dispatcher lives through it, another one is killed together with the primary. */
    private void synchronous(String level) throws Exception {
        Path own = directory.resolve(level);
        try (Postgres primary = Postgres.start(own.resolve("primary"));
                Postgres standby = primary.standby(own.resolve("standby"));
                Scene scene = new Scene(own.resolve("scene"), eitherOf(primary, standby), 1)
                        .withSlots(16)
                        .withTimes(TIMEOUT, CLAIM_TTL)) {
            primary.query("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
            primary.query("ALTER SYSTEM SET synchronous_commit = " + level);
            primary.query("SELECT pg_reload_conf()");
            awaitReplication(primary, "sync");
            // Commits wait for the standby once the checkpointer, too, has read the settings.
            primary.query("CHECKPOINT");
            scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
            scene.accept(400);
            Running dies = scene.dispatch();
            Running lives = scene.dispatch();
            awaitSends(scene, 100);

            primary.kill();
            dies.kill();
            standby.promote();
            int before = scene.executed();
            refused(scene);
            toldOnce(lives);
            nothingLost(scene);

            int exit = lives.exit(WORKS_WITHIN);
            assertTrue(exit == 0 || exit == 1, () -> "exit code " + exit + lives.text());
            assertTrue(before < scene.executed(), "nothing was left to be sent by the promoted server");
            Judge.Verdict alone = Judge.judge(scene);
            settled(scene, "promoted synchronous standby, " + level, before, alone);
        }
    }

    @Test
    void r14_anAsynchronousStandbyIsRefusedUntilItIsTreatedAsABackup() throws Exception {
        try (Postgres primary = Postgres.start(directory.resolve("primary"));
                Postgres standby = primary.standby(directory.resolve("standby"));
                Scene scene = new Scene(directory.resolve("scene"), eitherOf(primary, standby), 1)
                        .withSlots(16)
                        .withTimes(TIMEOUT, CLAIM_TTL)) {
            scene.carrier(List.of(), "--latency", "60ms", "--jitter", "40ms");
            scene.accept(300);
            Running lives = scene.dispatch();
            awaitSends(scene, 30);
            String reached = primary.query("SELECT pg_current_wal_lsn()");
            Await.until(
                    WORKS_WITHIN,
                    () -> "the standby does not follow",
                    () -> standby.query("SELECT pg_last_wal_replay_lsn() >= '" + reached + "'")
                            .equals("t"));
            standby.query("ALTER SYSTEM SET primary_conninfo = ''");
            standby.query("SELECT pg_reload_conf()");
            awaitReplication(primary, "");
            awaitSends(scene, 100);

            primary.kill();
            standby.promote();
            int before = scene.executed();
            refused(scene);
            toldOnce(lives);
            long known = scene.shipments().stream()
                    .filter(one -> one.state().equals("CONFIRMED"))
                    .count();
            assertTrue(known < before - 50, "the standby forgot nothing: " + known + " of " + before);
            Said restored = scene.say("after-restore", "--quiet", "30s", "--by", "test");
            assertEquals(1, restored.exit(), restored::toString);

            assertEquals(REFUSED, lives.exit(WORKS_WITHIN), lives::text);
            Judge.Verdict alone = Judge.judge(scene);
            settled(scene, "promoted asynchronous standby, " + (before - known) + " forgotten", before, alone);
        }
    }

    private static String eitherOf(Postgres primary, Postgres standby) throws Exception {
        String database = primary.database("promotion");
        return database.replaceFirst("(localhost:\\d+)/", "$1,localhost:" + standby.port() + "/")
                + "&targetServerType=primary";
    }

    private static void awaitReplication(Postgres primary, String state) throws Exception {
        Await.until(
                WORKS_WITHIN,
                () -> "the standby's state is not: " + state,
                () -> primary.query("SELECT coalesce(string_agg(sync_state, ' '), '') FROM pg_stat_replication")
                        .equals(state));
    }

    private static void awaitSends(Scene scene, int more) throws Exception {
        int goal = scene.executed() + more;
        Await.until(WORKS_WITHIN, () -> "not " + goal + " executed", () -> scene.executed() >= goal);
    }

    /** Whoever starts now learns what to do, and nothing is sent. */
    private static void refused(Scene scene) throws Exception {
        int before = scene.executed();
        Running refused = scene.dispatch();
        assertEquals(REFUSED, refused.exit(WORKS_WITHIN), refused::text);
        assertTrue(refused.errors().contains(ANOTHER_LINE), refused::text);
        assertTrue(refused.errors().contains("run after-restore"), refused::text);
        assertEquals(before, scene.executed());
    }

    /** It waits, and its log says once what somebody has to do. */
    private static void toldOnce(Running lives) throws Exception {
        Await.until(WORKS_WITHIN, lives::text, () -> {
            assertTrue(lives.isAlive(), lives::text);
            return lives.errors().contains(REFUSED_BY_THE_LIVING);
        });
        List<String> told = lives.errors()
                .lines()
                .filter(line -> line.contains(REFUSED_BY_THE_LIVING))
                .toList();
        assertEquals(1, told.size(), lives::text);
        assertTrue(told.get(0).contains(ANOTHER_LINE) && told.get(0).contains("run after-restore"), lives::text);
    }

    private static void nothingLost(Scene scene) {
        Said said = scene.say("after-restore", "--nothing-lost", "--by", "test", "--reason", "it was synchronous");
        assertEquals(0, said.exit(), said::toString);
    }

    private static void settled(Scene scene, String name, int before, Judge.Verdict alone) throws Exception {
        Person person = new Person(scene);
        Judge.Verdict end = person.settleAndFinish();
        assertEquals(scene.accepted(), end.in("CONFIRMED"), end::toString);
        assertEquals(scene.accepted(), end.executed(), end::toString);
        Summary.line(
                name,
                end.executed() + " executed, " + before + " of them by the time of the promotion, "
                        + alone.in("IN_DOUBT") + " in doubt after it, " + person.declared() + " settled by a person, "
                        + end.duplicates() + " duplicates");
    }
}
