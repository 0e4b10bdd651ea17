package io.shiponce;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;
import java.time.Duration;

/**
 * Hears what an engine does, for convenience: displays, metrics, logs. What a shop must not miss it reads from {@link
 * DispatchEngine#events}.
 *
 * <p>Called by the engine's coordinator, one call at a time, after the commit unless said otherwise; a slow listener slows the dispatch. Each call comes
 * at most once, and a crash can lose it. Whatever a listener throws is logged and harms nothing.
 */
public interface DispatchListener {

    /**
     * An adapter was asked to send, and {@code took} so long to say {@code outcome}; what it throws is unknown. Called before this is
     * recorded, also for a send that was given up before it returned.
     */
    default void sent(ShipmentRecord claimed, SendOutcome outcome, Duration took) {}

    /** The store took {@code settled} settlements and gave {@code claimed} claims, in one exchange that {@code took} so long. */
    default void exchanged(int settled, int claimed, Duration took) {}

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
