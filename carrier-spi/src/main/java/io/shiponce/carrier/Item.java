package io.shiponce.carrier;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing in a parcel: what it is, how many, and what customs ask about it.
 *
 * <p>Immutable and safe for any thread. {@code quantity} is from 1 to 1,000,000; texts are at most 255 characters. A
 * violation throws {@link IllegalArgumentException}. Weight and price are those of a single piece.
 *
 * @param commodityCode the customs tariff number (harmonized system), 4 to 14 digits; null if unknown
 * @param countryOfOrigin where it was made, ISO 3166-1 alpha-2; null if unknown
 */
public record Item(
        String sku,
        @Nullable String name,
        int quantity,
        @Nullable Money unitPrice,
        @Nullable Weight unitWeight,
        @Nullable String commodityCode,
        @Nullable String countryOfOrigin) {
    /** The most pieces of one kind. */
    public static final int MAX_QUANTITY = 1_000_000;

    private static final Pattern COMMODITY_CODE = Pattern.compile("[0-9]{4,14}");

    public Item {
        Checks.text("sku", sku, Address.MAX_LENGTH);
        if (name != null) {
            Checks.bounded("name", name, Address.MAX_LENGTH);
        }
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("quantity must be between 1 and " + MAX_QUANTITY + ", was " + quantity);
        }
        if (commodityCode != null && !COMMODITY_CODE.matcher(commodityCode).matches()) {
            throw new IllegalArgumentException("commodityCode must be 4 to 14 digits");
        }
        if (countryOfOrigin != null) {
            Checks.country("countryOfOrigin", countryOfOrigin);
        }
    }

    /** A thing of which customs know nothing. */
    public Item(
            String sku, @Nullable String name, int quantity, @Nullable Money unitPrice, @Nullable Weight unitWeight) {
        this(sku, name, quantity, unitPrice, unitWeight, null, null);
    }
}
