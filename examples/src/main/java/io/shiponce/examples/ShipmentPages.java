package io.shiponce.examples;

import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads shipments page by page, so that memory stays flat. Stateless and safe for any thread. */
public final class ShipmentPages {
    private static final int PAGE = 500;

    private ShipmentPages() {}

    /** Hands on every shipment that matches, by ascending id. What changes meanwhile is seen before or after its change. */
    public static void forEach(ShipmentStore store, ShipmentFilter filter, Consumer<ShipmentRecord> action) {
        ShipmentId after = null;
        for (List<ShipmentRecord> page = store.page(filter, after, PAGE);
                !page.isEmpty();
                page = store.page(filter, after, PAGE)) {
            page.forEach(action);
            after = page.get(page.size() - 1).id();
        }
    }

    /** Every shipment that matches; for selections that are known to be small. */
    public static List<ShipmentRecord> all(ShipmentStore store, ShipmentFilter filter) {
        List<ShipmentRecord> all = new ArrayList<>();
        forEach(store, filter, all::add);
        return all;
    }
}
