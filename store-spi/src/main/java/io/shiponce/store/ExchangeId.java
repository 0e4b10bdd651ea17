package io.shiponce.store;

/**
 * Names one exchange, minted by the engine before it asks (R4). A claim is named by the exchange that made it: an exchange claims a shipment at most once.
 *
 * <p>Immutable and safe for any thread. From 1 to 64 characters, else {@link IllegalArgumentException}.
 */
public record ExchangeId(String value) implements Comparable<ExchangeId> {
    public ExchangeId {
        Checks.text("ExchangeId", value, 64);
    }

    @Override
    public int compareTo(ExchangeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
