package io.shiponce.carrier;

/**
 * Cancels at the carrier what it accepted. Implemented by adapters whose carrier offers it.
 *
 * <p>Called by many threads at once. Cancelling twice must be harmless; whatever it throws counts as {@link
 * CancelOutcome.Failed}.
 */
public interface CarrierCancellation {

    /** Asks the carrier to cancel the consignment with this number. */
    CancelOutcome cancel(TrackingNumber trackingNumber);
}
