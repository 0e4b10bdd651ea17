package io.shiponce.carrier;

import java.util.List;

/** Checks at birth, shared by the records of this package. Messages name the field, never its value. */
final class Checks {
    private Checks() {}

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
