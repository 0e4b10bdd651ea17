package io.shiponce.testkit;

import io.shiponce.carrier.TrackingNumber;
import java.util.Set;

/**
 * Something that can happen to a send.
 *
 * @param name for messages
 * @param allowed how a send may end in it
 * @param silent true if the endpoint never comes to an end by itself
 */
record SendSituation(String name, Way way, Set<SendKind> allowed, boolean silent, Carrier carrier) {

    /** What the endpoint does with the create request. */
    @FunctionalInterface
    interface Carrier {
        ScriptedReaction to(ScriptedRequest request, String reference, TrackingNumber number);
    }

    /** How the situation is set up. */
    enum Way {
        /** The endpoint reacts to the whole request. */
        ORDINARY,
        /** The same, on fresh connections only: an answer that ends the exchange in order leaves no trace of the connection. */
        ONCE,
        /** The endpoint reacts to the request's first line. */
        AT_FIRST_LINE,
        /** The sender is interrupted when the request has arrived. */
        INTERRUPTED,
        /** The connection of the send before was half closed; on another one the create is accepted. */
        AFTER_HALF_CLOSE,
        /** Nobody listens. */
        REFUSED_CONNECTION
    }

    boolean allows(SendKind kind) {
        return allowed.contains(kind);
    }

    /** Whether it can happen on a connection that was used before, or only there. */
    boolean happensOn(boolean reused) {
        return switch (way) {
            case ORDINARY, AT_FIRST_LINE, INTERRUPTED -> true;
            case AFTER_HALF_CLOSE -> reused;
            case ONCE, REFUSED_CONNECTION -> !reused;
        };
    }
}
