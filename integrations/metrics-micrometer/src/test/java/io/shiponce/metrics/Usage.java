package io.shiponce.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.shiponce.DispatchEngine;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.ShipmentStore;
import java.util.List;

/** How a shop binds them: a page shows it, and the tests use it. Close both. */
record Usage(DispatchEngine engine, StoreMetrics content) {

    static Usage of(ShipmentStore store, CarrierAdapter carrier, MeterRegistry registry) {
        // <usage>
        DispatchMetrics dispatch = new DispatchMetrics(List.of("reference"));
        dispatch.bindTo(registry);
        DispatchEngine engine = DispatchEngine.builder(store)
                .carrier("reference", carrier)
                .listener(dispatch)
                .build();
        StoreMetrics content = new StoreMetrics(engine.operator()); // to be closed at the end
        content.bindTo(registry);
        new HealthMetrics(engine).bindTo(registry);
        // </usage>
        return new Usage(engine, content);
    }
}
