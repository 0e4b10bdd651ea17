package io.shiponce;

import io.shiponce.carrier.Weight;
import io.shiponce.internal.Grouping;
import io.shiponce.internal.Limits;
import io.shiponce.internal.Splitting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what leaves together: divides a group of an order's lines into groups, each of which becomes one shipment. Two
 * kinds of rule cover what shops do: group by a key, and a limit, put last. Chain them with {@link #andThen}.
 *
 * <p>A splitter is a pure function, called by many threads at once: the same group gives the same groups, now and after
 * a restart. It is asked once per order; what it said is stored, and a changed splitter never splits again (R12). It
 * may drop lines that need no shipping and divide a line's quantity; it changes nothing else. Each shippable piece
 * comes out exactly once, no group is empty, all lines of a group share origin and shipping class, and what is {@linkplain
 * Traits#keepTogether() kept together} is in one group: an order that comes out otherwise is refused with {@link
 * IllegalArgumentException}, and nothing of it is stored.
 *
 * <p>The splitters made here do not depend on the order in which the lines come, and never separate what is kept
 * together. Where they make several groups, each {@linkplain Group#reasons() says why}. Each step makes at most {@link
 * #MAX_SHIPMENTS} groups, or throws {@link IllegalArgumentException}.
 */
@FunctionalInterface
public interface Splitter {
    /** The most shipments of one order. */
    int MAX_SHIPMENTS = 1_000;

    /** The groups, in the order in which their shipments are numbered; none for no lines. */
    List<Group> split(Group group);

    /** Splits each group that comes out of this one further. */
    default Splitter andThen(Splitter next) {
        Objects.requireNonNull(next);
        return group -> {
            List<Group> groups = new ArrayList<>();
            for (Group part : split(group)) {
                groups.addAll(next.split(part));
                Splitting.bounded(groups.size());
            }
            return List.copyOf(groups);
        };
    }

    /** Splits only groups for which {@code condition} holds, for example {@link Conditions#outside}. */
    static Splitter where(Predicate<? super Group> condition, Splitter splitter) {
        Objects.requireNonNull(condition);
        Objects.requireNonNull(splitter);
        return group -> condition.test(group) ? splitter.split(group) : List.of(group);
    }

    /** Drops lines that need no shipping; what is left stays together. */
    static Splitter shippable() {
        return Splitting::shippable;
    }

    /** One group per place that goods leave from. What is kept together must leave from one place. */
    static Splitter byOrigin() {
        return by(OrderLine::origin, "origin", Grouping.Divided.REFUSED);
    }

    /** One group per shipping class. What is kept together must have one. */
    static Splitter byShippingClass() {
        return by(OrderLine::shippingClass, "shipping class", Grouping.Divided.REFUSED);
    }

    /** One group per vendor. */
    static Splitter byVendor() {
        return by(line -> orEmpty(line.traits().vendor()), "vendor", Grouping.Divided.BY_ITSELF);
    }

    /** One group per class of dangerous goods; harmless ones come first. */
    static Splitter byHazard() {
        return by(line -> orEmpty(line.traits().hazard()), "hazard", Grouping.Divided.BY_ITSELF);
    }

    /** One group per way of keeping goods warm or cold. */
    static Splitter byTemperature() {
        return by(line -> orEmpty(line.traits().temperature()), "temperature", Grouping.Divided.BY_ITSELF);
    }

    /**
     * One group per time from which goods are available; what is available at once comes first. What is kept together
     * waits for the last of it.
     */
    static Splitter byAvailability() {
        return new Grouping<>(
                line -> line.availableFrom() == null ? Instant.EPOCH : line.availableFrom(),
                time -> time.equals(Instant.EPOCH) ? "available at once" : "available from " + time,
                Grouping.Divided.HIGHEST)::split;
    }

    /**
     * One group per value of {@code key}, a pure function that never returns null; groups come in the order of their
     * keys. What is kept together and has different keys leaves by itself, flagged.
     *
     * @param name what {@code key} is, for the reason; the key's own text follows it
     */
    static <K extends Comparable<? super K>> Splitter by(String name, Function<? super OrderLine, ? extends K> key) {
        Objects.requireNonNull(key);
        Objects.requireNonNull(name);
        return new Grouping<K>(key, value -> name + " " + Limits.quoted(value.toString()), Grouping.Divided.BY_ITSELF)
                ::split;
    }

    private static Splitter by(Function<OrderLine, String> key, String name, Grouping.Divided divided) {
        return new Grouping<>(key, value -> value.isEmpty() ? "no " + name : name + " " + Limits.quoted(value), divided)
                ::split;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    /**
     * Each piece of what {@linkplain Traits#shipsAlone() ships alone} in a group of its own, after what is left. One of
     * several that are kept together is refused: both cannot be.
     */
    static Splitter alone() {
        return Splitting::alone;
    }

    /**
     * Groups of at most this capacity each, by line and quantity, filled one after the other. A piece that exceeds it by
     * itself goes alone, what is kept together goes as one; either is flagged.
     */
    static Splitter within(Capacity capacity) {
        Objects.requireNonNull(capacity);
        return group -> Splitting.within(group, capacity);
    }

    /** {@link #within} a weight. */
    static Splitter maxWeight(Weight limit) {
        return within(Capacity.UNLIMITED.withWeight(limit));
    }

    /** What most shops want: shippable goods, by origin, shipping class and availability, and alone what ships alone. */
    static Splitter standard() {
        return shippable()
                .andThen(byOrigin())
                .andThen(byShippingClass())
                .andThen(byAvailability())
                .andThen(alone());
    }
}
