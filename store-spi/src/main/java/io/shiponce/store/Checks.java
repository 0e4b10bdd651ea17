package io.shiponce.store;

/** Checks at birth, shared by the records of this package. Messages name the field, never its value. */
final class Checks {
    private Checks() {}

    static String text(String field, String value, int maxLength) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    field + " must be at most " + maxLength + " characters long, was " + value.length());
        }
        return value;
    }

    static int atLeast(String field, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(field + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    static String shortened(String value, int maxLength) {
        return value.length() <= maxLength ? value : value.substring(0, maxLength - 1) + "…";
    }
}
