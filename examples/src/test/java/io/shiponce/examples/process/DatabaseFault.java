package io.shiponce.examples.process;

/** What goes wrong on a {@link DatabaseLine}, most of it right at a commit of claims. */
enum DatabaseFault {
    /** Both ends see a reset; the commit never arrives. */
    CUT_BEFORE_COMMIT,
    /** Both ends see a reset, the database right behind the commit: nobody knows. */
    CUT_BEHIND_COMMIT,
    /** Committed; instead of the answer the engine sees a reset. */
    ANSWER_SWALLOWED,
    /** Committed; instead of the answer the engine sees an end, and could go on writing. */
    HALF_CLOSED_TO_ENGINE,
    /** The database sees an end in the middle of the transaction, and could go on writing. */
    HALF_CLOSED_TO_DATABASE,
    /** The database sees an end right behind the commit; its answer arrives, and is the last one. */
    HALF_CLOSED_BEHIND_COMMIT,
    /** Committed; the answer arrives when the engine has given up waiting for it. */
    ANSWER_LATE,
    /** The commit itself arrives when the engine has given up. */
    COMMIT_LATE,
    /** From right before a commit on nothing passes any more, and everything stays open. */
    BLACK_HOLE_BEFORE_COMMIT,
    /** The same from right behind a commit on. */
    BLACK_HOLE_BEHIND_COMMIT,
    /** Both ends see a reset at some byte of what the engine says. */
    RESET_IN_REQUEST,
    /** Both ends see a reset at some byte of what the database says. */
    RESET_IN_ANSWER,
    /** Behind the answer to a commit all connections are reset, and new ones are refused: sends go on while it is away. */
    REFUSED;

    /** Whether it strikes at a commit, and not at some byte. */
    boolean isAtCommit() {
        return this != RESET_IN_REQUEST && this != RESET_IN_ANSWER;
    }

    /** Until {@link DatabaseLine#heal}; the others strike one connection once. */
    boolean lasts() {
        return switch (this) {
            case BLACK_HOLE_BEFORE_COMMIT, BLACK_HOLE_BEHIND_COMMIT, REFUSED -> true;
            default -> false;
        };
    }
}
