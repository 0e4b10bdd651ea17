package io.shiponce.orders;

import io.shiponce.OrderLine;
import io.shiponce.Traits;
import io.shiponce.carrier.Money;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order of BigCommerce. One thread, one order.
 *
 * @param address the id of the address it goes to; null if it does not say
 * @param isCollected whether the buyer comes for it
 */
record BigCommerceProduct(Fields fields, @Nullable String address, boolean isCollected) {
    private static final String SHIPPED = "physical";
    private static final Set<String> TYPES = Set.of(SHIPPED, "digital", "giftcertificate");

    @Nullable
    String id() {
        return Goods.id(fields, "id");
    }

    /** The product for which this one was picked. */
    @Nullable
    String parent() {
        return Goods.id(fields, "parent_order_product_id");
    }

    boolean isShipped() {
        String type = fields.optionalText("type");
        if (type != null && !TYPES.contains(type)) {
            throw fields.refusal("type", "expected one of physical, digital and giftcertificate");
        }
        return type == null || type.equals(SHIPPED);
    }

    /**
     * How many pieces are still to be sent.
     *
     * @param whole the product for which it was picked; null if there is none
     */
    int left(@Nullable BigCommerceProduct whole) {
        int ordered = fields.pieces("quantity");
        long refunded = refunded();
        if (whole != null && costsNothing()) {
            // It is paid with what it was picked for, and so refunded with it.
            refunded = Math.max(refunded, whole.counted().withdrawnOf(ordered));
        }
        return (int) Math.max(0, ordered - fields.pieces("quantity_shipped", 0) - refunded);
    }

    /** Older refunds are of the whole product, and only say that there was one. */
    private int refunded() {
        int refunded = fields.pieces("quantity_refunded", 0);
        return refunded == 0 && fields.flag("is_refunded", false) ? fields.pieces("quantity") : refunded;
    }

    private Whole counted() {
        return new Whole(fields.pieces("quantity"), refunded());
    }

    private boolean costsNothing() {
        BigDecimal price = fields.optionalNumber("price_ex_tax");
        return price != null && price.signum() == 0;
    }

    /**
     * What is left of it.
     *
     * @param pieces how many, see {@link #left}
     * @param together the word of those that leave with it; null if it does not matter
     */
    OrderLine line(
            int pieces,
            @Nullable String currency,
            @Nullable String weightUnit,
            String shippingClass,
            @Nullable String together) {
        Money price = currency == null ? null : fields.money("price_ex_tax", currency);
        // What was picked for another and costs nothing is paid with it: what it is worth is not known.
        boolean isIncluded = parent() != null && price != null && price.amount().signum() == 0;
        return Goods.made(
                fields,
                () -> new OrderLine(
                        Goods.sku(fields.optionalCode("sku"), product(), fields, "id"),
                        fields.title("name"),
                        pieces,
                        isIncluded ? null : price,
                        weightUnit == null ? null : fields.weight("weight", weightUnit),
                        isShipped(),
                        "",
                        isShipped() ? shippingClass : "",
                        null,
                        new Traits(null, null, null, null, together, false, null, null)));
    }

    /** The product and, since its variants bear its name, which of them. */
    private @Nullable String product() {
        String product = Goods.id(fields, "product_id");
        String variant = Goods.id(fields, "variant_id");
        return product == null || variant == null ? product : product + '/' + variant;
    }
}
