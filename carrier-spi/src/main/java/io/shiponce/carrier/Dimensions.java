package io.shiponce.carrier;

/**
 * The outer size of a parcel in whole millimetres, each side from 1 to 100,000.
 *
 * <p>Immutable and safe for any thread. Anything outside the range throws {@link IllegalArgumentException}.
 */
public record Dimensions(int lengthMillimetres, int widthMillimetres, int heightMillimetres) {
    /** The longest side, in millimetres. */
    public static final int MAX_MILLIMETRES = 100_000;

    public Dimensions {
        side("lengthMillimetres", lengthMillimetres);
        side("widthMillimetres", widthMillimetres);
        side("heightMillimetres", heightMillimetres);
    }

    private static void side(String field, int value) {
        if (value < 1 || value > MAX_MILLIMETRES) {
            throw new IllegalArgumentException(field + " must be between 1 and " + MAX_MILLIMETRES + ", was " + value);
        }
    }
}
