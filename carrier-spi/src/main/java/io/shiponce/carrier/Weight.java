package io.shiponce.carrier;

/**
 * A weight in whole grams, from 0 to 1,000,000,000 (a thousand tonnes).
 *
 * <p>Immutable and safe for any thread. Anything outside the range throws {@link IllegalArgumentException}.
 */
public record Weight(long grams) implements Comparable<Weight> {
    /** The heaviest weight, in grams. */
    public static final long MAX_GRAMS = 1_000_000_000L;

    /** Nothing. */
    public static final Weight ZERO = new Weight(0);

    public Weight {
        if (grams < 0 || grams > MAX_GRAMS) {
            throw new IllegalArgumentException("grams must be between 0 and " + MAX_GRAMS + ", was " + grams);
        }
    }

    /** The sum; throws {@link IllegalArgumentException} when it leaves the range. */
    public Weight plus(Weight other) {
        return new Weight(grams + other.grams);
    }

    /** This weight {@code quantity} times; throws {@link IllegalArgumentException} when it leaves the range. */
    public Weight times(int quantity) {
        return new Weight(Math.multiplyExact(grams, quantity));
    }

    @Override
    public int compareTo(Weight other) {
        return Long.compare(grams, other.grams);
    }
}
