package io.shiponce.examples;

/** The program's exit codes. Stateless and safe for any thread. */
public final class Exit {
    /** Done. */
    public static final int DONE = 0;

    /** Done, but something needs a person: rejected, held, in doubt, conflicts, invalid. */
    public static final int NEEDS_A_PERSON = 1;

    /** Wrong usage or input; nothing was changed, unless the message says so. */
    public static final int USAGE = 2;

    /** Refused: the store, or the machine, does not allow it. */
    public static final int REFUSED = 3;

    private Exit() {}
}
