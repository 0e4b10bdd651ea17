package io.shiponce.internal;

import io.shiponce.OrderLine;
import io.shiponce.Splitter;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
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
    public static List<List<OrderLine>> shippable(List<OrderLine> lines) {
        List<OrderLine> left = lines.stream()
                .filter(OrderLine::requiresShipping)
                .sorted(CANONICAL)
                .toList();
        return left.isEmpty() ? List.of() : List.of(left);
    }

    /** See {@link Splitter#by}. */
    public static <K extends Comparable<? super K>> List<List<OrderLine>> by(
            List<OrderLine> lines, Function<? super OrderLine, ? extends K> key) {
        TreeMap<K, List<OrderLine>> groups = new TreeMap<>();
        for (OrderLine line : canonical(lines)) {
            groups.computeIfAbsent(key.apply(line), any -> new ArrayList<>()).add(line);
        }
        bounded(groups.size());
        return List.copyOf(groups.values());
    }

    /** See {@link Splitter#maxWeight}. */
    public static List<List<OrderLine>> maxWeight(List<OrderLine> lines, Weight limit) {
        WeightLimit packing = new WeightLimit(limit.grams());
        canonical(lines).forEach(packing::add);
        return packing.groups();
    }

    /** Throws before a split grows out of bounds. */
    public static void bounded(long groups) {
        if (groups > Splitter.MAX_SHIPMENTS) {
            throw new IllegalArgumentException(
                    "an order must be split into at most " + Splitter.MAX_SHIPMENTS + " shipments, were more");
        }
    }

    /** Fills one group after the other. Its work grows with lines and groups, never with pieces. */
    private static final class WeightLimit {
        private final long limit;
        private final List<List<OrderLine>> groups = new ArrayList<>();
        private List<OrderLine> open = new ArrayList<>();
        private long openGrams;

        WeightLimit(long limit) {
            this.limit = limit;
        }

        void add(OrderLine line) {
            long grams = line.unitWeight() == null ? 0 : line.unitWeight().grams();
            if (grams == 0) {
                open.add(line);
            } else if (grams > limit) {
                eachAlone(line);
            } else {
                fill(line, grams);
            }
        }

        private void eachAlone(OrderLine line) {
            bounded((long) groups.size() + line.quantity());
            List<OrderLine> alone = List.of(line.withQuantity(1));
            for (int i = 0; i < line.quantity(); i++) {
                groups.add(alone);
            }
        }

        private void fill(OrderLine line, long grams) {
            int left = line.quantity();
            while (left > 0) {
                int fitting = (int) Math.min(left, (limit - openGrams) / grams);
                if (fitting == 0) {
                    close();
                } else {
                    open.add(line.withQuantity(fitting));
                    openGrams += fitting * grams;
                    left -= fitting;
                }
            }
        }

        private void close() {
            groups.add(List.copyOf(open));
            bounded(groups.size());
            open = new ArrayList<>();
            openGrams = 0;
        }

        List<List<OrderLine>> groups() {
            if (!open.isEmpty()) {
                close();
            }
            return List.copyOf(groups);
        }
    }
}
