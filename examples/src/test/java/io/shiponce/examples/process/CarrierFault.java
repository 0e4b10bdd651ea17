package io.shiponce.examples.process;

/** What goes wrong with one request on a {@link CarrierLine}. */
public enum CarrierFault {
    /** Both ends see a reset before anything is passed on. */
    RESET_AT_ONCE(false),
    /** Both ends see a reset when half of the request's head has passed. */
    CUT_IN_REQUEST_HEAD(false),
    /** Both ends see a reset when half of the request's body has passed. */
    CUT_IN_REQUEST_BODY(false),
    /** The carrier sees an end when half of the request's body has passed. */
    HALF_CLOSED_IN_REQUEST(false),
    /** The request is read and forgotten, and everything stays open. */
    REQUEST_SWALLOWED(false),
    /** The request arrives when the one who sent it has given up. */
    REQUEST_LATE(true),
    /** The carrier sees an end right behind the request; its answer passes. */
    HALF_CLOSED_BEHIND_REQUEST(true),
    /** Both ends see a reset instead of the answer. */
    CUT_BEFORE_ANSWER(true),
    /** The one who asked sees an end instead of the answer. */
    HALF_CLOSED_BEFORE_ANSWER(true),
    /** The answer arrives when the one who asked has given up. */
    ANSWER_LATE(true),
    /** Both ends see a reset when half of the answer's head has passed. */
    CUT_IN_ANSWER_HEAD(true),
    /** Both ends see a reset when half of the answer's body has passed. */
    CUT_IN_ANSWER_BODY(true),
    /** The one who asked sees an end when half of the answer's body has passed. */
    HALF_CLOSED_IN_ANSWER(true),
    /** Both ends see a reset right behind the answer. */
    CUT_BEHIND_ANSWER(true);

    private final boolean arrives;

    CarrierFault(boolean arrives) {
        this.arrives = arrives;
    }

    /** Whether the carrier gets the whole request, and executes it. */
    public boolean arrives() {
        return arrives;
    }

    /** Whether it lasts until the one who asked gives up. */
    public boolean outlastsPatience() {
        return this == REQUEST_SWALLOWED || this == REQUEST_LATE || this == ANSWER_LATE;
    }
}
