package io.shiponce.carrier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One physical box and what is in it.
 *
 * <p>Immutable and safe for any thread. From 1 to 10,000 items, else {@link IllegalArgumentException}. Weight and
 * dimensions are absent where nobody knows them; an adapter whose carrier needs them rejects.
 */
public record Parcel(
        List<Item> items, @Nullable Weight weight, @Nullable Dimensions dimensions) {
    /** The most kinds of things in one parcel. */
    public static final int MAX_ITEMS = 10_000;

    public Parcel {
        items = Checks.nonEmpty("items", items, MAX_ITEMS);
    }
}
