package io.shiponce.benchmarks.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FiguresTest {
    @TempDir
    Path directory;

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertEquals(new Spread(2.5, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0, 3.0)));
        assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
    }

    @Test
    void aQuantileIsATimeThatWasMeasured() {
        double[] times = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertEquals(5, EndpointProbe.quantile(times, 0.5));
        assertEquals(10, EndpointProbe.quantile(times, 0.99));
        assertEquals(10, EndpointProbe.quantile(times, 1));
    }

    /** Of five: one sent twice, one sent once, one in doubt though sent, one in doubt and not sent, one forgotten. */
    @Test
    void aKillIsJudgedByTheLedger() throws IOException {
        Path ledger = directory.resolve("ledger");
        Files.writeString(ledger, line("A") + line("B") + line("A") + line("C"));
        assertEquals(4, Ledgers.lines(ledger));
        assertEquals(new KillResult(1, 2, 1), Ledgers.judge(ledger, 5, Set.of("C", "D")));
    }

    private static String line(String reference) {
        return "CREATE\t" + reference + "\tSIM1\t2026-12-20T10:00:00Z\n";
    }

    @Test
    void aLedgerThatIsNotThereYetIsEmpty() throws IOException {
        assertEquals(0, Ledgers.lines(directory.resolve("none")));
    }
}
