package io.shiponce.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a carrier really did: one line for each create it executed, written before anybody is told. It is the carrier's own
 * book, independent of every store, so that a test can ask it whether a parcel left twice.
 *
 * <p>Safe for any thread. Lines are only ever added.
 */
public final class Ledger {
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<Line>> byReference = new HashMap<>();

    /**
     * One executed create.
     *
     * @param at by the carrier's clock
     */
    public record Line(String reference, String trackingNumber, Instant at) {}

    /** Writes that a create was executed. */
    public synchronized void append(String reference, String trackingNumber, Instant at) {
        Line line = new Line(reference, trackingNumber, at);
        lines.add(line);
        byReference.computeIfAbsent(reference, any -> new ArrayList<>(1)).add(line);
    }

    /** Everything executed so far, oldest first. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What was executed under one reference, oldest first. */
    public synchronized List<Line> of(String reference) {
        return List.copyOf(byReference.getOrDefault(reference, List.of()));
    }

    /** The different references under which something was executed. */
    public synchronized Set<String> references() {
        Set<String> references = new TreeSet<>();
        lines.forEach(line -> references.add(line.reference()));
        return references;
    }

    /** References executed more than once, with all their tracking numbers. Empty is the promise kept. */
    public synchronized Map<String, List<String>> duplicates() {
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        for (Line line : lines) {
            numbers.computeIfAbsent(line.reference(), reference -> new ArrayList<>())
                    .add(line.trackingNumber());
        }
        numbers.values().removeIf(executed -> executed.size() < 2);
        return numbers;
    }

    /** How many creates were executed, repeated ones included. */
    public synchronized int size() {
        return lines.size();
    }
}
