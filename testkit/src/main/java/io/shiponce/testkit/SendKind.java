package io.shiponce.testkit;

import io.shiponce.carrier.SendOutcome;

/** The ways in which a send can end. */
enum SendKind {
    ACCEPTED,
    REJECTED,
    NOT_SENT,
    NUMBER_FOLLOWS,
    UNKNOWN;

    static SendKind of(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted) {
            return ACCEPTED;
        } else if (outcome instanceof SendOutcome.Rejected) {
            return REJECTED;
        } else if (outcome instanceof SendOutcome.NotSent) {
            return NOT_SENT;
        } else if (outcome instanceof SendOutcome.NumberFollows) {
            return NUMBER_FOLLOWS;
        } else if (outcome instanceof SendOutcome.Unknown) {
            return UNKNOWN;
        }
        throw new AssertionError(outcome);
    }
}
