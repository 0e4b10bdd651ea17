package io.shiponce.benchmarks.contender;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a contender is asked to do.
 *
 * @param url where its tables are
 * @param slots sends at once
 * @param first the number of the first shipment: a database that is used again gets others
 * @param shipments how many there are
 * @param carrierUrl the carrier's process; null for a carrier in this JVM that takes {@code latency} plus up to {@code jitter}
 * @param hurried leases and heartbeats as short as the contender allows, for runs that are killed: nobody waits half an hour here
 */
public record Job(
        String url,
        int slots,
        int first,
        int shipments,
        @Nullable String carrierUrl,
        Duration latency,
        Duration jitter,
        boolean hurried) {

    boolean onPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }
}
