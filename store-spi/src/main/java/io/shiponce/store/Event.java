package io.shiponce.store;

/**
 * A history entry with its place among all entries of the store.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param cursor hand it in to get what comes after; opaque, at most 100 characters
 */
public record Event(String cursor, HistoryEntry entry) {
    /** The cursor before the first event. */
    public static final String START = "";
}
