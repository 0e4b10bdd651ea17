package io.shiponce.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a Magento order with its parts, and what can be told of how they travel. Magento's interface does not say
 * whether a bundle is sent together or separately; it may be told in {@code shipment_type}. One thread, one order.
 */
record Magento2Bundle(Fields whole, List<Fields> parts) {

    /**
     * What the bundle says. Else what its parts show: they were sent, and not as many of each as belong to the bundles
     * that were. Else no: together is what Magento does if nobody chose.
     */
    boolean isSentSeparately() {
        Boolean said = shipmentType();
        if (said != null) {
            return said;
        }
        boolean anySent = false;
        boolean allInBundles = true;
        for (Fields part : travelling()) {
            int sent = part.pieces("qty_shipped", 0);
            anySent |= sent > 0;
            allInBundles &= (long) sent * whole.pieces("qty_ordered")
                    == (long) whole.pieces("qty_shipped", 0) * part.pieces("qty_ordered");
        }
        return anySent && !allInBundles;
    }

    private @Nullable Boolean shipmentType() {
        Fields option = whole.optionalObject("product_option");
        for (Fields at : new Fields[] {
            whole,
            whole.optionalObject("extension_attributes"),
            option == null ? null : option.optionalObject("extension_attributes")
        }) {
            String type = at == null ? null : at.optionalCode("shipment_type");
            if (at != null && type != null) {
                return switch (type) {
                    case "0", "together" -> false;
                    case "1", "separately" -> true;
                    default -> throw at.refusal("shipment_type", "expected 0 for together or 1 for separately");
                };
            }
        }
        return null;
    }

    /**
     * How many bundles were refunded or canceled: as many as it counts itself or, where only its parts were counted, as
     * they all say. What is sent together is never sent without a part of it.
     */
    int withdrawn() {
        List<Whole.Part> travelling = travelling().stream()
                .map(part -> new Whole.Part(part.pieces("qty_ordered"), Magento2Items.withdrawn(part)))
                .toList();
        return (int) counted()
                .withdrawnWith(travelling)
                .orElseThrow(() -> whole.refusal(
                        "is a bundle that is sent together, and only parts of it are refunded or canceled;"
                                + " expected all of it or nothing"));
    }

    /** How many pieces of a part were refunded or canceled, by themselves or with bundles as a whole. */
    int withdrawn(Fields part) {
        int pieces = part.pieces("qty_ordered");
        return (int) Math.max(Magento2Items.withdrawn(part), Math.min(counted().withdrawnOf(pieces), pieces));
    }

    private Whole counted() {
        return new Whole(whole.pieces("qty_ordered"), Magento2Items.withdrawn(whole));
    }

    private List<Fields> travelling() {
        return parts.stream()
                .filter(part -> Magento2Items.isShipped(part) && part.pieces("qty_ordered") > 0)
                .toList();
    }
}
