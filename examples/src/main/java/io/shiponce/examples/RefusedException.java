package io.shiponce.examples;

/** Something outside of the program does not allow to go on; the message says what, and what was expected. Ends with exit code 3. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is shown to the person as it is. */
    public RefusedException(String message) {
        super(message);
    }

    /** The message is shown to the person as it is; the cause on request. */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
