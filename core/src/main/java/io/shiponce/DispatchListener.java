package io.shiponce;

import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;

/**
 * Hears what an engine does, for convenience: displays, metrics, logs. What a shop must not miss it reads from {@link
 * DispatchEngine#events}.
 *
 * <p>Called by the engine's coordinator, one call at a time, after the commit; a slow listener slows the dispatch. Each call comes
 * at most once, and a crash can lose it. Whatever a listener throws is logged and harms nothing.
 */
public interface DispatchListener {

    /** A settlement was recorded; {@code shipment} is how it stands now. */
    default void settled(ShipmentRecord shipment, Outcome outcome) {}

    /** A claim had expired, and its shipment is in doubt. */
    default void expired(ShipmentRecord shipment) {}

    /** A doubt was looked up or sent on its way again; {@code shipment} is how it stands now. */
    default void reconciled(ShipmentRecord shipment) {}

    /** Goods may leave twice: a person must look at this shipment's history. */
    default void duplicateAlarm(ShipmentRecord shipment) {}

    /** A carrier was paused, for all engines, until a person resumes it. */
    default void carrierPaused(String carrier, String reason) {}

    /** The store does not answer; nothing is claimed until it does. Called once per outage. */
    default void storeUnavailable(String detail) {}
}
