package io.shiponce.internal;

import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one claimed shipment, once. Runs on a sender's thread and touches nothing but its flight; what it returns is evidence, and
 * the coordinator settles it.
 */
final class Sender {
    /** What is asked of a carrier once a day costs nothing, and a time without an end would keep it from being served. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final BooleanSupplier superseded;

    Sender(BooleanSupplier superseded) {
        this.superseded = superseded;
    }

    /**
     * What came of it.
     *
     * @param asked whether the adapter was: only then does the outcome say something about the carrier
     * @param hopeless whether another attempt would end the same
     */
    record Result(SendOutcome outcome, boolean asked, boolean hopeless) {}

    /**
     * The whole send. All that forbids it is checked first, the fence last (R3); whatever is thrown from then on is unknown (R1),
     * since the request may have arrived before the failure did.
     */
    Result send(Flight flight) {
        Consignment consignment;
        try {
            if (superseded.getAsBoolean()) {
                return back("the store was restored from a backup: this engine sends nothing more", false);
            }
            consignment = ConsignmentCodec.decode(flight.shipment(), flight.stored.payload());
        } catch (UnreadableException e) {
            // Another attempt of this version would end the same: it waits for a person, and does not come back by
            // itself.
            return back(e.getMessage() + "; then release it (retry)", true);
        } catch (Throwable e) {
            // The carrier was asked nothing yet. What the machine lacks now it may have later.
            return back("what is stored cannot be sent: " + Words.of(e), e instanceof RuntimeException);
        }
        if (!flight.allowsSend()) {
            return back("too little of the claim was left for a whole send", false);
        }
        try {
            return answer(whole(flight.lane.adapter().send(consignment, flight)));
        } catch (Throwable e) {
            return answer(new SendOutcome.Unknown("the adapter threw " + Words.of(e)));
        }
    }

    /** Given back: nothing was sent. */
    static Result back(String detail, boolean hopeless) {
        return new Result(new SendOutcome.NotSent(detail), false, hopeless);
    }

    private static Result answer(SendOutcome outcome) {
        return new Result(outcome, true, false);
    }

    /**
     * The same in a form that can be recorded, whatever the adapter left out of it: one answer that no store can take would keep those of
     * all other sends from being recorded (R5). A yes without a number is unknown.
     */
    private static SendOutcome whole(@Nullable SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            return hasNumber(accepted.receipt())
                    ? accepted
                    : new SendOutcome.Unknown("the adapter said yes without a tracking number");
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            return new SendOutcome.Rejected(orEmpty(rejected.detail()));
        } else if (outcome instanceof SendOutcome.NotSent notSent) {
            return new SendOutcome.NotSent(orEmpty(notSent.detail()), bounded(notSent.retryAfter()));
        } else if (outcome instanceof SendOutcome.NumberFollows follows) {
            return new SendOutcome.NumberFollows(orEmpty(follows.detail()));
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            return new SendOutcome.Unknown(orEmpty(unknown.detail()));
        }
        return new SendOutcome.Unknown("the adapter returned null");
    }

    private static boolean hasNumber(@Nullable Receipt receipt) {
        return receipt != null && !isMissing(receipt.trackingNumber());
    }

    private static boolean isMissing(@Nullable TrackingNumber number) {
        return number == null;
    }

    private static String orEmpty(@Nullable String detail) {
        return Objects.requireNonNullElse(detail, "");
    }

    private static @Nullable Duration bounded(@Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return null;
        } else if (retryAfter.isNegative()) {
            return Duration.ZERO;
        }
        return retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
    }
}
