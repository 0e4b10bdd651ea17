package io.shiponce.examples;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentState;
import java.util.List;

/** How many shipments of all carriers are where. Immutable and safe for any thread. */
public record Totals(
        long pending,
        long claimed,
        long confirmed,
        long rejected,
        long inDoubt,
        long cancelled,
        long held,
        long dated) {

    /** The sums over all carriers. */
    public static Totals of(List<CarrierCounts> counts) {
        return new Totals(
                in(counts, ShipmentState.PENDING),
                in(counts, ShipmentState.CLAIMED),
                in(counts, ShipmentState.CONFIRMED),
                in(counts, ShipmentState.REJECTED),
                in(counts, ShipmentState.IN_DOUBT),
                in(counts, ShipmentState.CANCELLED),
                counts.stream().mapToLong(CarrierCounts::held).sum(),
                counts.stream().mapToLong(CarrierCounts::dated).sum());
    }

    private static long in(List<CarrierCounts> counts, ShipmentState state) {
        return counts.stream().mapToLong(carrier -> carrier.in(state)).sum();
    }
}
