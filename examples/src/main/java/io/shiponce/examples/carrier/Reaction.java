package io.shiponce.examples.carrier;

import java.util.List;

/**
 * What the carrier does about one request.
 *
 * <p>Immutable and safe for any thread.
 */
sealed interface Reaction {

    /** Answers; {@code headers} are whole lines beside the usual ones. */
    record Answer(int status, List<String> headers, String body) implements Reaction {
        static Answer of(int status, String body) {
            return new Answer(status, List.of(), body);
        }
    }

    /** Closes the connection without a byte of an answer. */
    record Cut() implements Reaction {}

    /** Stays silent until the client gives up. */
    record Hang() implements Reaction {}
}
