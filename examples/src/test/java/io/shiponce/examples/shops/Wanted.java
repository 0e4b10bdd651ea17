package io.shiponce.examples.shops;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an order's buyer is still to get: the truth that a generated payload is made from, and that parcels are judged by.
 *
 * @param order shop and number, as the program shows them
 * @param pieces by SKU; empty if nothing is to be sent
 */
public record Wanted(String order, String country, Map<String, Integer> pieces) {
    public Wanted {
        pieces = Map.copyOf(pieces);
    }

    /** Counts while an order is made up. */
    static final class Counting {
        private final Map<String, Integer> pieces = new TreeMap<>();

        Counting add(String sku, int quantity) {
            if (quantity > 0) {
                pieces.merge(sku, quantity, Integer::sum);
            }
            return this;
        }

        Wanted of(String order, String country) {
            return new Wanted(order, country, pieces);
        }
    }
}
