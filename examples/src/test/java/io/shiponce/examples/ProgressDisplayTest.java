package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    @Test
    void wordsTellWhatIsCertainThenWhatIsEstimated() {
        Progress progress =
                new Progress(1_200, 3, 2, 1, 2_295, 64, 312.4, Duration.ofSeconds(4), Duration.ofMillis(7_300));

        assertEquals(
                "1,200 sent, 3 rejected, 2 in doubt, 1 found, 2,295 left, 312/s, about 7.3 s left",
                ProgressDisplay.words(progress));
    }

    @Test
    void linesAreRare() {
        StringWriter out = new StringWriter();
        try (ProgressDisplay display = ProgressDisplay.on(new PrintWriter(out), false)) {
            for (int i = 0; i < 1_000; i++) {
                display.show(new Progress(i, 0, 0, 0, 1_000 - i, 1, 1, Duration.ZERO, null));
            }
        }
        assertEquals("", out.toString());
    }
}
