package io.shiponce.carrier.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header {@code Retry-After}: seconds or an HTTP date, also with the header's own name in front of it, as some
 * carriers send it.
 *
 * <p>Stateless and safe for any thread. From zero to one hour; what cannot be read is empty.
 */
final class RetryAfter {
    /** No carrier keeps a shop waiting for longer by one header. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern REPEATED_NAME =
            Pattern.compile("^(?:retry-after\\s*:\\s*)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECONDS = Pattern.compile("0*(\\d+)");
    private static final int DIGITS_WITHIN_LIMIT = 4;

    private RetryAfter() {}

    static Optional<Duration> read(String value, Instant now) {
        String text = REPEATED_NAME.matcher(value.strip()).replaceFirst("");
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            String digits = seconds.group(1);
            return Optional.of(
                    digits.length() > DIGITS_WITHIN_LIMIT
                            ? LONGEST
                            : bounded(Duration.ofSeconds(Long.parseLong(digits))));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(bounded(Duration.between(now, date)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration duration) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}
