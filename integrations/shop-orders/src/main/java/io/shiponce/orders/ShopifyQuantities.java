package io.shiponce.orders;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many pieces of each line are left to be fulfilled. Where a payload leaves two answers open, it is refused: the one
 * would be a piece too many, the other a piece too few. One thread, one order.
 */
final class ShopifyQuantities {
    private static final Set<String> NOTHING_SENT = Set.of("cancelled", "error", "failure");

    private final Fields order;
    private final boolean isDetailed;

    /** Pieces by the line's id: in fulfilments; refunded before they were fulfilled, after that, or nobody said. */
    private final Map<String, Long> fulfilled = new HashMap<>();

    private final Map<String, Long> cancelled = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();

    ShopifyQuantities(Fields order) {
        this.order = order;
        this.isDetailed = order.node().path("fulfillments").isArray()
                && order.node().path("refunds").isArray();
        if (order.node().has("line_items")) {
            readFulfilments();
            readRefunds();
        }
    }

    private void readFulfilments() {
        for (Fields fulfilment : order.list("fulfillments")) {
            String status = fulfilment.optionalText("status");
            if (status == null || !NOTHING_SENT.contains(status)) {
                fulfilment.list("line_items").forEach(line -> add(fulfilled, line, "id"));
            }
        }
    }

    private void readRefunds() {
        for (Fields refund : order.list("refunds")) {
            for (Fields line : refund.list("refund_line_items")) {
                String restocked = line.optionalText("restock_type");
                if ("cancel".equals(restocked)) {
                    add(cancelled, line, "line_item_id");
                } else if (!"return".equals(restocked)) {
                    add(refunded, line, "line_item_id");
                }
            }
        }
    }

    private static void add(Map<String, Long> pieces, Fields line, String id) {
        pieces.merge(line.code(id, "the id of a line"), (long) line.pieces("quantity"), Long::sum);
    }

    int left(Fields line) {
        int ordered = line.pieces("quantity");
        int current = Math.min(ordered, line.pieces(ShopifyFields.name(line, "currentQuantity"), ordered));
        String id = ShopifyFields.id(line, "id");
        long bound = Math.min(current, ordered - of(fulfilled, id) - of(cancelled, id));
        String fulfillable = ShopifyFields.name(line, "fulfillableQuantity");
        if (line.has(fulfillable)) {
            return (int) Math.max(0, Math.min(line.pieces(fulfillable), bound));
        }
        return line.has("unfulfilledQuantity")
                ? unfulfilled(line, ordered, current)
                : (int) Math.max(0, without(line, ordered, current, bound, fulfillable));
    }

    /**
     * GraphQL says what is not fulfilled and what is not refunded. If pieces of one line are fulfilled and others
     * refunded, it does not say whether these are the same.
     */
    private int unfulfilled(Fields line, int ordered, int current) {
        int unfulfilled = line.pieces("unfulfilledQuantity");
        if (unfulfilled == 0 || current == 0) {
            return 0;
        }
        if (current == ordered || unfulfilled >= ordered || isUnfulfilled()) {
            return Math.min(unfulfilled, current);
        }
        if (ShopifyFields.has(order, "fulfillmentOrders")) {
            // These say it.
            return Math.min(unfulfilled, current);
        }
        throw line.refusal(
                "unfulfilledQuantity",
                "does not tell what is left of a line that is refunded in part; expected the order's fulfillmentOrders too");
    }

    private boolean isUnfulfilled() {
        String status = order.optionalText("displayFulfillmentStatus");
        return status != null && status.toLowerCase(Locale.ROOT).equals("unfulfilled");
    }

    /** Payloads that do not say it themselves. */
    private long without(Fields line, int ordered, int current, long bound, String fulfillable) {
        String status = line.optionalText(ShopifyFields.name(line, "fulfillmentStatus"));
        if ("fulfilled".equals(status) || current == 0) {
            return 0;
        }
        String id = ShopifyFields.id(line, "id");
        long undecided = of(refunded, id);
        if (isDetailed && (undecided == 0 || of(fulfilled, id) == 0)) {
            return Math.min(bound, ordered - of(fulfilled, id) - of(cancelled, id) - undecided);
        }
        if (isUnfulfilled() || ShopifyFields.has(order, "fulfillmentOrders")) {
            return current;
        }
        throw line.refusal(fulfillable, "is missing; expected how many pieces are left to be fulfilled");
    }

    private static long of(Map<String, Long> pieces, @Nullable String id) {
        return pieces.getOrDefault(String.valueOf(id), 0L);
    }
}
