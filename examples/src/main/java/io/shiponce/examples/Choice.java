package io.shiponce.examples;

import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoredShipment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the shipments that a person named. Stateless and safe for any thread. */
final class Choice {
    private static final int MAX_ID = 64;
    private static final String REFERENCE_PREFIX = "SO-";

    private Choice() {}

    /**
     * The shipments of these ids or references, each once, in the order in which they were named. A reference is searched among all
     * shipments; an id is found at once.
     *
     * @throws IllegalArgumentException if there is none of one name; the message lists all such names
     */
    static List<ShipmentRecord> byName(ShipmentStore store, List<String> names) {
        Map<String, @Nullable ShipmentRecord> found = new LinkedHashMap<>();
        for (String name : names) {
            found.put(name, byId(store, name).orElse(null));
        }
        if (found.entrySet().stream().anyMatch(Choice::mayBeReference)) {
            ShipmentPages.forEach(store, ShipmentFilter.ALL, shipment -> {
                if (found.containsKey(shipment.reference())) {
                    found.put(shipment.reference(), shipment);
                }
            });
        }
        List<String> unknown =
                found.keySet().stream().filter(name -> found.get(name) == null).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no shipment " + String.join(", ", unknown)
                    + "; expected an id or a reference, as 'shipments' lists them");
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

    private static boolean mayBeReference(Map.Entry<String, @Nullable ShipmentRecord> named) {
        return named.getValue() == null && named.getKey().startsWith(REFERENCE_PREFIX);
    }
}
