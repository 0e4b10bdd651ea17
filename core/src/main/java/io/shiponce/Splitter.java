package io.shiponce;

import io.shiponce.carrier.Weight;
import io.shiponce.internal.Splitting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Decides what leaves together: makes groups of an order's lines, each of which becomes one shipment. Two kinds of
 * rule cover what shops do: group by a key, and a limit, put last. Chain them with {@link #andThen}.
 *
 * <p>A splitter is a pure function, called by many threads at once: the same lines give the same groups, now and after
 * a restart. It is asked once per order; what it said is stored, and a changed splitter never splits again (R12). It
 * may drop lines that need no shipping and divide a line's quantity; it changes nothing else. Each shippable piece
 * comes out exactly once, no group is empty, and all lines of a group share origin and shipping class: an order that
 * comes out otherwise is refused with {@link IllegalArgumentException}, and nothing of it is stored.
 *
 * <p>The splitters made here do not depend on the order in which the lines come. Each step makes at most {@link
 * #MAX_SHIPMENTS} groups, or throws {@link IllegalArgumentException}.
 */
@FunctionalInterface
public interface Splitter {
    /** The most shipments of one order. */
    int MAX_SHIPMENTS = 1_000;

    /** The groups, in the order in which their shipments are numbered; none for no lines. */
    List<List<OrderLine>> split(List<OrderLine> lines);

    /** Splits each group that comes out of this one further. */
    default Splitter andThen(Splitter next) {
        Objects.requireNonNull(next);
        return lines -> {
            List<List<OrderLine>> groups = new ArrayList<>();
            for (List<OrderLine> group : split(lines)) {
                groups.addAll(next.split(group));
                Splitting.bounded(groups.size());
            }
            return List.copyOf(groups);
        };
    }

    /** Drops lines that need no shipping; what is left stays together. */
    static Splitter shippable() {
        return Splitting::shippable;
    }

    /** One group per place that goods leave from. */
    static Splitter byOrigin() {
        return by(OrderLine::origin);
    }

    /** One group per shipping class. */
    static Splitter byShippingClass() {
        return by(OrderLine::shippingClass);
    }

    /** One group per time from which goods are available; what is available at once comes first. */
    static Splitter byAvailability() {
        return by(line -> line.availableFrom() == null ? Instant.EPOCH : line.availableFrom());
    }

    /**
     * One group per value of {@code key}, a pure function that never returns null; groups come in the order of their
     * keys.
     */
    static <K extends Comparable<? super K>> Splitter by(Function<? super OrderLine, ? extends K> key) {
        Objects.requireNonNull(key);
        return lines -> Splitting.by(lines, key);
    }

    /**
     * Groups of at most {@code limit} each, by line and quantity. A piece that is heavier by itself goes alone. An
     * unknown weight counts as none.
     */
    static Splitter maxWeight(Weight limit) {
        if (limit.grams() == 0) {
            throw new IllegalArgumentException("the limit must be at least 1 gram");
        }
        return lines -> Splitting.maxWeight(lines, limit);
    }

    /** What most shops want: shippable goods, by origin, shipping class and availability. */
    static Splitter standard() {
        return shippable().andThen(byOrigin()).andThen(byShippingClass()).andThen(byAvailability());
    }
}
