package io.shiponce.internal;

import io.shiponce.Group;
import io.shiponce.OrderLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Trusts no router, no splitter and no packer: goods that one loses would never be sent, goods that it doubles would be
 * sent twice. Pure.
 */
final class SplitCheck {
    private final String who;
    private final UnaryOperator<OrderLine> kind;
    private final Map<OrderLine, Long> left = new HashMap<>();

    private SplitCheck(String who, List<OrderLine> given, UnaryOperator<OrderLine> kind) {
        this.who = who;
        this.kind = kind;
        for (OrderLine line : given) {
            left.merge(kind.apply(line), (long) line.quantity(), Long::sum);
        }
    }

    /**
     * Throws {@link IllegalArgumentException} if {@code groups} is not a split of {@code given}, or not one of shipments.
     *
     * @param who made it, for the message
     * @return what was left out, since it needs no shipping
     */
    static List<OrderLine> verify(String who, List<OrderLine> given, List<Group> groups) {
        Splitting.bounded(groups.size());
        SplitCheck check = new SplitCheck(who, given, line -> line.withQuantity(1));
        Set<String> kept = new HashSet<>();
        for (Group group : groups) {
            check.take(group.lines());
            check.oneOriginAndClass(group.lines());
            check.keptTogether(group.lines(), kept);
        }
        return check.leftOut(OrderLine::requiresShipping);
    }

    /** The same for a router: it says where goods leave from, and since when they can. */
    static void verifyRouting(List<OrderLine> given, List<Group> groups) {
        SplitCheck check = new SplitCheck(
                "router", given, line -> Allocation.from(line, "", null).withQuantity(1));
        Set<String> kept = new HashSet<>();
        for (Group group : groups) {
            check.take(group.lines());
            check.keptTogether(group.lines(), kept);
        }
        check.leftOut(line -> true);
    }

    private IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException("the " + who + " " + what);
    }

    private void take(List<OrderLine> group) {
        if (group.isEmpty()) {
            throw refusal("made an empty shipment");
        }
        for (OrderLine line : group) {
            long rest = left.getOrDefault(kind.apply(line), 0L) - line.quantity();
            if (rest < 0) {
                throw refusal("gave out more of " + Limits.shown(line.sku()) + " than was ordered");
            }
            left.put(kind.apply(line), rest);
        }
    }

    private void oneOriginAndClass(List<OrderLine> group) {
        OrderLine first = group.get(0);
        for (OrderLine line : group) {
            if (!line.origin().equals(first.origin()) || !line.shippingClass().equals(first.shippingClass())) {
                throw refusal("put different origins or shipping classes into one shipment");
            }
        }
    }

    private void keptTogether(List<OrderLine> group, Set<String> elsewhere) {
        Set<String> here = new HashSet<>();
        for (OrderLine line : group) {
            String kept = line.traits().keepTogether();
            if (kept != null) {
                here.add(kept);
            }
        }
        for (String kept : here) {
            if (!elsewhere.add(kept)) {
                throw refusal("separated what is kept together as " + Limits.quoted(kept));
            }
        }
    }

    private List<OrderLine> leftOut(Predicate<OrderLine> mustNot) {
        List<OrderLine> out = new ArrayList<>();
        left.forEach((line, pieces) -> {
            if (pieces > 0 && mustNot.test(line)) {
                throw refusal("lost " + pieces + " pieces of " + Limits.shown(line.sku()));
            } else if (pieces > 0) {
                out.add(line);
            }
        });
        out.sort(Splitting.CANONICAL);
        return out;
    }
}
