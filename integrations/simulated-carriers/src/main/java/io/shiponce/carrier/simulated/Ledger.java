package io.shiponce.carrier.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a simulated carrier executed, as its ledger file had it at one moment: the judge of a run.
 *
 * <p>Immutable and safe for any thread. Reading does not disturb a carrier that is writing. A last line without an end was
 * never answered (the end is written with it, before the answer) and does not count.
 */
public final class Ledger {
    private final int creates;
    private final Map<String, List<String>> executed;
    private final Set<String> cancelled;

    private Ledger(List<LedgerLine> lines) {
        Map<String, List<String>> numbers = new HashMap<>();
        Set<String> cancels = new HashSet<>();
        for (LedgerLine line : lines) {
            switch (line.verb()) {
                case CREATE ->
                    numbers.computeIfAbsent(line.reference(), reference -> new ArrayList<>(1))
                            .add(line.trackingNumber());
                case CANCEL -> cancels.add(line.trackingNumber());
            }
        }
        creates = numbers.values().stream().mapToInt(List::size).sum();
        executed = Collections.unmodifiableMap(numbers);
        cancelled = Set.copyOf(cancels);
    }

    /**
     * Reads the whole file; one that does not exist is empty.
     *
     * @throws UncheckedIOException if it cannot be read, or holds a line that no carrier wrote (the message has its number)
     */
    public static Ledger read(Path file) {
        try {
            return new Ledger(Files.exists(file) ? linesOf(file) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many creates were executed, repeats included. */
    public int creates() {
        return creates;
    }

    /** Every reference for which at least one create was executed. */
    public Set<String> distinctReferences() {
        return executed.keySet();
    }

    /** Every reference for which more than one create was executed; cancelling one of them does not undo that. */
    public Set<String> duplicates() {
        return executed.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tracking numbers under which creates for this reference were executed, in their order; none if there were none. */
    public List<String> trackingNumbers(String reference) {
        return List.copyOf(executed.getOrDefault(reference, List.of()));
    }

    /** Every tracking number that was cancelled. */
    public Set<String> cancelled() {
        return cancelled;
    }

    /** The complete lines; an unfinished last one is left out. */
    static List<LedgerLine> linesOf(Path file) throws IOException {
        String text = text(file);
        List<LedgerLine> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            int number = lines.size() + 1;
            lines.add(LedgerLine.read(text.substring(start, end))
                    .orElseThrow(() -> new IOException("line " + number + " of " + file
                            + " is not a ledger line: expected CREATE or CANCEL, reference, tracking number and time,"
                            + " separated by tabs")));
            start = end + 1;
        }
        return lines;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not a ledger: it holds bytes that are not UTF-8", e);
        }
    }
}
