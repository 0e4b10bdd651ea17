package io.shiponce.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which shipments: every given part must match; null or empty means "any".
 *
 * <p>Immutable and safe for any thread. At most 500 ids, else {@link IllegalArgumentException}.
 *
 * @param dueBy only those whose {@code dueAt} is not later, by the store's clock
 */
public record ShipmentFilter(
        Set<ShipmentId> ids,
        @Nullable String shop,
        @Nullable String orderNumber,
        @Nullable String carrier,
        @Nullable ShipmentState state,
        @Nullable Instant dueBy) {
    /** The most ids of one filter. */
    public static final int MAX_IDS = 500;

    /** Every shipment. */
    public static final ShipmentFilter ALL = new ShipmentFilter(Set.of(), null, null, null, null, null);

    public ShipmentFilter {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException("at most " + MAX_IDS + " ids, were " + ids.size());
        }
        ids = Set.copyOf(ids);
    }

    /** The shipments of one order. */
    public static ShipmentFilter ofOrder(OrderKey order) {
        return new ShipmentFilter(Set.of(), order.shop(), order.number(), null, null, null);
    }

    /** The same, of one carrier only. */
    public ShipmentFilter withCarrier(@Nullable String newCarrier) {
        return new ShipmentFilter(ids, shop, orderNumber, newCarrier, state, dueBy);
    }

    /** The same, in one state only. */
    public ShipmentFilter withState(@Nullable ShipmentState newState) {
        return new ShipmentFilter(ids, shop, orderNumber, carrier, newState, dueBy);
    }

    /** The same, due by then. */
    public ShipmentFilter withDueBy(@Nullable Instant newDueBy) {
        return new ShipmentFilter(ids, shop, orderNumber, carrier, state, newDueBy);
    }

    /** Whether the shipment matches: the meaning of this filter, for stores that filter by themselves. */
    public boolean matches(ShipmentRecord shipment) {
        return (ids.isEmpty() || ids.contains(shipment.id()))
                && (shop == null || shop.equals(shipment.order().shop()))
                && (orderNumber == null || orderNumber.equals(shipment.order().number()))
                && (carrier == null || carrier.equals(shipment.carrier()))
                && (state == null || state == shipment.state())
                && (dueBy == null || !shipment.dueAt().isAfter(dueBy));
    }
}
