package io.shiponce.examples.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build runs it after all others: one page of what they saw, in every module. */
@Tag("summary")
class SummaryIT {
    private static final Pattern COUNTED =
            Pattern.compile("([0-9,]+) (kills|SIGKILL|SIGSTOP|SIGTERM|executed|duplicates)\\b");

    @Test
    void nothingLeftTwiceInTheWholeBuild() throws IOException {
        Instant started = Instant.parse(System.getProperty("build.started"));
        List<String> lines = lines(Path.of(System.getProperty("project.root")), started);
        assumeFalse(lines.isEmpty(), "none of the tests that were run leaves a line");

        System.out.println("What this build saw:");
        lines.forEach(line -> System.out.println("  " + line));
        System.out.println("  in all: " + total(lines, "kills", "SIGKILL") + " kills, " + total(lines, "executed")
                + " executed, " + total(lines, "duplicates") + " duplicates");
        assertEquals(0, total(lines, "duplicates"));
    }

    /** Of this build only: without {@code clean}, those of an earlier one are still there. */
    private static List<String> lines(Path root, Instant started) throws IOException {
        try (Stream<Path> files = Files.find(
                root,
                4,
                (file, is) -> is.isRegularFile()
                        && file.getParent().endsWith("target/summary")
                        && !is.lastModifiedTime().toInstant().isBefore(started))) {
            return files.sorted().map(SummaryIT::line).toList();
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long total(List<String> lines, String... what) {
        return lines.stream()
                .map(COUNTED::matcher)
                .flatMap(Matcher::results)
                .filter(count -> List.of(what).contains(count.group(2)))
                .mapToLong(count -> Long.parseLong(count.group(1).replace(",", "")))
                .sum();
    }
}
