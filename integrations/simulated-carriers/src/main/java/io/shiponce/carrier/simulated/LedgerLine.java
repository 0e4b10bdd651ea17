package io.shiponce.carrier.simulated;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of the ledger: {@code VERB TAB reference TAB trackingNumber TAB ISO time}. A line with {@code CREATE} is one parcel
 * on its way, so {@code grep -c ^CREATE} counts them.
 *
 * <p>Immutable and safe for any thread.
 */
record LedgerLine(Verb verb, String reference, String trackingNumber, Instant time) {

    /** What the carrier did. */
    enum Verb {
        CREATE,
        CANCEL
    }

    String written() {
        return verb + "\t" + reference + "\t" + trackingNumber + "\t" + time + "\n";
    }

    /** Whether a line could begin so; an empty text is the beginning of all. */
    static boolean mayBegin(String text) {
        return Arrays.stream(Verb.values())
                .map(verb -> verb + "\t")
                .anyMatch(start -> text.startsWith(start) || start.startsWith(text));
    }

    /** Reads a line without its end; empty if it is not one that {@link #written()} makes. */
    static Optional<LedgerLine> read(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 4 || columns[1].isEmpty() || columns[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LedgerLine(Verb.valueOf(columns[0]), columns[1], columns[2], Instant.parse(columns[3])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
