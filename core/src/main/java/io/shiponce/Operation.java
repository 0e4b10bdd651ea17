package io.shiponce;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person does through an {@link Operator}, for those who listen ({@link OperatorListener}).
 *
 * <p>Immutable and safe for any thread. The shipment is as the person saw it, not as it stands afterwards; it has no personal data.
 *
 * @param shipment to which it is done; null if it is not about one
 * @param carrier which is paused or resumed; null if it is not about one
 * @param by who; empty where nobody is asked for a name
 * @param reason why; empty where nobody is asked for one
 */
public record Operation(
        Kind kind, @Nullable Shipment shipment, @Nullable String carrier, String by, String reason) {

    /** What it is: the method of {@link Operator} of that name. New ones may come. */
    public enum Kind {
        /** {@link Operator#declareSent}. */
        DECLARE_SENT,
        /** {@link Operator#declareNotSent}. */
        DECLARE_NOT_SENT,
        /** {@link Operator#declareRefused}. */
        DECLARE_REFUSED,
        /** {@link Operator#lookUp}. */
        LOOK_UP,
        /** {@link Operator#cancel}. */
        CANCEL,
        /** {@link Operator#hold}. */
        HOLD,
        /** {@link Operator#retry}. */
        RETRY,
        /** {@link Operator#amend}. */
        AMEND,
        /** {@link Operator#reship}. */
        RESHIP,
        /** {@link Operator#pause}. */
        PAUSE,
        /** {@link Operator#resume}. */
        RESUME,
        /** {@link Operator#afterRestore}. */
        AFTER_RESTORE,
        /** {@link Operator#nothingLost}. */
        NOTHING_LOST,
        /** {@link Operator#liftQuarantine}. */
        LIFT_QUARANTINE,
        /** {@link Operator#erase(java.time.Duration)}. */
        ERASE;

        /** Whether a listener may refuse it: all but what only stops something, which nothing may keep a person from. */
        public boolean isAsked() {
            return this != PAUSE && this != AFTER_RESTORE;
        }
    }

    static Operation on(Shipment seen, Kind kind, String by, String reason) {
        return new Operation(kind, seen, null, by, reason);
    }

    static Operation of(Kind kind, String by, String reason) {
        return new Operation(kind, null, null, by, reason);
    }

    static Operation ofCarrier(String carrier, Kind kind, String by, String reason) {
        return new Operation(kind, null, carrier, by, reason);
    }
}
