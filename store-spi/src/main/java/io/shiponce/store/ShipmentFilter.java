package io.shiponce.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which shipments: every given part must match; null or empty means "any". Texts are compared character by character.
 *
 * <p>Immutable and safe for any thread. At most 500 ids, else {@link IllegalArgumentException}.
 *
 * @param reference only those whose present reference it is; that of an earlier revision finds nothing
 * @param trackingNumber only those whose record has it; carriers may give several shipments one
 * @param dueBy only those whose {@code dueAt} is not later, by the store's clock
 */
public record ShipmentFilter(
        Set<ShipmentId> ids,
        @Nullable String shop,
        @Nullable String orderNumber,
        @Nullable String reference,
        @Nullable String trackingNumber,
        @Nullable String carrier,
        @Nullable ShipmentState state,
        @Nullable Instant dueBy) {
    /** The most ids of one filter. */
    public static final int MAX_IDS = 500;

    /** Every shipment. */
    public static final ShipmentFilter ALL = of(Set.of());

    public ShipmentFilter {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException("at most " + MAX_IDS + " ids, were " + ids.size());
        }
        ids = Set.copyOf(ids);
    }

    /** The shipments with these ids; every one if there are none. */
    public static ShipmentFilter of(Set<ShipmentId> ids) {
        return new ShipmentFilter(ids, null, null, null, null, null, null, null);
    }

    /** The shipments of one order. */
    public static ShipmentFilter ofOrder(OrderKey order) {
        return ALL.withShop(order.shop()).withOrderNumber(order.number());
    }

    /** The same, of one shop only. */
    public ShipmentFilter withShop(@Nullable String newShop) {
        return new ShipmentFilter(ids, newShop, orderNumber, reference, trackingNumber, carrier, state, dueBy);
    }

    /** The same, of orders with this number only. */
    public ShipmentFilter withOrderNumber(@Nullable String newNumber) {
        return new ShipmentFilter(ids, shop, newNumber, reference, trackingNumber, carrier, state, dueBy);
    }

    /** The same, with this present reference only. */
    public ShipmentFilter withReference(@Nullable String newReference) {
        return new ShipmentFilter(ids, shop, orderNumber, newReference, trackingNumber, carrier, state, dueBy);
    }

    /** The same, with this tracking number only. */
    public ShipmentFilter withTrackingNumber(@Nullable String newNumber) {
        return new ShipmentFilter(ids, shop, orderNumber, reference, newNumber, carrier, state, dueBy);
    }

    /** The same, of one carrier only. */
    public ShipmentFilter withCarrier(@Nullable String newCarrier) {
        return new ShipmentFilter(ids, shop, orderNumber, reference, trackingNumber, newCarrier, state, dueBy);
    }

    /** The same, in one state only. */
    public ShipmentFilter withState(@Nullable ShipmentState newState) {
        return new ShipmentFilter(ids, shop, orderNumber, reference, trackingNumber, carrier, newState, dueBy);
    }

    /** The same, due by then. */
    public ShipmentFilter withDueBy(@Nullable Instant newDueBy) {
        return new ShipmentFilter(ids, shop, orderNumber, reference, trackingNumber, carrier, state, newDueBy);
    }

    /** Whether the shipment matches: the meaning of this filter, for stores that filter by themselves. */
    public boolean matches(ShipmentRecord shipment) {
        return (ids.isEmpty() || ids.contains(shipment.id()))
                && (shop == null || shop.equals(shipment.order().shop()))
                && (orderNumber == null || orderNumber.equals(shipment.order().number()))
                && (reference == null || reference.equals(shipment.reference()))
                && (trackingNumber == null || trackingNumber.equals(shipment.trackingNumber()))
                && (carrier == null || carrier.equals(shipment.carrier()))
                && (state == null || state == shipment.state())
                && (dueBy == null || !shipment.dueAt().isAfter(dueBy));
    }
}
