package io.shiponce.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @Test
    void anOptionIsReadAsPeopleWriteIt() {
        assertEquals(Duration.ofMillis(50), new Durations().convert("50ms"));
    }

    @Test
    void anOptionThatCannotBeReadIsQuoted() {
        TypeConversionException refused =
                assertThrows(TypeConversionException.class, () -> new Durations().convert("5 s"));
        assertTrue(refused.getMessage().contains("'5 s'"), refused::getMessage);
    }
}
