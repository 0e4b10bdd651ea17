package io.shiponce.examples;

import io.shiponce.Acceptance;
import io.shiponce.CanonicalOrders;
import io.shiponce.Carriers;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.Progress;
import io.shiponce.Selection;
import io.shiponce.Stores;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreSettings;
import java.time.Duration;
import java.util.Map;

/** The whole library in one method: the README shows it, and a test runs it. Not for use by several threads. */
final class Quickstart {
    private Quickstart() {}

    /** Takes one order and sends it to the carrier at {@code carrierUrl}. */
    static Progress run(String storeUrl, String carrierUrl, String orderJson) {
        // <readme>
        StoreSettings settings = new StoreSettings(storeUrl, "my-shop", Duration.ofSeconds(5), Map.of());
        ShipmentStoreFactory stores = Stores.discover().forUrl(storeUrl); // jdbc:sqlite:shiponce.db
        stores.migrate(settings);

        try (ShipmentStore store = stores.open(settings);
                CarrierAdapter carrier = Carriers.discover().create("reference", Map.of("url", carrierUrl));
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier("reference", carrier)
                        .build()) {

            Order order = CanonicalOrders.parse(orderJson);
            Acceptance acceptance = engine.accept(order); // durable; the same order again changes nothing
            System.err.println(acceptance);

            return engine.dispatch(Selection.all()).completion().join(); // or engine.start(), and let it run
        }
        // </readme>
    }
}
