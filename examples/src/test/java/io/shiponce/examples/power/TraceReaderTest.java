package io.shiponce.examples.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.examples.power.Survival.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut leaves, from traces written by hand: needs nothing to trace with. */
class TraceReaderTest {
    private static final String NAME = "store.db";

    @TempDir
    private Path directory;

    private final List<String> trace = new ArrayList<>();
    private int images;

    private Path disk() {
        return directory.resolve("disk");
    }

    private static String text(Object value) {
        return "\"" + Call.written(value.toString()) + "\"";
    }

    private String open(String name) {
        return "7<" + Call.written(disk().resolve(name).toString()) + ">";
    }

    private void call(String thread, String text) {
        trace.add(thread + " " + text);
    }

    private void create(String name) {
        call("1", "openat(AT_FDCWD, " + text(disk().resolve(name)) + ", O_RDWR|O_CREAT, 0644) = " + open(name));
    }

    private void write(String name, String what, int offset) {
        int length = what.length();
        call("1", "pwrite64(" + open(name) + ", " + text(what) + ", " + length + ", " + offset + ") = " + length);
    }

    private void sync(String name) {
        call("1", "fdatasync(" + open(name) + ")       = 0");
    }

    private void syncDirectory() {
        call("1", "fsync(9<" + Call.written(disk().toString()) + ">) = 0");
    }

    private void remove(String name) {
        call("1", "unlink(" + text(disk().resolve(name)) + ") = 0");
    }

    private Recording recording() throws IOException {
        Path file = Files.write(directory.resolve("trace"), trace, StandardCharsets.ISO_8859_1);
        return new TraceReader(disk(), directory.resolve("told")).read(file);
    }

    /** The image after a cut at the end of the trace. */
    private Path image(Manner manner, long seed) throws IOException {
        PowerCut cut = new PowerCut(trace.size() + 1, Span.NEVER, new Survival(manner, seed));
        Path image = Files.createDirectories(directory.resolve("image-" + images++));
        recording().disk().saveAfter(cut, image);
        return image;
    }

    private String content(Manner manner) throws IOException {
        return Files.readString(image(manner, 0).resolve(NAME));
    }

    /** Everything that chance can make of it. */
    private Set<String> contents(Manner manner) throws IOException {
        Set<String> contents = new TreeSet<>();
        for (int seed = 0; seed < 100; seed++) {
            contents.add(Files.readString(image(manner, seed).resolve(NAME)));
        }
        return contents;
    }

