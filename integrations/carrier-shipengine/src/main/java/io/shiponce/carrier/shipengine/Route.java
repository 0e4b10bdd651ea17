package io.shiponce.carrier.shipengine;

/**
 * How one consignment travels.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param carrierId the connected carrier account that is billed, {@code carrier_id} of the description
 * @param confirmation {@code delivery_confirmation} of the description; empty leaves it to ShipEngine
 */
record Route(String carrierId, String serviceCode, String packageCode, String confirmation) {}
