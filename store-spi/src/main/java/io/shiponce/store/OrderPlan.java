package io.shiponce.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order and the shipments it was split into, decided once (R12). An order without a shipment is remembered too.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param fingerprint of the order's content, with the version of its algorithm
 * @param placedAt by the shop's clock; null if the order does not say
 */
public record OrderPlan(
        OrderKey key, String fingerprint, @Nullable Instant placedAt, List<NewShipment> shipments) {
    public OrderPlan {
        Checks.text("fingerprint", fingerprint, 100);
        shipments = List.copyOf(shipments);
    }
}
