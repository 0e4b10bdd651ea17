package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory is bounded by one order, however many there are. Read in a process of its own, whose heap is small. */
class FloodTest {

    /** More than the heap could hold, of each kind. */
    @ParameterizedTest
    @CsvSource({"shopify,array,9000", "woocommerce,page,14000", "csv,rows,400000"})
    void memoryIsBoundedByOneOrder(String format, String shape, long count) throws IOException, InterruptedException {
        assertTrue(mebibytes(read("-Xmx12m", format, shape, count), count) >= 20);
    }

    @Test
    @Tag("proof")
    void aMillionOrdersAreReadInAHeapOf64Mebibytes() throws IOException, InterruptedException {
        for (String shape : new String[] {"array", "lines"}) {
            long million = 1_000_000;
            assertTrue(mebibytes(read("-Xmx64m", "shopify", shape, million), million) > 2_000);
        }
    }

    private static long mebibytes(String printed, long count) {
        String[] words = printed.strip().split(" mebibytes=");
        assertEquals("orders=" + count + " others=0", words[0], printed);
        return Long.parseLong(words[1]);
    }

    private static String read(String heap, String format, String shape, long count)
            throws IOException, InterruptedException {
        Process reading = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName(),
                        format,
                        shape,
                        Long.toString(count))
                .redirectErrorStream(true)
                .start();
        String printed = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, reading.waitFor(), printed);
        return printed;
    }
}
