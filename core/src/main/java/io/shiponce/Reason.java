package io.shiponce;

import io.shiponce.internal.Limits;

/**
 * Why a shipment is as it is: one decision, in words for people. "Why two parcels?" is answered by the reasons of both.
 *
 * <p>Immutable and safe for any thread. It holds no personal data: whoever writes a rule keeps it so.
 *
 * @param text from 1 to 500 characters, for example {@code weight limit 31.5 kg: 2 of 3}
 * @param flagged somebody should look at it: a rule could not be kept
 */
public record Reason(String text, boolean flagged) {
    private static final int MAX_LENGTH = 500;

    public Reason {
        Limits.check("a reason", Limits.nonBlank(text, MAX_LENGTH));
    }

    /** A decision as it should be. */
    public static Reason of(String text) {
        return new Reason(text, false);
    }

    /** A rule that could not be kept. */
    public static Reason flagged(String text) {
        return new Reason(text, true);
    }

    @Override
    public String toString() {
        return text;
    }
}
