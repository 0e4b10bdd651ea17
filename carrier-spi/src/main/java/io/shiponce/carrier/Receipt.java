package io.shiponce.carrier;

import java.util.List;

/**
 * What the carrier gave for an accepted consignment: its number, and labels if it sent some.
 *
 * <p>Immutable and safe for any thread. Up to 1,000 labels; more throws {@link IllegalArgumentException}. It is stored in
 * the same commit as the confirmation.
 */
public record Receipt(TrackingNumber trackingNumber, List<Label> labels) {
    public Receipt {
        if (labels.size() > Consignment.MAX_PARCELS) {
            throw new IllegalArgumentException(
                    "labels must hold at most " + Consignment.MAX_PARCELS + ", were " + labels.size());
        }
        labels = List.copyOf(labels);
    }

    /** A receipt without a label. */
    public static Receipt of(TrackingNumber trackingNumber) {
        return new Receipt(trackingNumber, List.of());
    }
}
