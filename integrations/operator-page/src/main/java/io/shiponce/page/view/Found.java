package io.shiponce.page.view;

import io.shiponce.Shipment;
import io.shiponce.store.ShipmentState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of shipments. Immutable and safe for any thread.
 *
 * @param next the link to the next page; null if this is the last one
 */
public record Found(Wanted wanted, List<Row> rows, @Nullable String next) {

    /** A shipment, and why its carrier refused it; null if that is not asked for. */
    public record Row(Shipment shipment, @Nullable String reason) {
        /** What the form carries. */
        public String seen() {
            return Seen.of(shipment).toString();
        }
    }

    /** What was searched for; empty where anything will do. */
    public record Wanted(String text, @Nullable ShipmentState state, String carrier, boolean held) {
        /** Everything. */
        public static final Wanted ALL = new Wanted("", null, "", false);

        /** Whether a state was chosen: for {@code selected}. */
        public boolean is(ShipmentState other) {
            return state == other;
        }
    }
}
