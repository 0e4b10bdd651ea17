package io.shiponce.carrier;

import org.jspecify.annotations.Nullable;

/**
 * One kind of thing in a parcel: what it is, how many, and what customs ask about it.
 *
 * <p>Immutable and safe for any thread. {@code quantity} is from 1 to 1,000,000; texts are at most 255 characters. A
 * violation throws {@link IllegalArgumentException}. Weight and price are those of a single piece.
 */
public record Item(
        String sku,
        @Nullable String name,
        int quantity,
        @Nullable Money unitPrice,
        @Nullable Weight unitWeight) {
    /** The most pieces of one kind. */
    public static final int MAX_QUANTITY = 1_000_000;

    public Item {
        Checks.text("sku", sku, Address.MAX_LENGTH);
        if (name != null) {
            Checks.bounded("name", name, Address.MAX_LENGTH);
        }
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("quantity must be between 1 and " + MAX_QUANTITY + ", was " + quantity);
        }
    }
}
