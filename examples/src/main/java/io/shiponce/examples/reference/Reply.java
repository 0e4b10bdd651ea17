package io.shiponce.examples.reference;

import java.util.Optional;

/**
 * How one HTTP exchange ended.
 *
 * <p>Immutable and safe for any thread.
 */
sealed interface Reply {

    /**
     * A whole answer was read.
     *
     * @param retryAfter the header's first value; empty if there is none
     * @param body as text; empty if it is not UTF-8
     */
    record Answer(int status, Optional<String> retryAfter, String body) implements Reply {}

    /**
     * No whole answer was read.
     *
     * @param cause in words that hold neither personal data nor a secret
     * @param nothingSent true if it is certain that no byte of the request was or will be written
     */
    record NoAnswer(String cause, boolean nothingSent) implements Reply {}
}
