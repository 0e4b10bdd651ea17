package io.shiponce.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fewest places that together have everything; among these, the first by preference. Beyond {@value
 * #ALL_TRIED} places, by adding the place that helps most until nothing is missing. One thread.
 */
final class FewestPlaces {
    private static final int ALL_TRIED = 8;

    private final Remaining stock;
    private final List<Unit> units;

    /** All places together must have them. */
    FewestPlaces(Remaining stock, List<Unit> units) {
        this.stock = stock;
        this.units = units;
    }

    Allocation of(List<String> preference) {
        List<String> places = preference.stream().filter(this::hasSome).toList();
        if (places.size() > ALL_TRIED) {
            return addingTheBest(places);
        }
        for (int size = 0; size <= places.size(); size++) {
            Allocation found = trying(places, size, 0, new ArrayList<>());
            if (found != null) {
                return found;
            }
        }
        throw new AssertionError("all places together have everything");
    }

    private boolean hasSome(String place) {
        return units.stream()
                .flatMap(unit -> Allocation.needed(unit).keySet().stream())
                .anyMatch(sku -> stock.left(place, sku) > 0);
    }

    private @Nullable Allocation trying(List<String> places, int size, int from, List<String> chosen) {
        if (chosen.size() == size) {
            Allocation allocation = Allocation.of(stock, chosen, units);
            return allocation.missing().isEmpty() ? allocation : null;
        }
        for (int i = from; i < places.size(); i++) {
            chosen.add(places.get(i));
            Allocation found = trying(places, size, i + 1, chosen);
            if (found != null) {
                return found;
            }
            chosen.remove(chosen.size() - 1);
        }
        return null;
    }

    private Allocation addingTheBest(List<String> places) {
        List<String> left = new ArrayList<>(places);
        List<String> chosen = new ArrayList<>();
        Allocation best = Allocation.of(stock, chosen, units);
        while (!best.missing().isEmpty()) {
            Allocation next = null;
            String helper = "";
            for (String place : left) {
                List<String> more = places.stream()
                        .filter(one -> one.equals(place) || chosen.contains(one))
                        .toList();
                Allocation tried = Allocation.of(stock, more, units);
                if (next == null || tried.missingPieces() < next.missingPieces()) {
                    next = tried;
                    helper = place;
                }
            }
            if (next == null) {
                throw new AssertionError("all places together have everything");
            }
            left.remove(helper);
            chosen.add(helper);
            best = next;
        }
        return best;
    }
}
