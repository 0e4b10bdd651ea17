package io.shiponce;

import org.jspecify.annotations.Nullable;

/**
 * What became of one order that was read: understood whole, or refused whole. Nothing is half-accepted.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface ReadResult {

    /** What it was read from, as its reader was told: usually the name of a file. */
    String source();

    /** Where in it the order is: the line on which it begins, or in a list its place, from 1 on. */
    long line();

    /** An order within all limits. */
    record Read(String source, long line, Order order) implements ReadResult {}

    /**
     * It was understood, and nothing of it is to be sent now: the shop has cancelled, refunded or fulfilled all of it, or
     * does not release it yet. It is not remembered; read again later, it may say otherwise.
     *
     * @param orderKey shop and number
     * @param reason without personal data
     */
    record NothingToShip(String source, long line, String orderKey, String reason) implements ReadResult {

        /** All of it in one line. */
        public String message() {
            return source + ":" + line + ": order " + orderKey + ": nothing to ship: " + reason;
        }
    }

    /**
     * It could not be understood, or breaks a limit. Holds no value that was read, but for the order's own name: the
     * others may be personal data.
     *
     * @param orderKey shop and number; null if they could not be read
     * @param field a path like {@code lines[2].quantity}; empty for the order as a whole
     * @param problem what was expected there
     */
    record Refused(String source, long line, @Nullable String orderKey, String field, String problem)
            implements ReadResult {

        /**
         * All of it in one line, for example {@code orders.jsonl:17: order augsburg/100001: lines[2].quantity: is
         * missing …}.
         */
        public String message() {
            String order = orderKey == null ? "" : "order " + orderKey + ": ";
            String where = field.isEmpty() ? "" : field + ": ";
            return source + ":" + line + ": " + order + where + problem;
        }
    }
}
