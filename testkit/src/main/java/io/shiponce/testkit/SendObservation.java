package io.shiponce.testkit;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.TrackingNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one send in one situation, and which rule it breaks.
 *
 * @param reused whether an accepted send went before it, so that a connection could be used again
 * @param posts how many create requests the endpoint began to read because of it
 * @param inTime false if it did not return within the permit's timeout and a margin
 * @param end what it returned or threw, even if it did so too late
 */
record SendObservation(
        SendSituation situation,
        boolean reused,
        TrackingNumber number,
        int posts,
        boolean inTime,
        BoundedCall.End<SendOutcome> end) {

    /** A broken rule, and what was seen. */
    record Violation(String rule, String text) {}

    /** The situation in words. */
    String where() {
        return situation.name() + ", on a " + (reused ? "used" : "fresh") + " connection";
    }

    @Nullable
    SendOutcome outcome() {
        return end.value();
    }

    @Nullable
    Throwable thrown() {
        return end.thrown();
    }

    /** What is wrong with how it ended: at most one of C2, C3, C4 and C12. */
    Optional<Violation> wrongEnd() {
        SendOutcome outcome = outcome();
        if (outcome == null) {
            return end.ended()
                    ? violation("C2", thrown() == null ? "returned null" : "threw " + thrown())
                    : Optional.empty();
        }
        SendKind kind = SendKind.of(outcome);
        if (situation.allows(kind)) {
            return outcome instanceof SendOutcome.Accepted accepted
                            && !accepted.receipt().trackingNumber().equals(number)
                    ? violation("C2", "accepted under another number: " + outcome)
                    : Optional.empty();
        }
        return switch (kind) {
            case ACCEPTED -> violation("C2", "taken for an acceptance: " + outcome);
            case NOT_SENT -> nothingWasWritten() ? Optional.empty() : violation("C3", "taken for not sent: " + outcome);
            case REJECTED ->
                nothingWasWritten() ? Optional.empty() : violation("C4", "taken for a refusal: " + outcome);
            case NUMBER_FOLLOWS -> violation("C12", "taken for a yes whose number follows: " + outcome);
            case UNKNOWN -> violation(ruleOfCertainEnd(), "not recognised: " + outcome);
        };
    }

    /** Before anything was written an adapter may decline by itself, but for what it must be able to send. */
    private boolean nothingWasWritten() {
        return posts == 0 && situation.allows(SendKind.UNKNOWN);
    }

    private String ruleOfCertainEnd() {
        if (situation.allows(SendKind.REJECTED)) {
            return "C4";
        }
        if (situation.allows(SendKind.NUMBER_FOLLOWS)) {
            return "C12";
        }
        return situation.allows(SendKind.NOT_SENT) ? "C3" : "C2";
    }

    private Optional<Violation> violation(String rule, String text) {
        return Optional.of(new Violation(rule, where() + ": " + text));
    }
}
