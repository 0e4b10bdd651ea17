package io.shiponce.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The limits of what an order may hold, told apart from who enforces them: the records throw, the readers refuse with
 * a place. Each method returns what is wrong as "must …", without the value, or null if nothing is.
 *
 * <p>Stateless and safe for any thread.
 */
public final class Limits {
    /** The earliest time that an order may name. */
    public static final Instant EARLIEST = Instant.EPOCH;

    /** The first time that is too late: the year 10000, which most databases cannot keep. */
    public static final Instant TOO_LATE = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

    private static final int MAX_SHOWN = 40;

    private Limits() {}

    /** A text that may be empty. */
    public static @Nullable String text(String value, int maxLength) {
        if (value.length() > maxLength) {
            return "must be at most " + maxLength + " characters long, was " + value.length();
        }
        return wellFormedness(value);
    }

    /** A text that is the same after it was written as bytes: half a surrogate pair would become a question mark. */
    public static @Nullable String wellFormedness(String value) {
        return isWellFormed(value) ? null : "must be well-formed Unicode, holds half of a surrogate pair";
    }

    /** A text that must say something. */
    public static @Nullable String nonBlank(String value, int maxLength) {
        return value.isBlank() ? "must not be blank" : text(value, maxLength);
    }

    /**
     * A text that names something for ever. Databases disagree on surrounding spaces and control characters: what they
     * fold together or cut off would be one order under two names, or two under one.
     */
    public static @Nullable String name(String value, int maxLength) {
        String problem = nonBlank(value, maxLength);
        if (problem != null) {
            return problem;
        }
        if (!value.strip().equals(value)) {
            return "must not begin or end with a space";
        }
        return value.chars().anyMatch(Character::isISOControl) ? "must not hold control characters" : null;
    }

    /** A time that every store can keep. */
    public static @Nullable String time(Instant value) {
        return value.isBefore(EARLIEST) || !value.isBefore(TOO_LATE) ? "must lie in the years 1970 to 9999" : null;
    }

    /** A whole number within its range. */
    public static @Nullable String range(long value, long least, long most) {
        return value < least || value > most ? "must be between " + least + " and " + most + ", was " + value : null;
    }

    /**
     * The text with each half of a surrogate pair replaced, for evidence that has to be kept whatever it looks like.
     */
    public static String wellFormed(String value) {
        return isWellFormed(value) ? value : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** A name for messages: short, and without anything that could forge a line of a log. */
    public static String shown(String name) {
        String cut = name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "...";
        StringBuilder shown = new StringBuilder(cut.length());
        cut.chars().forEach(c -> shown.append(c > ' ' && c <= '~' ? (char) c : '?'));
        return shown.toString();
    }

    /** A shop's own word for people to read: within quotes, short, and on one line. */
    public static String quoted(String word) {
        String cut = word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "...";
        StringBuilder quoted = new StringBuilder(cut.length() + 2).append('\'');
        wellFormed(cut).codePoints().forEach(c -> quoted.appendCodePoint(isShowable(c) ? c : '?'));
        return quoted.append('\'').toString();
    }

    private static boolean isShowable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** For records: throws {@link IllegalArgumentException} if there is a problem. */
    public static void check(String field, @Nullable String problem) {
        if (problem != null) {
            throw new IllegalArgumentException(field + " " + problem);
        }
    }

    private static boolean isWellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
