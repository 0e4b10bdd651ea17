package io.shiponce;

import java.util.List;

/**
 * Where finished shipments go before their personal data leaves the store, see {@link Operator#erase(java.time.Duration, Archive)}.
 *
 * <p>Is called by the thread that erases, with a hundred shipments at most. When {@link #keep} returns they must be kept for
 * good: only then are they erased. If it throws, none of them is. After a crash, or where somebody worked on a shipment meanwhile,
 * it comes again: the later one is the whole one.
 */
@FunctionalInterface
public interface Archive {
    /** Keeps them, for good. */
    void keep(List<ArchivedShipment> shipments);
}
