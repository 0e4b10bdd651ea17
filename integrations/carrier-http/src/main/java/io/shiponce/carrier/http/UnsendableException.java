package io.shiponce.carrier.http;

import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.ValidationOutcome;

/**
 * A consignment that cannot be sent as it is, found before anything was written: how its send ends. For a dry run, {@link
 * #validation()}.
 *
 * <p>Immutable and safe for any thread.
 */
public final class UnsendableException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SendOutcome outcome;

    private UnsendableException(String detail, SendOutcome outcome) {
        super(detail);
        this.outcome = outcome;
    }

    /** The consignment itself is wrong or lacks something (C4). The text names fields, never their values (C11). */
    public static UnsendableException rejected(String detail) {
        return new UnsendableException(detail, new SendOutcome.Rejected(detail));
    }

    /** The settings lack something: the same consignment can be sent once they have it (C3). */
    public static UnsendableException notYet(String detail) {
        return new UnsendableException(detail, new SendOutcome.NotSent(detail));
    }

    /** Rejected if the consignment is to be amended, not sent if a setting is missing. */
    public SendOutcome outcome() {
        return outcome;
    }

    /** What that means for a dry run: invalid, or failed. */
    public ValidationOutcome validation() {
        String detail = String.valueOf(getMessage());
        return outcome instanceof SendOutcome.Rejected
                ? new ValidationOutcome.Invalid(detail)
                : new ValidationOutcome.Failed(detail);
    }
}
