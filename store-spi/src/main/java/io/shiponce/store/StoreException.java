package io.shiponce.store;

/**
 * A store could not do what was asked. Whether it did is unknown (R4): each item of the call may have been written, or not, and
 * may still turn up later.
 *
 * <p>Its message holds no personal data.
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
