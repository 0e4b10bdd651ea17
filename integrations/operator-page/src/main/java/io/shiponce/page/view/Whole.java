package io.shiponce.page.view;

import io.shiponce.DoubtEvidence;
import io.shiponce.Shipment;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one shipment. Immutable and safe for any thread.
 *
 * @param evidence null if it is not in doubt
 * @param amendable what was refused, to be corrected; null if nothing can be amended
 * @param typed what the person had typed into the form that was refused; empty otherwise
 */
public record Whole(
        Shipment shipment,
        List<HistoryEntry> history,
        @Nullable DoubtEvidence evidence,
        @Nullable Amendable amendable,
        Typed typed) {

    /** Reason and tracking number, as they were typed. */
    public record Typed(String reason, String tracking) {
        /** Nothing. */
        public static final Typed NOTHING = new Typed("", "");
    }

    /** What the form carries. */
    public String seen() {
        return Seen.of(shipment).toString();
    }

    /** Whether a person may want to cancel it. */
    public boolean isCancellable() {
        return shipment.state() != ShipmentState.REJECTED && shipment.state() != ShipmentState.CANCELLED;
    }

    /** Whether a person may want its goods to leave once more. */
    public boolean isReshippable() {
        return shipment.state() == ShipmentState.CONFIRMED || shipment.state() == ShipmentState.CANCELLED;
    }
}
