package io.shiponce.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many shipments of one carrier are where.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param states by state; a state without shipments may be missing
 * @param held pending, but kept back until a person releases them
 * @param dated pending, but dated later by their orders
 * @param backingOff pending, neither held nor dated, but not due yet
 * @param nextDueAt when the first of those is due; null if there is none
 * @param readySince since when the first of those that can be claimed now could have been; null if there is none
 * @param doubtfulSince since when the oldest doubt is one; null if there is none
 */
public record CarrierCounts(
        String carrier,
        Map<ShipmentState, Long> states,
        long held,
        long dated,
        long backingOff,
        @Nullable Instant nextDueAt,
        @Nullable Instant readySince,
        @Nullable Instant doubtfulSince) {
    public CarrierCounts {
        states = Map.copyOf(states);
    }

    /** How many are in a state. */
    public long in(ShipmentState state) {
        return states.getOrDefault(state, 0L);
    }

    /** Pending and neither held, dated nor backing off: they can be claimed now. */
    public long ready() {
        return in(ShipmentState.PENDING) - held - dated - backingOff;
    }
}