    private static List<String> names(Path image) throws IOException {
        try (Stream<Path> files = Files.list(image)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void createSynced() {
        create(NAME);
        syncDirectory();
    }

    @Test
    void whatWasSyncedStaysAndTheRestMayVanish() throws Exception {
        createSynced();
        write(NAME, "kept", 0);
        sync(NAME);
        write(NAME, "lost", 4);

        assertEquals("kept", content(Manner.NOTHING));
        assertEquals("keptlost", content(Manner.EVERYTHING));
    }

    @Test
    void aSyncDoesNotCoverWhatIsWrittenWhileItLasts() throws Exception {
        createSynced();
        write(NAME, "before", 0);
        call("2", "fsync(" + open(NAME) + " <unfinished ...>");
        write(NAME, "during", 6);
        call("2", "<... fsync resumed>)             = 0");

        assertEquals("before", content(Manner.NOTHING));
    }

    @Test
    void aSyncThatHasNotReturnedOrHasFailedKeepsNothing() throws Exception {
        createSynced();
        write(NAME, "lost", 0);
        call("1", "fsync(" + open(NAME) + ") = -1 EIO (Input/output error)");
        assertEquals("", content(Manner.NOTHING));

        PowerCut during = new PowerCut(trace.size() + 2, Span.NEVER, new Survival(Manner.NOTHING, 0));
        call("2", "fsync(" + open(NAME) + " <unfinished ...>");
        call("2", "<... fsync resumed>) = 0");
        Path image = Files.createDirectory(directory.resolve("during"));
        recording().disk().saveAfter(during, image);
        assertEquals("", Files.readString(image.resolve(NAME)));
    }

    @Test
    void anUnsyncedWriteIsTornBetweenSectorsAndNowhereElse() throws Exception {
        createSynced();
        write(NAME, "a".repeat(1_024), 0);
        sync(NAME);
        write(NAME, "b".repeat(1_000), 12);

        String head = "a".repeat(12);
        String first = "b".repeat(500);
        String second = "b".repeat(500) + "a".repeat(12);
        String old = "a".repeat(500);
        assertEquals(
                Set.of("a".repeat(1_024), head + first + "a".repeat(512), head + old + second, head + first + second),
                contents(Manner.SOME_SECTORS));
        assertEquals(
                Set.of("a".repeat(1_024), head + first + "a".repeat(512), head + first + second),
                contents(Manner.THE_FIRST));
        assertEquals(Set.of("a".repeat(1_024), head + first + second), contents(Manner.SOME_WRITES));
    }

    @Test
    void laterWritesMaySurviveEarlierOnesAndLengthMaySurviveBoth() throws Exception {
        createSynced();
        write(NAME, "a".repeat(512), 0);
        write(NAME, "b".repeat(512), 512);

        String hole = "\0".repeat(512);
        assertTrue(contents(Manner.SOME_WRITES).contains(hole + "b".repeat(512)));
        assertTrue(contents(Manner.SOME_SECTORS_AND_THE_LENGTH).contains(hole + hole));
    }

    @Test
    void aNameIsThereForSureOnlyOnceItsDirectoryIsSynced() throws Exception {
        create(NAME);
        write(NAME, "synced", 0);
        sync(NAME);
        assertEquals(List.of(), names(image(Manner.NOTHING, 0)));

        syncDirectory();
        remove(NAME);
        assertEquals("synced", content(Manner.NOTHING));
        assertEquals(List.of(), names(image(Manner.EVERYTHING, 0)));
    }

    @Test
    void aFileIsCutOffAndGrowsAgainWithZeros() throws Exception {
        createSynced();
        write(NAME, "abcdef", 0);
        call("1", "ftruncate(" + open(NAME) + ", 2) = 0");
        call("1", "ftruncate(" + open(NAME) + ", 4) = 0");
        sync(NAME);

        assertEquals("ab\0\0", content(Manner.NOTHING));
    }

    @Test
    void onADiskThatLiesASyncIsNone() throws Exception {
        createSynced();
        write(NAME, "lost", 0);
        sync(NAME);
        PowerCut cut = new PowerCut(trace.size() + 1, trace.size(), new Survival(Manner.NOTHING, 0));
        Path image = Files.createDirectory(directory.resolve("lying"));
        recording().disk().saveAfter(cut, image);

        assertEquals("", Files.readString(image.resolve(NAME)));
    }

    @Test
    void whatIsToldIsKnownFromTheMomentItIsBegun() throws Exception {
        createSynced();
        String told = "7<" + Call.written(directory.resolve("told").toString()) + ">";
        call("3", "write(" + told + ", " + text("one\ntwo\n") + ", 8 <unfinished ...>");
        write(NAME, "x", 0);
        call("3", "<... write resumed>) = 8");

        assertEquals(
                List.of(new Recording.Told(3, "one"), new Recording.Told(3, "two")),
                recording().told());
    }

    @Test
    void whatIsNotModelledIsRefused() {
        List<String> calls = List.of(
                "fallocate(" + open(NAME) + ", 0, 0, 4096) = 0",
                "write(" + open(NAME) + ", " + text("x") + ", 1) = 1",
                "rename(" + text(disk().resolve(NAME)) + ", " + text(disk().resolve("other")) + ") = 0",
                "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, " + open(NAME) + ", 0) = 0x7f0000000000",
                "fsync(" + open(NAME) + "(deleted)) = 0",
                "pwrite64(" + open(NAME) + ", " + text("x") + "..., 1, 0) = 1");
        for (String call : calls) {
            trace.clear();
            createSynced();
            call("1", call);
            assertThrows(IllegalArgumentException.class, this::recording, call);
        }
    }

    @Test
    void sharedMemoryAndOtherDirectoriesAreLeftOut() throws Exception {
        create(NAME + "-shm");
        call("1", "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, " + open(NAME + "-shm") + ", 0) = 0x7f00");
        call("1", "rename(" + text("/elsewhere/a") + ", " + text("/elsewhere/b") + ") = 0");
        syncDirectory();

        assertEquals(List.of(), names(image(Manner.EVERYTHING, 0)));
    }

    @Test
    void everyByteIsReadAsItWasWritten() throws Exception {
        createSynced();
        byte[] all = new byte[256];
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
            written.append(String.format("\\x%02x", i));
        }
        call("1", "pwrite64(" + open(NAME) + ", \"" + written + "\", 256, 3) = 200");

        byte[] read = Files.readAllBytes(image(Manner.EVERYTHING, 0).resolve(NAME));
        assertTrue(Arrays.equals(Arrays.copyOf(all, 200), Arrays.copyOfRange(read, 3, 203)));
        assertEquals(203, read.length);
    }
}
