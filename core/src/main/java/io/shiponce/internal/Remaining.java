package io.shiponce.internal;

import io.shiponce.Stock;
import java.util.HashMap;
import java.util.Map;

/** What is left of a stock after some of it was taken. One thread. */
final class Remaining {
    private final Stock stock;
    private final Map<String, Map<String, Long>> taken = new HashMap<>();

    Remaining(Stock stock) {
        this.stock = stock;
    }

    /** The same, from which may be taken without changing this one. */
    Remaining copy() {
        Remaining copy = new Remaining(stock);
        taken.forEach((place, bySku) -> copy.taken.put(place, new HashMap<>(bySku)));
        return copy;
    }

    long left(String place, String sku) {
        return stock.pieces(place, sku) - taken.getOrDefault(place, Map.of()).getOrDefault(sku, 0L);
    }

    boolean has(String place, Map<String, Long> needed) {
        return needed.entrySet().stream().allMatch(need -> left(place, need.getKey()) >= need.getValue());
    }

    void take(String place, String sku, long pieces) {
        taken.computeIfAbsent(place, any -> new HashMap<>()).merge(sku, pieces, Long::sum);
    }
}
