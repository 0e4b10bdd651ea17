package io.shiponce.carrier.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as people write them: {@code 50ms}, {@code 5s}, {@code 2m}, {@code 6h}, {@code 90d}, {@code 0}, or ISO-8601
 * ({@code PT1.5S}).
 *
 * <p>Stateless and safe for any thread. From zero to 36,500 days; anything else is refused with what was expected. A number
 * without a unit is refused too, except zero: nobody should have to guess whether it meant seconds.
 */
public final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /** Reads one duration; throws {@link IllegalArgumentException} that quotes the text and says what was expected. */
    public static Duration parse(String text) {
        Duration duration = text.equals("0") ? Duration.ZERO : withUnit(text);
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' must be between 0 and " + LONGEST.toDays() + "d");
        }
        return duration;
    }

    private static Duration withUnit(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            return iso(text);
        }
        long count = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> throw new AssertionError(unit);
        };
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; expected for example 50ms, 5s, 2m, 6h, 90d or PT1.5S", e);
        }
    }
}
