package io.shiponce.orders;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many pieces of each line were refunded. An order names its refunds by their amounts only; which lines they are of
 * is known if the refunds' own lines were put in their place. One thread, one order.
 */
final class WooCommerceRefunds {
    private static final String REFUNDED_LINE = "_refunded_item_id";

    private final Map<String, Long> pieces = new HashMap<>();
    private final @Nullable Fields unknown;

    WooCommerceRefunds(Fields order) {
        Fields withoutLines = null;
        for (Fields refund : Fields.once(order.list("refunds"), "id")) {
            if (refund.node().path("line_items").isArray()) {
                refund.list("line_items").forEach(this::add);
            } else if (isOfMoney(refund)) {
                withoutLines = refund;
            }
        }
        this.unknown = withoutLines;
    }

    /** Below zero in an order, above it in the refund itself; null if it is not there. */
    static @Nullable BigDecimal amount(Fields refund) {
        return refund.optionalNumber(refund.has("total") ? "total" : "amount");
    }

    /** Zero refunds nothing; the system writes such ones. */
    private static boolean isOfMoney(Fields refund) {
        BigDecimal amount = amount(refund);
        return amount == null || amount.signum() != 0;
    }

    private void add(Fields line) {
        String id = WooCommerceMeta.text(line, REFUNDED_LINE);
        String refunded = id == null ? line.optionalCode("line_item_id") : id;
        if (refunded == null) {
            throw line.refusal("meta_data", "does not say which line is refunded; expected " + REFUNDED_LINE);
        }
        pieces.merge(refunded, (long) line.piecesOfEitherSign("quantity"), Long::sum);
    }

    /** To be asked before anything is sent: refused if there is a refund of which nobody knows what it is of. */
    void refuseUnknown() {
        if (unknown != null) {
            throw unknown.refusal(
                    "line_items",
                    "is missing; expected which lines were refunded, as the order's refunds say it (GET"
                            + " /orders/<id>/refunds)");
        }
    }

    /** Of this line, by itself. */
    long of(Fields line) {
        return pieces.getOrDefault(String.valueOf(line.optionalCode("id")), 0L);
    }
}
