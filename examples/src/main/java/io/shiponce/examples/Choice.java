package io.shiponce.examples;

import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the shipments that a person named. Stateless and safe for any thread. */
final class Choice {
    private static final int MAX_ID = 64;

    private Choice() {}

    /**
     * The shipments of these ids or references, each once, in the order in which they were named.
     *
     * @throws IllegalArgumentException if there is not exactly one of each name; the message lists all such names
     */
    static List<ShipmentRecord> byName(ShipmentStore store, List<String> names) {
        Map<String, @Nullable ShipmentRecord> found = new LinkedHashMap<>();
        for (String name : names) {
            found.put(name, byId(store, name).or(() -> byReference(store, name)).orElse(null));
        }
        List<String> unknown =
                found.keySet().stream().filter(name -> found.get(name) == null).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no shipment " + String.join(", ", unknown)
                    + "; expected an id, or a reference that no other has, as 'shipments' lists them");
        }
        Map<ShipmentId, ShipmentRecord> once = new LinkedHashMap<>();
        for (ShipmentRecord shipment : found.values()) {
            if (shipment != null) {
                once.putIfAbsent(shipment.id(), shipment);
            }
        }
        return new ArrayList<>(once.values());
    }

    private static Optional<ShipmentRecord> byId(ShipmentStore store, String name) {
        if (name.isBlank() || name.length() > MAX_ID) {
            return Optional.empty();
        }
        return store.find(new ShipmentId(name)).map(StoredShipment::shipment);
    }

    private static Optional<ShipmentRecord> byReference(ShipmentStore store, String name) {
        List<ShipmentRecord> found =
                store.page(ShipmentFilter.ALL.withReference(name.toUpperCase(Locale.ROOT)), null, 2);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
