package io.shiponce.examples.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.power.Loss.Kind;
import io.shiponce.examples.process.Chance;
import io.shiponce.examples.process.Summary;
import io.shiponce.testkit.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * S3: the power fails at any instant, and what SQLite had acknowledged is there. All that a shop with the real engine does to its
 * disk is recorded; then the disk is put together as a cut may leave it, again and again, and opened by the real store.
 *
 * <p>What was synced stays, names in the directory included; of the rest chance decides, down to single sectors. Not modelled are
 * disks that damage what lies beside the bytes that they write, and disks that only say that they synced: on these claims are lost,
 * as every run shows.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PowerLossIT {
    private static final String NAME = "power loss";

    /** An image is synced all the time while it is judged, and thrown away: better in memory, where there is enough. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final long ENOUGH_BYTES = 256 << 20;

    private static final BiPredicate<Tally, List<Loss>> WHERE_A_SEND_IS_LOST_UNTIL_SENT_TWICE =
            (tally, losses) -> tally.duplicates() == 0
                    && losses.stream().anyMatch(loss -> loss.kind() == Kind.SEND)
                    && losses.stream().noneMatch(loss -> loss.kind() == Kind.DATABASE);

    private static final @Nullable String GIVEN = System.getProperty("recording");
    private static final int SHOWN = 5;
    private static final int MOST_TIMES = 10;

    /** From every seventh image the engine goes on: each of the moments has its turn. */
    private static final int GO_ON_EACH = 7;

    /** Kept after a failure. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final Random chance = Chance.of(NAME);

    @BeforeAll
    static void skipWhereNothingCanBeTraced() throws InterruptedException {
        Optional<String> obstacle = Strace.obstacle();
        obstacle.ifPresent(why -> Summary.line(NAME, "SKIPPED: " + why));
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> obstacle.orElseThrow());
    }

    @Test
    void s3_aPowerCutLosesNothingThatWasAcknowledged() throws Exception {
        play(new Script(2, 40, 2, Script.DURABLE, chance.nextInt()), 48);
    }

    @Tag("proof")
    @Test
    void s3_hundredsOfPowerCutsLoseNothingThatWasAcknowledged() throws Exception {
        Script script = new Script(2, 500, 40, Script.DURABLE, chance.nextInt());
        Recording recording = play(script, Integer.getInteger("cuts", 600));
        assertTrue(recording.logRestarts() > 0, "the log was never full");
    }

    private Recording play(Script script, int count) throws Exception {
        Recording recording = record(script);
        Tally tally = new Tally();
        judge(tally, recording, Span.NEVER, count, script, (before, losses) -> before.images() % GO_ON_EACH == 0);
        Summary.line(NAME, tally.toString());
        assertEquals(List.of(), recording.refusals());
        assertTrue(tally.losses().isEmpty(), () -> shown(tally) + "\n" + repeat());
        assertEquals(0, tally.duplicates(), this::repeat);
        assertTrue(tally.metEverything(), tally::toString);

        // The same on a disk that only says that it synced: else the images would prove nothing.
        Tally lying = untilSentTwice(recording, recording.schemaAt(), count / 2, script);
        System.out.println("[power loss] on a disk that lies: " + lying);
        assertTrue(lying.imagesThatLost(Kind.CLAIM) > 0, lying::toString);
        assertTrue(lying.duplicates() > 0, lying::toString);
        return recording;
    }

    /** What AuditTest says must be refused: here is why. */
    @Tag("proof")
    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "OFF"})
    void s3_whatTheAuditRefusesLosesClaims(String synchronous) throws Exception {
        Script script = new Script(2, 60, 2, synchronous, chance.nextInt());
        Recording recording = record(script);
        Tally tally = untilSentTwice(recording, Span.NEVER, 96, script);
        System.out.println("[power loss] synchronous " + synchronous + ": " + tally);
        assertEquals(script.rounds(), recording.refusals().size(), "refused by the engine");
        assertTrue(
                recording.refusals().get(0).contains("synchronous is "),
                () -> recording.refusals().get(0));
        assertTrue(tally.imagesThatLost(Kind.CLAIM) > 0, tally::toString);
        assertTrue(tally.duplicates() > 0, tally::toString);
    }

    /** With {@code -Drecording=} what an earlier run recorded there. */
    private Recording record(Script script) throws Exception {
        Path recorded = recorded();
        Path disk = recorded.resolve("disk");
        Path told = recorded.resolve("told");
        Path trace = recorded.resolve("trace");
        if (GIVEN == null) {
            Files.createDirectory(disk);
            Strace.run(trace, Workload.class, List.of(disk.toString(), told.toString(), script.toString()));
        }
        Recording recording = new TraceReader(disk, told).read(trace);
        System.out.println("[power loss] recorded " + recording.end() + " calls, "
                + recording.told().size()
                + " things told, " + recording.databaseSyncs() + " syncs of the database, log begun anew "
                + recording.logRestarts() + " times");
        return recording;
    }

    private static String shown(Tally tally) {
        return tally.losses().size() + " losses:\n"
                + tally.losses().stream().limit(SHOWN).collect(Collectors.joining("\n"));
    }

    private Path recorded() {
        try {
            return GIVEN == null ? directory.toRealPath() : Path.of(GIVEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String repeat() {
        return "repeat it by the seed printed above and -Drecording=" + recorded();
    }

    /** Which cuts lose a send, and which of them the engine goes on from, is chance: more of them where it was unlucky. */
    private Tally untilSentTwice(Recording recording, long honestUntil, int count, Script script) throws Exception {
        Tally tally = new Tally();
        for (int i = 0; i < MOST_TIMES && tally.duplicates() == 0; i++) {
            judge(tally, recording, honestUntil, count, script, WHERE_A_SEND_IS_LOST_UNTIL_SENT_TWICE);
        }
        return tally;
    }

    private void judge(
            Tally tally,
            Recording recording,
            long honestUntil,
            int count,
            Script script,
            BiPredicate<Tally, List<Loss>> goOn)
            throws Exception {
        for (PowerCut cut : new Cuts(recording, honestUntil, chance).choose(count)) {
            Acknowledged acknowledged = Acknowledged.before(recording, cut);
            List<Loss> losses = onImage(recording, cut, image -> new Aftermath(image, acknowledged).losses());
            tally.add(recording, cut, acknowledged, losses);
            if (goOn.test(tally, losses)) {
                Ledger ledger = onImage(recording, cut, image -> new Aftermath(image, acknowledged).goOn(script));
                tally.addGoneOn(ledger.duplicates().size());
            }
        }
    }

    /** What is done with an image. */
    @FunctionalInterface
    private interface Use<T> {
        T of(Path image) throws Exception;
    }

    private <T> T onImage(Recording recording, PowerCut cut, Use<T> use) throws Exception {
        Path image = Files.createTempDirectory(imagesIn(), "power-loss");
        try {
            recording.disk().saveAfter(cut, image);
            return use.of(image);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("after the " + cut + ": " + e.getMessage() + "\n" + repeat(), e);
        } finally {
            delete(image);
        }
    }

    private Path imagesIn() throws IOException {
        boolean enough = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_BYTES;
        return enough ? MEMORY : directory;
    }

    private static void delete(Path image) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
