package io.shiponce.orders;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether an order of Shopify is paid for, or will be as agreed. Stateless; safe for any thread. */
final class ShopifyPayment {
    private ShopifyPayment() {}

    /** Why the order is not sent yet, or not any more; null if it may be. */
    static @Nullable String withheld(Fields order) {
        String field = order.has("displayFinancialStatus") ? "displayFinancialStatus" : "financial_status";
        String status = order.optionalText(field);
        if (status == null) {
            return null;
        }
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "paid", "authorized", "partially_refunded" -> null;
            case "pending", "partially_paid" -> isPaidLater(order) ? null : "not paid yet";
            case "voided" -> "its payment is voided";
            case "expired" -> "its payment has expired";
            case "refunded" -> "refunded";
            default ->
                throw order.refusal(
                        field,
                        "is no known state of a payment; expected one of paid, authorized, partially_refunded, pending,"
                                + " partially_paid, voided, expired, refunded");
        };
    }

    /** On agreed terms, or in cash when it is delivered. */
    private static boolean isPaidLater(Fields order) {
        if (ShopifyFields.has(order, "paymentTerms")) {
            return true;
        }
        for (var gateway : order.node().path(ShopifyFields.name(order, "paymentGatewayNames"))) {
            if (gateway.asText().toLowerCase(Locale.ROOT).contains("cash on delivery")) {
                return true;
            }
        }
        return false;
    }
}
