package io.shiponce.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ShipmentLaw} orders a store to write, all of it in one commit, and only if the row still has the version before.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param after the whole record, its version raised by one
 * @param entries appended to the history, in this order
 * @param receipt stored beside the others of this shipment; null if there is none
 * @param payload the shipment's payload, of a first record or replaced by an amend; null if it stays, and with it the reference
 * @param spawned the first record of another shipment, written in the same commit (a reship); null if there is none. If a
 *     shipment of its id exists, nothing is written, and the answer is {@link TransitionResult.Refused}
 */
public record Verdict(
        ShipmentRecord after,
        List<HistoryEntry> entries,
        @Nullable Payload receipt,
        @Nullable Payload payload,
        @Nullable Verdict spawned) {
    public Verdict {
        entries = List.copyOf(entries);
    }

    /** Whether the shipment may leave, or has left, twice, and a person must see it. */
    public boolean alarm() {
        return entries.stream().anyMatch(entry -> entry.kind() == HistoryEntry.Kind.DUPLICATE_ALARM);
    }
}
