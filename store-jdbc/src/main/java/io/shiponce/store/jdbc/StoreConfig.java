package io.shiponce.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one store share. Immutable and safe for any thread.
 *
 * @param clock asked instead of the database's; null to ask the database, or this machine if the database has no clock
 */
record StoreConfig(
        Dialect dialect,
        Statements statements,
        Duration callTimeout,
        @Nullable InstantSource clock) {

    Instant now(@Nullable Long databaseTime) {
        if (clock != null) {
            return Micros.truncated(clock.instant());
        }
        return databaseTime == null
                ? Micros.truncated(InstantSource.system().instant())
                : Micros.toInstant(databaseTime);
    }
}
