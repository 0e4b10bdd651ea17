package io.shiponce.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One shipment of an {@link OrderPlan}, not yet stored.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param part counts the shipments of its order, from 1
 * @param notBefore not claimed earlier; {@link Instant#EPOCH} for "at once"
 * @param reshipOf the shipment that it repeats on purpose; null if none
 */
public record NewShipment(
        ShipmentId id,
        int part,
        String carrier,
        String reference,
        String key,
        String fingerprint,
        int priority,
        Instant notBefore,
        Payload payload,
        @Nullable ShipmentId reshipOf) {}
