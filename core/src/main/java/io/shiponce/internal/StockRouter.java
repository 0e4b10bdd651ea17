package io.shiponce.internal;

import io.shiponce.Group;
import io.shiponce.OrderLine;
import io.shiponce.Reason;
import io.shiponce.Router;
import io.shiponce.Stock;
import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** See {@link Router#fromStock}. Immutable, pure and safe for any thread. */
public final class StockRouter implements Router {
    private static final int MAX_PLACES = 100;

    private final Stock stock;
    private final List<String> preference;

    /** Refuses a preference that is empty or names a place twice. */
    public StockRouter(Stock stock, List<String> preference) {
        this.stock = stock;
        this.preference = List.copyOf(preference);
        Limits.check("the number of places", Limits.range(preference.size(), 1, MAX_PLACES));
        Set<String> once = new HashSet<>();
        for (String place : preference) {
            Limits.check("a place", Limits.nonBlank(place, Address.MAX_LENGTH));
            if (!once.add(place)) {
                throw new IllegalArgumentException("a place must be named once, " + Limits.quoted(place) + " is twice");
            }
        }
    }

    /** What waits for an arrival: a group of its own, so that nothing waits with it. */
    private record Awaited(String place, Instant from) {}

    @Override
    public List<Group> route(Group order) {
        Map<String, List<OrderLine>> byPlace = new LinkedHashMap<>();
        preference.forEach(place -> byPlace.put(place, new ArrayList<>()));
        List<Unit> kept = new ArrayList<>();
        List<Unit> others = new ArrayList<>();
        for (Unit unit : Unit.of(order.lines())) {
            String place = decided(unit);
            if (place != null) {
                put(byPlace, place, unit.lines());
            } else if (unit.kept() != null) {
                kept.add(unit);
            } else {
                others.add(unit);
            }
        }
        Remaining unreserved = new Remaining(stock);
        Map<Awaited, List<OrderLine>> awaited = new LinkedHashMap<>();
        Allocation first = Allocation.of(unreserved, preference, kept);
        first.missing().forEach(unit -> await(unit, first.remaining(), unreserved, awaited));
        Allocation then = Allocation.of(first.remaining(), preference, others);
        then.missing().forEach(unit -> await(unit, then.remaining(), unreserved, awaited));
        List<Unit> found = new ArrayList<>(first.found());
        found.addAll(then.found());
        Allocation fewest = new FewestPlaces(unreserved, found).of(preference);
        fewest.byPlace().forEach((place, lines) -> put(byPlace, place, lines));
        return groups(order, byPlace, fewest.byPlace().keySet(), awaited);
    }

    /** Where its order says, or anywhere if nothing of it has to be found; null if it has. */
    private @Nullable String decided(Unit unit) {
        TreeSet<String> named = new TreeSet<>();
        unit.lines().forEach(line -> named.add(line.origin()));
        named.remove("");
        if (named.size() > 1) {
            throw new IllegalArgumentException(
                    unit.shown() + " cannot leave in one shipment: its order names several origins");
        }
        if (!named.isEmpty()) {
            return named.first();
        }
        return Allocation.needed(unit).isEmpty() ? preference.get(0) : null;
    }

    private static void put(Map<String, List<OrderLine>> byPlace, String place, List<OrderLine> lines) {
        List<OrderLine> there = byPlace.computeIfAbsent(place, any -> new ArrayList<>());
        lines.forEach(line -> there.add(Allocation.from(line, place, line.availableFrom())));
    }

    /** From where all of it is first; what is there already waits for the rest, and is reserved. */
    private void await(Unit unit, Remaining left, Remaining unreserved, Map<Awaited, List<OrderLine>> awaited) {
        Map<String, Long> needed = Allocation.needed(unit);
        Awaited first = null;
        for (String place : preference) {
            Instant from = arrival(place, needed, left);
            if (from != null && (first == null || from.isBefore(first.from()))) {
                first = new Awaited(place, from);
            }
        }
        if (first == null) {
            throw new IllegalArgumentException(
                    unit.kept() == null
                            ? unit.first().quantity() + " x " + unit.shown()
                                    + " are in stock nowhere, and no arrival is known"
                            : unit.shown() + " is not in stock at one place, and no arrival is known");
        }
        for (Map.Entry<String, Long> need : needed.entrySet()) {
            if (left.left(first.place(), need.getKey()) >= need.getValue()) {
                left.take(first.place(), need.getKey(), need.getValue());
                unreserved.take(first.place(), need.getKey(), need.getValue());
            }
        }
        List<OrderLine> lines = awaited.computeIfAbsent(first, any -> new ArrayList<>());
        for (OrderLine line : unit.lines()) {
            lines.add(Allocation.from(line, first.place(), latest(first.from(), line.availableFrom())));
        }
    }

    /** When the last of it is there; null if nobody knows. */
    private @Nullable Instant arrival(String place, Map<String, Long> needed, Remaining left) {
        Instant latest = Instant.EPOCH;
        for (Map.Entry<String, Long> need : needed.entrySet()) {
            if (left.left(place, need.getKey()) < need.getValue()) {
                Instant from = stock.arrival(place, need.getKey());
                if (from == null) {
                    return null;
                }
                latest = latest(latest, from);
            }
        }
        return latest;
    }

    private static Instant latest(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private static List<Group> groups(
            Group order,
            Map<String, List<OrderLine>> byPlace,
            Set<String> fewest,
            Map<Awaited, List<OrderLine>> awaited) {
        String why = fewest.size() == 1
                ? ", which has everything"
                : ", one of the " + fewest.size() + " places that it takes";
        List<Group> groups = new ArrayList<>();
        byPlace.forEach((place, lines) -> {
            Group group = order.with(lines);
            if (fewest.contains(place)) {
                groups.add(group.because(Reason.of("leaves from " + Limits.quoted(place) + why)));
            } else if (!lines.isEmpty()) {
                groups.add(group);
            }
        });
        awaited.forEach((arrival, lines) -> groups.add(order.with(lines)
                .because(Reason.flagged(
                        "not in stock: arrives at " + Limits.quoted(arrival.place()) + " at " + arrival.from()))));
        return groups;
    }
}
