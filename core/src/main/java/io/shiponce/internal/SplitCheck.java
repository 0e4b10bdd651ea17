package io.shiponce.internal;

import io.shiponce.OrderLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trusts no splitter: goods that it loses would never be sent, goods that it doubles would be sent twice. Pure. */
final class SplitCheck {
    private final Map<OrderLine, Long> left = new HashMap<>();

    private SplitCheck(List<OrderLine> ordered) {
        for (OrderLine line : ordered) {
            left.merge(kind(line), (long) line.quantity(), Long::sum);
        }
    }

    /** Throws {@link IllegalArgumentException} if {@code groups} is not a split of {@code ordered}. */
    static void verify(List<OrderLine> ordered, List<List<OrderLine>> groups) {
        Splitting.bounded(groups.size());
        SplitCheck check = new SplitCheck(ordered);
        groups.forEach(check::take);
        check.nothingLost();
    }

    private void take(List<OrderLine> group) {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("the splitter made an empty shipment");
        }
        OrderLine first = group.get(0);
        for (OrderLine line : group) {
            if (!line.origin().equals(first.origin()) || !line.shippingClass().equals(first.shippingClass())) {
                throw new IllegalArgumentException(
                        "the splitter put different origins or shipping classes into one shipment");
            }
            long rest = left.getOrDefault(kind(line), 0L) - line.quantity();
            if (rest < 0) {
                throw new IllegalArgumentException(
                        "the splitter gave out more of " + Limits.shown(line.sku()) + " than was ordered");
            }
            left.put(kind(line), rest);
        }
    }

    private void nothingLost() {
        left.forEach((line, pieces) -> {
            if (pieces > 0 && line.requiresShipping()) {
                throw new IllegalArgumentException(
                        "the splitter lost " + pieces + " pieces of " + Limits.shown(line.sku()));
            }
        });
    }

    private static OrderLine kind(OrderLine line) {
        return line.withQuantity(1);
    }
}
