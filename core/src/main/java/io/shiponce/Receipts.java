package io.shiponce;

import io.shiponce.carrier.Label;
import io.shiponce.carrier.Receipt;
import java.util.List;

/**
 * What the carrier gave for one shipment, as it was stored in the same commit as its confirmation.
 *
 * <p>Immutable and safe for any thread. Labels are personal data, which {@link #toString} does not show.
 *
 * @param kept oldest first: one for each acceptance, and one without labels for a find; none of what a person declared sent
 * @param erased how many were erased with the shipment's personal data
 */
public record Receipts(List<Receipt> kept, int erased) {
    public Receipts {
        kept = List.copyOf(kept);
        if (erased < 0) {
            throw new IllegalArgumentException("erased must not be negative, was " + erased);
        }
    }

    /** All labels, those of the oldest receipt first. */
    public List<Label> labels() {
        return kept.stream().flatMap(receipt -> receipt.labels().stream()).toList();
    }
}
