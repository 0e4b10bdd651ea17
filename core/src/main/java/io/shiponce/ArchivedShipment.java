package io.shiponce;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.store.HistoryEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the store knows of a finished shipment. It holds personal data, which {@link #toString} does not show.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param consignment what was to be sent; null if it was erased before, and only what came later is left
 * @param receipts the carrier's, oldest first; erased ones are left out
 * @param history everything that happened, oldest first
 */
public record ArchivedShipment(
        Shipment shipment, @Nullable Consignment consignment, List<Receipt> receipts, List<HistoryEntry> history) {
    public ArchivedShipment {
        receipts = List.copyOf(receipts);
        history = List.copyOf(history);
    }

    @Override
    public String toString() {
        return "ArchivedShipment[" + shipment.id() + "]";
    }
}
