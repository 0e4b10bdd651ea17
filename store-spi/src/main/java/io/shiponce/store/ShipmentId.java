package io.shiponce.store;

/**
 * Names one shipment for ever: derived from installation, shop, order number and part, so that the same order always names the same shipments.
 *
 * <p>Immutable and safe for any thread. From 1 to 64 characters, else {@link IllegalArgumentException}.
 */
public record ShipmentId(String value) implements Comparable<ShipmentId> {
    public ShipmentId {
        Checks.text("ShipmentId", value, 64);
    }

    @Override
    public int compareTo(ShipmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
