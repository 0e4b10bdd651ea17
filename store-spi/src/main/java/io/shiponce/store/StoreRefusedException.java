package io.shiponce.store;

/**
 * A store cannot be used as it is. Nothing was written. The message says what was found, what was expected and what to do.
 */
public class StoreRefusedException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why it was refused. */
    public enum Reason {
        /** No store understands the address, or it cannot be reached. */
        UNREACHABLE,
        /** The database is none that this store knows. */
        UNSUPPORTED,
        /** It would lose acknowledged commits. */
        NOT_DURABLE,
        /** Its schema is missing or of another version. */
        SCHEMA,
        /** It belongs to another installation. */
        INSTALLATION,
        /** It cannot be written to. */
        READ_ONLY
    }

    public StoreRefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public StoreRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it was refused. */
    public Reason reason() {
        return reason;
    }
}
