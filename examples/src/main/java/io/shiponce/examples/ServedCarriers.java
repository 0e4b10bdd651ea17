package io.shiponce.examples;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.carrier.CarrierAdapter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The adapters that a command works with, by the names of their carriers. For one thread; closing it closes them. */
final class ServedCarriers implements AutoCloseable {
    private final Map<String, Served> carriers = new LinkedHashMap<>();

    private record Served(CarrierAdapter adapter, CarrierLimits limits) {}

    void add(String name, CarrierAdapter adapter, CarrierLimits limits) {
        carriers.put(name, new Served(adapter, limits));
    }

    Set<String> names() {
        return Set.copyOf(carriers.keySet());
    }

    Map<String, CarrierAdapter> adapters() {
        Map<String, CarrierAdapter> adapters = new LinkedHashMap<>();
        carriers.forEach((name, served) -> adapters.put(name, served.adapter()));
        return adapters;
    }

    /** Has the engine serve all of them. */
    DispatchEngine.Builder on(DispatchEngine.Builder engine) {
        carriers.forEach((name, served) -> engine.carrier(name, served.adapter(), served.limits()));
        return engine;
    }

    @Override
    public void close() {
        carriers.values().forEach(served -> served.adapter().close());
    }
}
