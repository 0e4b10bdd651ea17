package io.shiponce.page.view;

import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that a person did. Immutable and safe for any thread.
 *
 * @param shipment whose; null if it concerns none
 * @param words in the person's language
 * @param detail of the store's law or an engine, in English; empty if there is none
 * @param state in which the shipment is now; null if it is not known
 */
public record Told(
        Result result,
        @Nullable ShipmentId shipment,
        String words,
        String detail,
        @Nullable ShipmentState state) {

    /** How it ended. */
    public enum Result {
        /** Written, durably. */
        DONE,
        /** Somebody else was faster; nothing was written. */
        STALE,
        /** Not allowed; nothing was written. */
        REFUSED,
        /** The store did not answer: nobody knows whether it was written. */
        UNKNOWN
    }

    /** Whether it was written. */
    public boolean isDone() {
        return result == Result.DONE;
    }

    /** About no shipment. */
    public static Told of(Result result, String words) {
        return new Told(result, null, words, "", null);
    }
}
