package io.shiponce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an engine can do its work, and if not, why.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param reasons why it cannot do all of it; empty if all is well
 */
public record Health(List<Problem> reasons) {
    public Health {
        reasons = List.copyOf(reasons);
    }

    /** What is wrong, for programs. The names stay as they are; new ones may come. {@code docs/operate.md} says what to do. */
    public enum Code {
        /** The store does not answer, or answers and is refused. Nothing is claimed; what was sent is kept until it does. */
        STORE_UNAVAILABLE,
        /** R14: the store was restored from a backup. This engine sends nothing more; start a new one. */
        SUPERSEDED,
        /** A person or an engine paused the carrier, for all engines, until somebody resumes it. */
        CARRIER_PAUSED,
        /** Half the carrier's slots or more are taken by sends or look-ups that did not return in time, or found no thread to begin on. */
        SENDS_STUCK,
        /** For half a minute, the carrier has taken nothing of what was offered. It is offered one shipment now and then. */
        CARRIER_NOT_TAKING,
        /** A bug, or no memory: the last turn of the coordinator failed. It goes on; what it had claimed comes in doubt. */
        COORDINATOR_FAILED,
        /** The engine was closed, or its coordinator was interrupted. */
        CLOSED
    }

    /**
     * One thing that is wrong. It has no personal data.
     *
     * @param carrier whose; null if it is not about one carrier
     * @param text for people
     */
    public record Problem(Code code, @Nullable String carrier, String text) {
        /** Not about one carrier. */
        public Problem(Code code, String text) {
            this(code, null, text);
        }
    }

    /** The reasons, for people. */
    public List<String> problems() {
        return reasons.stream().map(Problem::text).toList();
    }

    /** Whether this is among the reasons. */
    public boolean has(Code code) {
        return reasons.stream().anyMatch(problem -> problem.code() == code);
    }

    /** Whether there is no problem. */
    public boolean isGood() {
        return reasons.isEmpty();
    }
}
