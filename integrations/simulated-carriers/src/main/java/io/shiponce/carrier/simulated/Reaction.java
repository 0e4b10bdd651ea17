package io.shiponce.carrier.simulated;

import java.util.List;

/**
 * What the carrier does about one request.
 *
 * <p>Immutable and safe for any thread.
 */
sealed interface Reaction {

    /** Answers; {@code headers} are whole lines beside the usual ones. */
    record Answer(int status, String mediaType, List<String> headers, String body) implements Reaction {
        public Answer {
            headers = List.copyOf(headers);
        }

        static Answer json(int status, String body) {
            return new Answer(status, "application/json", List.of(), body);
        }

        Answer with(List<String> newHeaders) {
            return new Answer(status, mediaType, newHeaders, body);
        }

        Answer withBody(String newBody) {
            return new Answer(status, mediaType, headers, newBody);
        }
    }

    /** Closes the connection without a byte of an answer. */
    record Cut() implements Reaction {}

    /** Stays silent until the client gives up. */
    record Hang() implements Reaction {}
}
