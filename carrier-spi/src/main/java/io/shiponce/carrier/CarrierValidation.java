package io.shiponce.carrier;

/**
 * Asks the carrier whether it would take a consignment, without sending it: a dry run. Implemented by adapters whose carrier
 * documents one in which nothing is created; an adapter that cannot be certain of that does not implement it.
 *
 * <p>Called by many threads at once, outside of any claim: it proves nothing about sends, and settles none. Whatever it throws
 * counts as {@link ValidationOutcome.Failed}. It leaves nothing at the carrier, whenever it is cut off.
 */
public interface CarrierValidation {

    /**
     * Asks. The request is the one that a send would make, but for what tells the carrier that it is a dry run. Returns within
     * the adapter's own timeout.
     *
     * @param reference as it would be sent, 8 to 35 characters of {@code A-Z 0-9 -}
     */
    ValidationOutcome validate(Consignment consignment, String reference);
}
