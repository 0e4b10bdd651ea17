package io.shiponce.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.benchmarks.contender.Contenders;
import io.shiponce.benchmarks.lab.Figure;
import io.shiponce.benchmarks.lab.KillResult;
import io.shiponce.benchmarks.lab.Machine;
import io.shiponce.benchmarks.lab.Spread;
import io.shiponce.benchmarks.report.Results.AllJudged;
import io.shiponce.benchmarks.report.Results.Comparison;
import io.shiponce.benchmarks.report.Results.Judged;
import io.shiponce.benchmarks.report.Results.Killed;
import io.shiponce.benchmarks.report.Results.Measured;
import io.shiponce.benchmarks.report.Results.Micro;
import io.shiponce.benchmarks.report.Results.Mode;
import io.shiponce.benchmarks.report.Results.Timing;
import io.shiponce.benchmarks.report.Results.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From results in files to the real page, copied. */
final class ReportTest {
    private static final Machine MACHINE =
            new Machine("a processor", 2, 24_000, "Linux", "OpenJDK 17", "18", 0.1, "2026-12-20T10:00:00Z");

    @TempDir
    Path directory;

    private Path page;

    @BeforeEach
    void copyThePage() throws IOException {
        page = directory.resolve("benchmarks.md");
        Files.copy(Path.of(System.getProperty("project.root"), "docs", "benchmarks.md"), page);
    }

    private String written() throws IOException {
        Report.write(directory, page);
        return Files.readString(page);
    }

    @Test
    void withoutResultsThePageStaysAsItIs() throws IOException {
        String before = Files.readString(page);
        assertTrue(written().equals(before));
    }

    @Test
    void aComparisonBecomesTablesAndPictures() throws IOException {
        Results.write(
                directory,
                "compare",
                new Comparison(
                        MACHINE,
                        "compare --rounds 3",
                        64,
                        "PT0.05S",
                        5_000,
                        List.of(
                                measured(Mode.OUTSIDE, 1, 900),
                                measured(Mode.OUTSIDE, 2, 1_100),
                                measured(Mode.INSIDE, 1, 12_345)),
                        List.of(new Killed(Contenders.SHIPONCE, 3_500, 1, new KillResult(0, 41, 0)))));
        String text = written();
        assertTrue(text.contains("| ShipOnce | 3,500 | 1,000 (900 to 1,100) |"), text);
        assertTrue(text.contains("| ShipOnce | 3,500 | 12,345 |"), text);
        assertTrue(text.contains("| ShipOnce | 1 | 3,500 | 0 | 41 | 0 |"), text);
        assertTrue(text.contains("java -jar benchmarks/target/benchmarks.jar compare --rounds 3"), text);
        assertTrue(Files.readString(directory.resolve("benchmarks-rates.svg")).contains("<svg"));
        assertTrue(Files.readString(directory.resolve("benchmarks-kills.svg")).contains("<svg"));
        assertTrue(written().equals(text), "writing it again changes nothing");
    }

    private static Measured measured(Mode mode, int round, double perSecond) {
        return new Measured(mode, Contenders.SHIPONCE, 3_500, round, Map.of(Figure.PER_SECOND, perSecond));
    }

    @Test
    void aMissedGoalSaysByHowMuch() throws IOException {
        Results.write(
                directory,
                "goals",
                new AllJudged(List.of(run(
                        "goals", verdict(0.45, 0.9, false), verdict(1.38, 1.15, true), verdict(0.99, 0.9, false)))));
        String text = written();
        assertTrue(text.contains("| at least 0.900 | 0.450 (0.400 to 0.500) x | **missed** by 50 % |"), text);
        assertTrue(text.contains("| at most 1.15 | 1.38 (0.400 to 0.500) x | **missed** by 20 % |"), text);
        assertTrue(text.contains("| reached, 10 % to spare |"), text);
    }

    private static Judged run(String arguments, Verdict... verdicts) {
        return new Judged(MACHINE, arguments, 3, 1, List.of(verdicts));
    }

    @Test
    void aLaterRunReplacesTheGoalsThatItMeasured() throws IOException {
        AllJudged first = new AllJudged(List.of())
                .with(run("goals", verdict("wal", 3, 2, true), verdict("limit", 0.45, 0.9, false)));
        Results.write(directory, "goals", first.with(run("goals --only wal", verdict("wal", 1, 2, true))));

        String text = written();

        assertTrue(text.contains("3 rounds of limit. Measured at"), text);
        assertTrue(text.contains("3 rounds of wal. Measured at"), text);
        assertTrue(text.contains("| limit | something | at least 0.900 | 0.450"), text);
        assertTrue(text.contains("| wal | something | at most 2.00 | 1.00"), text);
        assertFalse(text.contains("| 3.00"), text);
        assertEquals(
                1,
                first.with(run("goals", verdict("wal", 1, 2, true), verdict("limit", 1, 2, true)))
                        .runs()
                        .size());
    }

    private static Verdict verdict(double median, double bound, boolean atMost) {
        return verdict("limit", median, bound, atMost);
    }

    private static Verdict verdict(String goal, double median, double bound, boolean atMost) {
        return new Verdict(goal, "something", new Spread(median, 0.4, 0.5), bound, atMost, "x", "");
    }

    @Test
    void timingsBecomeATable() throws IOException {
        Results.write(directory, "micro", new Micro(MACHINE, "micro", List.of(new Timing("splitting", 1_234.5, 6))));
        String text = written();
        assertTrue(text.contains("| splitting | 1,234 | 6 |") || text.contains("| splitting | 1,235 | 6 |"), text);
        assertFalse(text.contains("No run yet: `micro`"), text);
    }

    @Test
    void aPageWithoutItsMarksIsRefused() throws IOException {
        Files.writeString(page, "nothing");
        Results.write(directory, "micro", new Micro(MACHINE, "micro", List.of()));
        assertThrows(IllegalStateException.class, this::written);
    }
}
