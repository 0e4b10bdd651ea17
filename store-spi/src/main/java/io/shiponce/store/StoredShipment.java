package io.shiponce.store;

/**
 * A shipment with its payload.
 *
 * <p>Immutable and safe for any thread.
 */
public record StoredShipment(ShipmentRecord shipment, Payload payload) {}
