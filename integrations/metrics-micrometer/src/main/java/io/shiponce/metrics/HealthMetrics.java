package io.shiponce.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.shiponce.DispatchEngine;
import io.shiponce.Health;

/**
 * Shows the {@link Health} of one engine, as of its last turn: for each code how many of its reasons are there, 0 if none. Reading
 * it asks nobody. Safe for any thread; it keeps the engine from being collected.
 */
public final class HealthMetrics implements MeterBinder {
    private final DispatchEngine engine;

    /** Of this engine. */
    public HealthMetrics(DispatchEngine engine) {
        this.engine = engine;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Health.Code code : Health.Code.values()) {
            Gauge.builder("shiponce.engine.problems", engine, one -> count(one.health(), code))
                    .description("What keeps this engine from its work, by the code of its health")
                    .tag(Tag.CODE, Tag.value(code))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static long count(Health health, Health.Code code) {
        return health.reasons().stream()
                .filter(problem -> problem.code() == code)
                .count();
    }
}
