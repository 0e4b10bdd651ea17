package io.shiponce.carrier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a send ended, as far as the adapter can be certain. When in doubt: {@link Unknown}.
 *
 * <p>Immutable and safe for any thread. Details go to the shipment's history: no personal data, no secrets (C11); the
 * engine keeps their first 500 characters.
 */
public sealed interface SendOutcome {

    /** The carrier took the consignment: a 2xx that could be read, with the number in it. */
    record Accepted(Receipt receipt) implements SendOutcome {}

    /**
     * The carrier refused for good, in a documented way (C4): nothing was executed under this request, and the same request
     * would be refused again.
     */
    record Rejected(String detail) implements SendOutcome {}

    /**
     * Certainly nothing happened, and it may be tried again later (C3).
     *
     * @param retryAfter how long the carrier asked to be left alone; null if it did not say; more
     *     than a day counts as a day
     */
    record NotSent(String detail, @Nullable Duration retryAfter) implements SendOutcome {
        /** Not sent, and the carrier named no time. */
        public NotSent(String detail) {
            this(detail, null);
        }
    }

    /**
     * The carrier took the consignment, in a documented way, and gives its number later (C12). The shipment is never sent again
     * and stays in doubt, to be looked up until the number is there; so only an adapter that can look up answers this. From
     * any other it is taken for {@link Unknown}.
     */
    record NumberFollows(String detail) implements SendOutcome {}

    /** Everything else: the request may have been executed (C2). */
    record Unknown(String detail) implements SendOutcome {}
}
