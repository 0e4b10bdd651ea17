package io.shiponce.examples;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.DryRun;
import io.shiponce.carrier.CarrierAdapter;
import java.time.Instant;
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

    /** Until when those are quiet that are now, by their names. */
    Map<String, Instant> quietUntil(Instant now) {
        Map<String, Instant> quiet = new LinkedHashMap<>();
        carriers.forEach((name, served) -> {
            if (served.limits().quietHours().isQuiet(now)) {
                quiet.put(name, served.limits().quietHours().opens(now));
            }
        });
        return quiet;
    }

    /** Rehearses with all of them. */
    DryRun on(DryRun run) {
        carriers.forEach((name, served) -> run.carrier(name, served.adapter(), served.limits()));
        return run;
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
