package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "50ms, PT0.05S",
        "5s, PT5S",
        "2m, PT2M",
        "6h, PT6H",
        "90d, PT2160H",
        "PT1.5S, PT1.5S",
        "999999999ms, PT277H46M39.999S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertEquals(expected, Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "5 s", "-5s", "PT-5S", "1.5s", "5w", "99999d", "9999999999ms", "P9999999999D", "soon"})
    void refusesEverythingElseAndQuotesIt(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
        assertTrue(refused.getMessage().contains("'" + text + "'"), refused::getMessage);
    }
}
