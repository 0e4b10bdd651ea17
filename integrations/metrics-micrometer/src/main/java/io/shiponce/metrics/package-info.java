/**
 * Micrometer's meters for engines and their store: {@link io.shiponce.metrics.DispatchMetrics} counts and times what one engine
 * does, {@link io.shiponce.metrics.StoreMetrics} shows what the store holds, {@link io.shiponce.metrics.HealthMetrics} what keeps an
 * engine from its work. They observe only; what fails here harms no dispatch.
 * All names, units and tags stand in {@code docs/metrics.md}, and a test compares.
 */
@NullMarked
package io.shiponce.metrics;

import org.jspecify.annotations.NullMarked;
