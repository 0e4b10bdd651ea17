package io.shiponce.store;

import java.time.Duration;

/**
 * How one attempt ended: the evidence that a settlement carries.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Outcome {

    /** What the history says of it. */
    String detail();

    /** The kind of history entry that keeps it. */
    HistoryEntry.Kind kind();

    /** The carrier took it, and gave this number. The receipt is stored in the same commit. */
    record Accepted(String trackingNumber, Payload receipt) implements Outcome {
        public Accepted {
            Checks.text("trackingNumber", trackingNumber, 100);
        }

        @Override
        public String detail() {
            return "";
        }

        @Override
        public HistoryEntry.Kind kind() {
            return HistoryEntry.Kind.ACCEPTED;
        }
    }

    /** The carrier refused it for good. */
    record Rejected(String detail) implements Outcome {
        @Override
        public HistoryEntry.Kind kind() {
            return HistoryEntry.Kind.REJECTED;
        }
    }

    /**
     * Certainly not sent.
     *
     * @param backOff not claimed again earlier than this
     * @param hold whether the bound of attempts is reached: a person has to release it
     */
    record NotSent(String detail, Duration backOff, boolean hold) implements Outcome {
        @Override
        public HistoryEntry.Kind kind() {
            return HistoryEntry.Kind.NOT_SENT;
        }
    }

    /**
     * Nobody knows.
     *
     * @param cause {@link Doubt.Cause#UNKNOWN_ANSWER}, or {@link Doubt.Cause#RESEND_IMPOSSIBLE} where nothing was sent but an
     *     earlier attempt stays open
     */
    record Unknown(String detail, Doubt.Cause cause) implements Outcome {
        @Override
        public HistoryEntry.Kind kind() {
            return HistoryEntry.Kind.UNKNOWN;
        }
    }
}
