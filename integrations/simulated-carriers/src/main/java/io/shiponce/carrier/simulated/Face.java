package io.shiponce.carrier.simulated;

import io.shiponce.carrier.simulated.Reaction.Answer;
import java.util.List;

/**
 * A carrier's HTTP interface: it reads what a request asks for, and words the answer. What is executed, when, and what goes
 * wrong is the {@link Desk}'s, the same for every face. A new carrier is one class of this kind and one constant in {@link
 * CarrierApi}.
 *
 * <p>Safe for any thread.
 */
interface Face {

    /** What the request asks for, checked as strictly as the carrier checks; executes nothing. */
    Wish read(Request request);

    /** The tracking number of the {@code count}-th consignment of a ledger, from 1: each another one. */
    String trackingNumber(long count);

    /**
     * How this carrier words trouble.
     *
     * @param headers to go with the answer, whole lines
     */
    Answer trouble(Trouble trouble, List<String> headers);

    /** The answer to a request that is no proper HTTP, or too large. */
    Answer unreadable(int status, String title);

    /** What a carrier can have trouble with, as far as it still answers. */
    enum Trouble {
        /** It broke down: 500. */
        ERROR,
        /** It is overloaded: 503. */
        BUSY,
        /** It was asked too often: 429. */
        TOO_MANY,
        /** It refuses for good what it was asked. */
        REFUSED,
        /** It says that there is a conflict: 409. */
        CONFLICT,
        /** It says that all went well, and leaves out the tracking number. */
        HOLLOW
    }
}
