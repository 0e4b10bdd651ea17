package io.shiponce.store;

/**
 * Names one order of one shop.
 *
 * <p>Immutable and safe for any thread. Each part is from 1 to 100 characters, else {@link IllegalArgumentException}.
 */
public record OrderKey(String shop, String number) {
    /** The longest shop or number, in characters. */
    public static final int MAX_LENGTH = 100;

    public OrderKey {
        Checks.text("shop", shop, MAX_LENGTH);
        Checks.text("number", number, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return shop + "/" + number;
    }
}
