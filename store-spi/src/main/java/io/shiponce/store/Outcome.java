package io.shiponce.store;

import java.time.Duration;
import java.util.Optional;

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

    /**
     * S6: the evidence that was kept for a shipment which the store did not know, as it counts now that it has come; empty
     * for a no, which frees nothing that is not claimed, and for what is no evidence. Its receipt was kept at once.
     */
    static Optional<Outcome> kept(HistoryEntry entry) {
        String number = entry.trackingNumber();
        if (entry.kind() == HistoryEntry.Kind.ACCEPTED && number != null) {
            return Optional.of(new Accepted(number, Payload.EMPTY));
        } else if (entry.kind() == HistoryEntry.Kind.NUMBER_FOLLOWS) {
            return Optional.of(new Unknown(entry.detail(), Doubt.Cause.NUMBER_FOLLOWS));
        } else if (entry.kind() == HistoryEntry.Kind.UNKNOWN) {
            return Optional.of(new Unknown(entry.detail(), Doubt.Cause.UNKNOWN_ANSWER));
        }
        return Optional.empty();
    }

    /**
     * The carrier took it, and gave this number. The receipt is stored in the same commit.
     *
     * @param detail what of the carrier's answer the receipt does not hold; empty if nothing is missing
     */
    record Accepted(String trackingNumber, Payload receipt, String detail) implements Outcome {
        public Accepted {
            Checks.text("trackingNumber", trackingNumber, 100);
        }

        /** With a receipt that lacks nothing. */
        public Accepted(String trackingNumber, Payload receipt) {
            this(trackingNumber, receipt, "");
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
     * @param hold whether a person has to release it, for the reason that {@code detail} says
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
     * @param cause {@link Doubt.Cause#UNKNOWN_ANSWER}; {@link Doubt.Cause#NUMBER_FOLLOWS} where the carrier took it and only its
     *     number is not known; {@link Doubt.Cause#RESEND_IMPOSSIBLE} where nothing was sent but an earlier attempt stays open
     */
    record Unknown(String detail, Doubt.Cause cause) implements Outcome {
        /** Whether the carrier said yes, and all that is unknown is the number. */
        public boolean numberFollows() {
            return cause == Doubt.Cause.NUMBER_FOLLOWS;
        }

        @Override
        public HistoryEntry.Kind kind() {
            return numberFollows() ? HistoryEntry.Kind.NUMBER_FOLLOWS : HistoryEntry.Kind.UNKNOWN;
        }
    }
}
