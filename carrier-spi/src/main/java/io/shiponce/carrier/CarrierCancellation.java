package io.shiponce.carrier;

/**
 * Cancels at the carrier what it accepted. Implemented by adapters whose carrier offers it.
 *
 * <p>Called by many threads at once, those of the people who cancel. Cancelling twice must be harmless: after a crash, or a {@link
 * CancelOutcome.Failed}, it may be asked again. Exceptions count as {@link CancelOutcome.Failed}.
 */
public interface CarrierCancellation {

    /** Asks the carrier to cancel the consignment with this number. Returns within the adapter's own timeout: a person waits for it. */
    CancelOutcome cancel(TrackingNumber trackingNumber);
}
