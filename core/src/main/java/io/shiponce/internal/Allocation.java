package io.shiponce.internal;

import io.shiponce.OrderLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is taken from which place, if these places are used and no others. What is kept together is served first, from
 * one place; then each line from the first place that has all of it, else from several.
 *
 * @param byPlace the lines taken from each place that gives any, in the order of the places
 * @param found what was found, as it was wanted
 * @param missing what was not; of a line, the pieces that were not
 * @param remaining what is left after it
 */
record Allocation(Map<String, List<OrderLine>> byPlace, List<Unit> found, List<Unit> missing, Remaining remaining) {

    static Allocation of(Remaining stock, List<String> places, List<Unit> wanted) {
        Taking taking = new Taking(stock.copy(), places);
        wanted.stream().filter(unit -> unit.kept() != null).forEach(taking::whole);
        wanted.stream().filter(unit -> unit.kept() == null).forEach(taking::pieces);
        return taking.end();
    }

    /** How many pieces have to be found. What travels later, or not at all, has not. */
    static Map<String, Long> needed(Unit unit) {
        Map<String, Long> needed = new TreeMap<>();
        for (OrderLine line : unit.lines()) {
            if (line.requiresShipping() && line.availableFrom() == null) {
                needed.merge(line.sku(), (long) line.quantity(), Long::sum);
            }
        }
        return needed;
    }

    long missingPieces() {
        return missing.stream()
                .flatMap(unit -> unit.lines().stream())
                .mapToLong(OrderLine::quantity)
                .sum();
    }

    static OrderLine from(OrderLine line, String place, @Nullable Instant availableFrom) {
        return new OrderLine(
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.unitWeight(),
                line.requiresShipping(),
                place,
                line.shippingClass(),
                availableFrom,
                line.traits());
    }

    private static final class Taking {
        private final Remaining remaining;
        private final Map<String, List<OrderLine>> byPlace = new LinkedHashMap<>();
        private final List<Unit> found = new ArrayList<>();
        private final List<Unit> missing = new ArrayList<>();

        Taking(Remaining remaining, List<String> places) {
            this.remaining = remaining;
            places.forEach(place -> byPlace.put(place, new ArrayList<>()));
        }

        void whole(Unit unit) {
            Map<String, Long> needed = needed(unit);
            for (Map.Entry<String, List<OrderLine>> place : byPlace.entrySet()) {
                if (remaining.has(place.getKey(), needed)) {
                    needed.forEach((sku, pieces) -> remaining.take(place.getKey(), sku, pieces));
                    place.getValue().addAll(unit.lines());
                    found.add(unit);
                    return;
                }
            }
            missing.add(unit);
        }

        void pieces(Unit unit) {
            OrderLine line = unit.first();
            for (Map.Entry<String, List<OrderLine>> place : byPlace.entrySet()) {
                if (remaining.left(place.getKey(), line.sku()) >= line.quantity()) {
                    take(place, line);
                    found.add(unit);
                    return;
                }
            }
            fromSeveral(line);
        }

        private void fromSeveral(OrderLine line) {
            int wanted = line.quantity();
            for (Map.Entry<String, List<OrderLine>> place : byPlace.entrySet()) {
                int some = (int) Math.min(wanted, remaining.left(place.getKey(), line.sku()));
                if (some > 0) {
                    take(place, line.withQuantity(some));
                    wanted -= some;
                }
            }
            if (wanted < line.quantity()) {
                found.add(new Unit(null, List.of(line.withQuantity(line.quantity() - wanted))));
            }
            if (wanted > 0) {
                missing.add(new Unit(null, List.of(line.withQuantity(wanted))));
            }
        }

        private void take(Map.Entry<String, List<OrderLine>> place, OrderLine line) {
            remaining.take(place.getKey(), line.sku(), line.quantity());
            place.getValue().add(line);
        }

        Allocation end() {
            byPlace.values().removeIf(List::isEmpty);
            return new Allocation(byPlace, found, missing, remaining);
        }
    }
}
