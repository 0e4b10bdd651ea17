package io.shiponce;

import io.shiponce.internal.Limits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many pieces lie where, and when more arrive: as somebody saw it at one moment. It is not counted down by the
 * orders that are planned with it; whoever keeps the stock does that, and makes the next snapshot.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param pieces by place and sku, 0 or more
 * @param arrivals when as many as one may want arrive, by place and sku
 */
public record Stock(Map<String, Map<String, Integer>> pieces, Map<String, Map<String, Instant>> arrivals) {
    public Stock {
        pieces = copied(pieces);
        arrivals = copied(arrivals);
        pieces.values()
                .forEach(bySku -> bySku.values()
                        .forEach(count -> Limits.check("pieces", Limits.range(count, 0, Integer.MAX_VALUE))));
        arrivals.values().forEach(bySku -> bySku.values().forEach(time -> Limits.check("arrival", Limits.time(time))));
    }

    private static <T> Map<String, Map<String, T>> copied(Map<String, Map<String, T>> given) {
        Map<String, Map<String, T>> copy = new LinkedHashMap<>();
        given.forEach((place, bySku) -> copy.put(place, Map.copyOf(bySku)));
        return Map.copyOf(copy);
    }

    /** How many there are. */
    public int pieces(String place, String sku) {
        return pieces.getOrDefault(place, Map.of()).getOrDefault(sku, 0);
    }

    /** When more arrive; null if nobody knows. */
    public @Nullable Instant arrival(String place, String sku) {
        return arrivals.getOrDefault(place, Map.of()).get(sku);
    }

    /** Nothing anywhere, so far. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what lies where. Not for use by several threads at once. */
    public static final class Builder {
        private final Map<String, Map<String, Integer>> pieces = new TreeMap<>();
        private final Map<String, Map<String, Instant>> arrivals = new TreeMap<>();

        private Builder() {}

        /** So many pieces are there; replaces what was said before. */
        public Builder pieces(String place, String sku, int count) {
            pieces.computeIfAbsent(place, any -> new TreeMap<>()).put(sku, count);
            return this;
        }

        /** More arrive there then. */
        public Builder arrival(String place, String sku, Instant time) {
            arrivals.computeIfAbsent(place, any -> new TreeMap<>()).put(sku, time);
            return this;
        }

        /** The snapshot. */
        public Stock build() {
            return new Stock(pieces, arrivals);
        }
    }
}
