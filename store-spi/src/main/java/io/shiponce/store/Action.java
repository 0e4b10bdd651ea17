package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;

/**
 * What reconcilers and operators ask for. {@link ShipmentLaw#act} judges it, on the version of the row that they saw (R13).
 *
 * <p>Immutable and safe for any thread. Reasons and details are at most 500 characters and hold no personal data.
 */
public sealed interface Action {

    /** The text for the history. */
    String detail();

    /** The carrier holds exactly one live match under the reference, made not before the first claim. */
    record Found(String trackingNumber, Payload receipt, String detail) implements Action {
        public Found {
            Checks.text("trackingNumber", trackingNumber, 100);
        }
    }

    /** A look-up proved nothing (R8): history only, and the next one is due later. */
    record LookedUp(String detail, Duration backOff) implements Action {}

    /**
     * Levels 2 and 3: send again under the same reference, after the quiet time.
     *
     * @param observedAt when the look-up that found nothing was begun, by the store's clock, or earlier
     * @param present what the carrier offers now
     */
    record SendAgain(Instant observedAt, RecoveryTerms present, String detail) implements Action {}

    /** A person says that the carrier has it, under this number. */
    record DeclareSent(String trackingNumber, String detail) implements Action {
        public DeclareSent {
            Checks.text("trackingNumber", trackingNumber, 100);
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** A person says that the carrier does not have it and that its sender is gone. */
    record DeclareNotSent(String detail) implements Action {
        public DeclareNotSent {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /**
     * A person says that the carrier, which had taken it and was to give its number later, has refused it since. Only for a doubt of
     * that cause, after the quiet time.
     */
    record DeclareRefused(String detail) implements Action {
        public DeclareRefused {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** A person does not want it sent. */
    record Cancel(String detail) implements Action {
        public Cancel {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** A person keeps it back for now. */
    record Hold(String detail) implements Action {
        public Hold {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** A person releases it: its attempts count anew and its back-off ends. */
    record Retry(String detail) implements Action {
        public Retry {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** A person amends what the carrier refused: new revision, new reference (R7). */
    record Amend(String reference, String key, String fingerprint, Payload payload, String detail) implements Action {
        public Amend {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** A person wants the goods of a finished shipment to leave once more, as a new, linked shipment. */
    record Reship(NewShipment shipment, String detail) implements Action {
        public Reship {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** R14: a restored backup may have forgotten that this was sent. */
    record AfterRestore(Duration quiet, String detail) implements Action {
        public AfterRestore {
            Checks.text("reason", detail, HistoryEntry.MAX_DETAIL);
        }
    }

    /** What the carrier said to a cancellation there: history only, and no longer wanted once it did. */
    record CarrierCancelled(boolean done, String detail) implements Action {}
}
