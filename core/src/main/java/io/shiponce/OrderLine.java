package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Item;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.internal.Limits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that was ordered, and what decides how it travels.
 *
 * <p>Immutable and safe for any thread. Texts are at most 255 characters, the quantity is from 1 to 1,000,000; a
 * violation throws {@link IllegalArgumentException} that names the field and not its value. Price and weight are those
 * of a single piece.
 *
 * @param name what people call it; null if unknown
 * @param unitWeight null if unknown
 * @param requiresShipping false for what never travels: a download, a gift card sent by e-mail
 * @param origin the shop's own code of the place it leaves from; empty for "the only one"
 * @param shippingClass the shop's own word for how it travels; empty for the carrier's default
 * @param availableFrom not sent earlier; null for "at once"
 * @param traits what else is known about the goods
 */
public record OrderLine(
        String sku,
        @Nullable String name,
        int quantity,
        @Nullable Money unitPrice,
        @Nullable Weight unitWeight,
        boolean requiresShipping,
        String origin,
        String shippingClass,
        @Nullable Instant availableFrom,
        Traits traits) {

    public OrderLine {
        Limits.check("sku", Limits.nonBlank(sku, Address.MAX_LENGTH));
        if (name != null) {
            Limits.check("name", Limits.text(name, Address.MAX_LENGTH));
        }
        Limits.check("quantity", Limits.range(quantity, 1, Item.MAX_QUANTITY));
        Limits.check("origin", Limits.text(origin, Address.MAX_LENGTH));
        Limits.check("shippingClass", Limits.text(shippingClass, Address.MAX_LENGTH));
        if (availableFrom != null) {
            Limits.check("availableFrom", Limits.time(availableFrom));
        }
    }

    /** A line of which no more is known. */
    public OrderLine(
            String sku,
            @Nullable String name,
            int quantity,
            @Nullable Money unitPrice,
            @Nullable Weight unitWeight,
            boolean requiresShipping,
            String origin,
            String shippingClass,
            @Nullable Instant availableFrom) {
        this(
                sku,
                name,
                quantity,
                unitPrice,
                unitWeight,
                requiresShipping,
                origin,
                shippingClass,
                availableFrom,
                Traits.NONE);
    }

    /** A line that says no more than what and how many, and is shipped. */
    public static OrderLine of(String sku, int quantity) {
        return new OrderLine(sku, null, quantity, null, null, true, "", "", null);
    }

    /** The same thing, another number of pieces. */
    public OrderLine withQuantity(int pieces) {
        return new OrderLine(
                sku,
                name,
                pieces,
                unitPrice,
                unitWeight,
                requiresShipping,
                origin,
                shippingClass,
                availableFrom,
                traits);
    }

    @Override
    public String toString() {
        return "OrderLine[" + sku + " x " + quantity + "]";
    }
}
