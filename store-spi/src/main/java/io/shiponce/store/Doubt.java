package io.shiponce.store;

import java.time.Instant;

/**
 * Why and since when a shipment is in doubt.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param since by the store's clock
 * @param quietEndsAt when no sender and no request can be left, if the process that held the claim is gone
 */
public record Doubt(Cause cause, Instant since, Instant quietEndsAt) {

    /** Where a doubt comes from; only {@link #UNKNOWN_ANSWER} counts against a carrier's limit (R17). */
    public enum Cause {
        /** Its claim expired: the engine crashed, hangs or was paused. */
        CLAIM_EXPIRED,
        /** The carrier's answer was lost or could not be understood. */
        UNKNOWN_ANSWER,
        /** The carrier refused it while an earlier attempt may have been executed (R6). */
        REFUSED_WHILE_EXPOSED,
        /** It may not be sent again: the account changed, or the key is too old (R9, R10). */
        RESEND_IMPOSSIBLE,
        /** It was to be cancelled, and an earlier attempt may have been executed (R13). */
        CANCEL_WHILE_EXPOSED,
        /** A restored backup may have forgotten that it was sent (R14). */
        RESTORED,
        /**
         * The carrier took it and gives its number later. Replaces every other cause and is replaced by none: whatever else is
         * reported, the carrier has said yes, so it is never sent again.
         */
        NUMBER_FOLLOWS
    }
}
