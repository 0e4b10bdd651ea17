package io.shiponce.internal;

/**
 * Something stored cannot be read by this version: what it is, and why. Its message holds no value of what is stored, so that it may
 * stand in histories and logs.
 */
public final class UnreadableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }

    /** Of the {@link Refusal}'s words, which hold no values. */
    UnreadableException(String what, Refusal refusal) {
        super("the stored " + what + " cannot be read: " + refusal.getMessage(), refusal);
    }
}
