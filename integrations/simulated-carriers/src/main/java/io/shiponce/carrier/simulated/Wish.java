package io.shiponce.carrier.simulated;

import io.shiponce.carrier.simulated.Reaction.Answer;
import java.util.List;
import java.util.function.Function;

/**
 * What one request asks the carrier for, and how it is answered if nothing goes wrong.
 *
 * <p>Immutable and safe for any thread.
 */
sealed interface Wish {

    /** To execute a create for each of these references, in this order; at least one. */
    record Create(List<String> references, Function<List<Book.Booking>, Answer> answer) implements Wish {
        public Create {
            references = List.copyOf(references);
            if (references.isEmpty()) {
                throw new IllegalArgumentException("references must not be empty");
            }
        }
    }

    /**
     * To say what was executed.
     *
     * @param subject what is asked for, by which chance tells one look-up from another
     * @param lagging the answer of a carrier whose search does not know of it yet
     */
    record Find(String subject, Function<Book, Answer> answer, Answer lagging) implements Wish {}

    /** To cancel what has this tracking number. */
    record Cancel(String trackingNumber, Function<Book.Cancellation, Answer> answer) implements Wish {}

    /** Nothing more: the answer is certain, at once. */
    record Settled(Answer answer) implements Wish {}
}
