package io.shiponce.orders;

import io.shiponce.OrderLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left to be sent of one order. The same thing twice is one line, so that it does not matter into how many the
 * shop's interfaces cut it. One thread, one order.
 */
final class Basket {
    /** By the line with one piece. */
    private final Map<OrderLine, Long> pieces = new LinkedHashMap<>();

    private boolean anyGone;
    private boolean anyShippedGone;

    /** A line with as many pieces as are left. */
    void add(OrderLine line) {
        pieces.merge(line.withQuantity(1), (long) line.quantity(), Long::sum);
    }

    /** A line of which nothing is left: refunded, cancelled, fulfilled. */
    void addGone(boolean requiresShipping) {
        anyGone = true;
        anyShippedGone |= requiresShipping;
    }

    /** Whether there is anything left that needs shipping. */
    boolean isShipped() {
        return pieces.keySet().stream().anyMatch(OrderLine::requiresShipping);
    }

    /**
     * Why nothing is to be sent; null if something is, or if nothing in the order ever needed shipping. What remains of an
     * order that needed shipping, a gift card perhaps, is no order of its own: it would be in conflict with the first.
     */
    @Nullable
    String nothingToShip() {
        if (pieces.isEmpty()) {
            return anyGone ? "all of it is fulfilled, cancelled or refunded" : "it has no lines";
        }
        return anyShippedGone && !isShipped() ? "all that needs shipping is fulfilled, cancelled or refunded" : null;
    }

    List<OrderLine> lines() {
        List<OrderLine> lines = new ArrayList<>();
        pieces.forEach((line, quantity) -> lines.add(OrderValues.checked(
                "", () -> line.withQuantity((int) Math.min(quantity, Integer.MAX_VALUE)))));
        return lines;
    }
}
