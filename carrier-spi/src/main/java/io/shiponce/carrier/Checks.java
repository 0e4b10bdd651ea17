package io.shiponce.carrier;

import java.util.List;
import java.util.regex.Pattern;

/** Checks at birth, shared by the records of this package. Messages name the field, never its value. */
final class Checks {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private Checks() {}

    static void country(String field, String value) {
        if (!COUNTRY.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " must be two capital letters (ISO 3166-1 alpha-2)");
        }
    }

    static String text(String field, String value, int maxLength) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return bounded(field, value, maxLength);
    }

    static String bounded(String field, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    field + " must be at most " + maxLength + " characters long, was " + value.length());
        }
        return value;
    }

    static <T> List<T> nonEmpty(String field, List<T> values, int maxSize) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
        if (values.size() > maxSize) {
            throw new IllegalArgumentException(field + " must hold at most " + maxSize + ", were " + values.size());
        }
        return List.copyOf(values);
    }
}
