package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;

/**
 * In force from a restored backup until lifted: new orders come in doubt (R14), unless they were certainly placed
 * after the restore: by more than {@link #SHOP_CLOCK_TOLERANCE}, and not in the future.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param restoredAt by the store's clock
 * @param quiet how long a forgotten sender may still be sending
 */
public record Quarantine(Instant restoredAt, Duration quiet) {
    /** How far a shop's clock may be ahead of the store's. */
    public static final Duration SHOP_CLOCK_TOLERANCE = Duration.ofMinutes(10);
}
