package io.shiponce.internal;

import io.shiponce.Capacity;
import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Reason;
import io.shiponce.Splitter;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the splitters do. Pure; safe for any thread. */
public final class Splitting {
    private static final Comparator<@Nullable Money> MONEY =
            Comparator.nullsFirst(Comparator.comparing(Money::currency).thenComparing(Money::amount));

    /**
     * A total order on content, so that equal lines only compare as equal: the order in which a shop lists its lines
     * then decides nothing. How an amount is written ({@code 12.5} or {@code 12.50}) decides last.
     */
    public static final Comparator<OrderLine> CANONICAL = Comparator.comparing(OrderLine::sku)
            .thenComparing(line -> line.name() == null ? "" : line.name())
            .thenComparing(OrderLine::unitPrice, MONEY)
            .thenComparing(OrderLine::unitWeight, Comparator.nullsFirst(Comparator.<Weight>naturalOrder()))
            .thenComparing(OrderLine::requiresShipping)
            .thenComparing(OrderLine::origin)
            .thenComparing(OrderLine::shippingClass)
            .thenComparing(OrderLine::availableFrom, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparingInt(OrderLine::quantity)
            .thenComparing(line -> line.name() != null)
            .thenComparingInt(line -> scale(line.unitPrice()))
            .thenComparing(OrderLine::traits, TraitsOrder.CANONICAL);

    private Splitting() {}

    private static int scale(@Nullable Money money) {
        BigDecimal amount = money == null ? BigDecimal.ZERO : money.amount();
        return amount.scale();
    }

    /** The lines in their canonical order. */
    public static List<OrderLine> canonical(List<OrderLine> lines) {
        return lines.stream().sorted(CANONICAL).toList();
    }

    /** See {@link Splitter#shippable()}. */
    public static List<Group> shippable(Group group) {
        List<OrderLine> left = group.lines().stream()
                .filter(OrderLine::requiresShipping)
                .sorted(CANONICAL)
                .toList();
        return left.isEmpty() ? List.of() : List.of(group.with(left));
    }

    /** See {@link Splitter#alone()}. */
    public static List<Group> alone(Group group) {
        List<OrderLine> together = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (Unit unit : Unit.of(group.lines())) {
            if (unit.lines().stream().noneMatch(line -> line.traits().shipsAlone())) {
                together.addAll(unit.lines());
            } else if (unit.lines().size() > 1 || unit.count() < unit.first().quantity()) {
                throw new IllegalArgumentException(
                        unit.shown() + " cannot leave in one shipment: each piece of it ships alone");
            } else {
                bounded((long) groups.size() + unit.count());
                Group one = group.with(unit.take(1)).because(Reason.of(unit.shown() + " ships alone"));
                for (int i = 0; i < unit.count(); i++) {
                    groups.add(one);
                }
            }
        }
        if (!together.isEmpty()) {
            groups.add(0, group.with(together));
        }
        return groups;
    }

    /** See {@link Splitter#within}. */
    public static List<Group> within(Group group, Capacity capacity) {
        if (group.lines().isEmpty()) {
            return List.of();
        }
        if (capacity.equals(Capacity.UNLIMITED)) {
            return List.of(group);
        }
        List<String> others = Measure.uncounted(capacity.value(), group.lines());
        Group whole = others.isEmpty()
                ? group
                : group.because(
                        Reason.flagged("value limit: prices in " + String.join(", ", others) + " are not counted"));
        return Filling.fill(whole, Measure.of(capacity));
    }

    /** Throws before a split grows out of bounds. */
    public static void bounded(long groups) {
        if (groups > Splitter.MAX_SHIPMENTS) {
            throw new IllegalArgumentException(
                    "an order must be split into at most " + Splitter.MAX_SHIPMENTS + " shipments, were more");
        }
    }
}
