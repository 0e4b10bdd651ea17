package io.shiponce.page.view;

import io.shiponce.Shipment;
import io.shiponce.store.ShipmentId;
import java.util.Optional;

/**
 * A shipment and the version in which a person saw it: what forms carry, so that what they do is judged on that (R13). Immutable and
 * safe for any thread.
 */
public record Seen(ShipmentId id, long version) {

    /** How it stands now. */
    public static Seen of(Shipment shipment) {
        return new Seen(shipment.id(), shipment.version());
    }

    /** Reads {@link #toString()}; empty if it is none. */
    public static Optional<Seen> parse(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at > 18 || !text.substring(0, at).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Seen(new ShipmentId(text.substring(at + 1)), Long.parseLong(text.substring(0, at))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return version + "@" + id;
    }
}
