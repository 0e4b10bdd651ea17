package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-12-20T10:00:00Z");

    @Test
    void anAnswerKnowsItWhateverTheCaseOfItsName() {
        Reply.Answer answer = new Reply.Answer(429, Map.of("RETRY-after", "7"), new byte[0]);
        assertEquals(Optional.of(Duration.ofSeconds(7)), answer.retryAfter(NOW));
        assertEquals(Optional.empty(), Reply.Answer.of(429, "").retryAfter(NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "' 7 ', PT7S",
        "007, PT7S",
        "3600, PT1H",
        "3601, PT1H",
        "99999999999999999999999, PT1H",
        "'Retry-After: 30', PT30S",
        "'retry-after:Retry-After: 30', PT30S",
        "'Sun, 20 Dec 2026 10:00:30 GMT', PT30S",
        "'Sun, 20 Dec 2026 09:00:00 GMT', PT0S",
        "'Mon, 21 Dec 2026 10:00:00 GMT', PT1H"
    })
    void itIsReadWhereItCanBe(String value, Duration expected) {
        assertEquals(Optional.of(expected), RetryAfter.read(value, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "7s",
                "1e3",
                "２",
                "Sun, 32 Dec 2026 10:00:00 GMT",
                "2026-12-20T10:00:30Z"
            })
    void whatCannotBeReadIsEmpty(String value) {
        assertEquals(Optional.empty(), RetryAfter.read(value, NOW));
    }
}
