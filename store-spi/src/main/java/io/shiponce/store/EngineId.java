package io.shiponce.store;

/**
 * Names one running engine: its host, process and a random part, so that a person can tell whether it is gone.
 *
 * <p>Immutable and safe for any thread. From 1 to 200 characters, else {@link IllegalArgumentException}.
 */
public record EngineId(String value) implements Comparable<EngineId> {
    public EngineId {
        Checks.text("EngineId", value, 200);
    }

    @Override
    public int compareTo(EngineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
