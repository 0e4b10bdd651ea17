package io.shiponce.examples;

import io.shiponce.Order;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentStore;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Refuses carrier names that nothing in the store has: nearly always they are misspelt. Stateless and safe for any thread. */
final class KnownCarriers {

    private KnownCarriers() {}

    static void check(
            ShipmentStore store, @Nullable String carrier, Function<String, ? extends RuntimeException> refusal) {
        if (carrier == null) {
            return;
        }
        Set<String> known = new TreeSet<>(Set.of(Order.DEFAULT_CARRIER));
        store.counts(ShipmentFilter.ALL).stream().map(CarrierCounts::carrier).forEach(known::add);
        known.addAll(store.control().pauses().keySet());
        known.remove(Control.EVERYTHING);
        if (!known.contains(carrier)) {
            throw refusal.apply(
                    "there is no carrier " + carrier + " in this store; there are: " + String.join(", ", known));
        }
    }
}
