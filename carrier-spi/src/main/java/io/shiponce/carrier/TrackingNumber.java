package io.shiponce.carrier;

/**
 * The number that the carrier gives, kept to the letter, at most 100 characters.
 *
 * <p>Immutable and safe for any thread. Blank or longer throws {@link IllegalArgumentException}.
 */
public record TrackingNumber(String value) {
    /** The longest number, in characters. */
    public static final int MAX_LENGTH = 100;

    public TrackingNumber {
        Checks.text("tracking number", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
