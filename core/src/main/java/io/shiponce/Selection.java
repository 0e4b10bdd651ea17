package io.shiponce;

import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import java.util.Set;

/**
 * What a manual run is about: which shipments, and how many of them at most.
 *
 * <p>Immutable and safe for any thread. A limit below 1, or more than {@link ShipmentFilter#MAX_IDS} ids, throws {@link
 * IllegalArgumentException}.
 */
public record Selection(ShipmentFilter filter, long limit) {
    public Selection {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        if (filter.state() != null || filter.dueBy() != null) {
            throw new IllegalArgumentException(
                    "a selection says which shipments; their state and due time are the engine's");
        }
    }

    /** Everything. */
    public static Selection all() {
        return new Selection(ShipmentFilter.ALL, Long.MAX_VALUE);
    }

    /** What one carrier gets. */
    public static Selection ofCarrier(String carrier) {
        return new Selection(ShipmentFilter.ALL.withCarrier(carrier), Long.MAX_VALUE);
    }

    /** What one shop ordered. */
    public static Selection ofShop(String shop) {
        return new Selection(ShipmentFilter.ALL.withShop(shop), Long.MAX_VALUE);
    }

    /** One order. */
    public static Selection ofOrder(OrderKey order) {
        return new Selection(ShipmentFilter.ofOrder(order), Long.MAX_VALUE);
    }

    /** These shipments. */
    public static Selection of(Set<ShipmentId> shipments) {
        return new Selection(ShipmentFilter.of(shipments), Long.MAX_VALUE);
    }

    /** The same, but no more than so many sends. */
    public Selection atMost(long newLimit) {
        return new Selection(filter, newLimit);
    }
}
