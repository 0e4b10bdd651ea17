package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.SendOutcome;

/** A consignment that cannot be sent as it is, found before anything was written: how its send ends. */
final class UnsendableException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SendOutcome outcome;

    private UnsendableException(String detail, SendOutcome outcome) {
        super(detail);
        this.outcome = outcome;
    }

    /** The consignment itself is wrong or lacks something (C4). The text names fields, never their values (C11). */
    static UnsendableException rejected(String detail) {
        return new UnsendableException(detail, new SendOutcome.Rejected(detail));
    }

    /** The settings lack something: the same consignment can be sent once they have it (C3). */
    static UnsendableException notYet(String detail) {
        return new UnsendableException(detail, new SendOutcome.NotSent(detail));
    }

    SendOutcome outcome() {
        return outcome;
    }
}
