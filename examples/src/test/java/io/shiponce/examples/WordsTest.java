package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void durationsAreShort() {
        assertEquals("850 ms", Words.of(Duration.ofMillis(850)));
        assertEquals("4.2 s", Words.of(Duration.ofMillis(4_200)));
        assertEquals("3 min 20 s", Words.of(Duration.ofSeconds(200)));
        assertEquals("5 h 12 min", Words.of(Duration.ofMinutes(312)));
        assertEquals("3 days", Words.of(Duration.ofHours(80)));
    }

    @Test
    void countsHaveThousands() {
        assertEquals("1 shipment", Words.count(1, "shipment"));
        assertEquals("3,500 shipments", Words.count(3_500, "shipment"));
        assertEquals(1.234, Words.seconds(Duration.ofNanos(1_234_567_890)));
    }
}
