package io.shiponce.testkit;

import io.shiponce.carrier.SendOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How {@link ScriptedCarrier} meets one send: whether the create reaches the carrier, and what the sender learns of it.
 *
 * <p>Immutable and safe for any thread, if {@code meanwhile} is.
 *
 * @param arrives whether the create reaches the carrier, which then does with it what its level says
 * @param meanwhile run after the carrier is done and before the sender learns anything; for latches
 * @param answer what the sender is told; null for the carrier's own answer
 * @param thrown thrown instead of any answer; null if nothing is
 */
public record Reply(
        boolean arrives,
        Runnable meanwhile,
        @Nullable SendOutcome answer,
        @Nullable Throwable thrown) {
    public Reply {
        if (!arrives && answer == null && thrown == null) {
            throw new IllegalArgumentException("a create that does not arrive has no answer of the carrier's own");
        }
    }

    private static void nothing() {}

    /** The create arrives, and the sender is told what the carrier answers. */
    public static Reply normal() {
        return new Reply(true, Reply::nothing, null, null);
    }

    /** The create is executed, and its answer is lost. */
    public static Reply executedButUnknown() {
        return told(true, new SendOutcome.Unknown("the answer was lost"));
    }

    /** The create never arrives, and the sender cannot know. */
    public static Reply lost() {
        return told(false, new SendOutcome.Unknown("the request was lost"));
    }

    /** The create is executed, and then the adapter throws this: an exception or an error. */
    public static Reply executedThenThrows(Throwable thrown) {
        return new Reply(true, Reply::nothing, null, thrown);
    }

    /** The create never arrives, and the adapter throws this. */
    public static Reply throwsBefore(Throwable thrown) {
        return new Reply(false, Reply::nothing, null, thrown);
    }

    /** The carrier refuses for good. */
    public static Reply rejected(String detail) {
        return told(false, new SendOutcome.Rejected(detail));
    }

    /** The create is executed, and the carrier gives its number later: a look-up finds it, from {@code lookupLag} on. */
    public static Reply numberFollows() {
        return told(true, new SendOutcome.NumberFollows("taken, the number follows"));
    }

    /** Certainly not sent; the carrier named no time. */
    public static Reply notSent() {
        return told(false, new SendOutcome.NotSent("not accepted, try later"));
    }

    /** Certainly not sent; the carrier asks to be left alone for so long. */
    public static Reply notSent(Duration retryAfter) {
        return told(false, new SendOutcome.NotSent("not accepted, try later", retryAfter));
    }

    /** Any answer, whether it is true or not. */
    public static Reply told(boolean executed, SendOutcome answer) {
        return new Reply(executed, Reply::nothing, answer, null);
    }

    /** The same, but for what happens before the sender learns of it. */
    public Reply meanwhile(Runnable newMeanwhile) {
        return new Reply(arrives, newMeanwhile, answer, thrown);
    }
}
