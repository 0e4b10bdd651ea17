package io.shiponce.internal;

import io.shiponce.store.HistoryEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which transitions the simulation reached, and after which faults. Not for threads. */
public final class Coverage {
    /** What went wrong last before a transition, in one schedule. */
    enum Fault {
        NONE,
        CRASH,
        STORE_FAILED_BEFORE,
        STORE_FAILED_AFTER,
        REQUEST_LOST,
        ANSWER_LOST,
        PAUSED_BEFORE_THE_WRITE,
        PAUSED_AFTER_THE_WRITE,
        CLOCK_JUMPED,
        RESTORED
    }

    private final Map<String, Map<Fault, Long>> reached = new TreeMap<>();
    private final Set<HistoryEntry.Kind> kinds = EnumSet.noneOf(HistoryEntry.Kind.class);
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final long startedAtNanos = System.nanoTime();
    private long schedules;
    private long executed;
    private long duplicates;

    void schedule() {
        schedules++;
    }

    /** At the end of a schedule: how often the carrier executed one shipment. */
    void executed(int times) {
        executed += times;
        duplicates += Math.max(0, times - 1);
    }

    void reached(HistoryEntry entry, Fault after) {
        kinds.add(entry.kind());
        faults.add(after);
        reached.computeIfAbsent(
                        entry.kind() + " " + entry.from() + " -> " + entry.to(), key -> new EnumMap<>(Fault.class))
                .merge(after, 1L, Long::sum);
    }

    /** The kinds of transitions that no schedule reached, though they can be. */
    Set<HistoryEntry.Kind> kindsMissed() {
        Set<HistoryEntry.Kind> missed = EnumSet.complementOf(EnumSet.copyOf(kinds));
        // The simulated carrier is never asked to cancel, nobody ships again on purpose, and nobody holds by hand.
        missed.removeAll(
                EnumSet.of(HistoryEntry.Kind.CARRIER_CANCEL, HistoryEntry.Kind.RESHIPPED, HistoryEntry.Kind.HELD));
        return missed;
    }

    Set<Fault> faultsMissed() {
        return EnumSet.complementOf(EnumSet.copyOf(faults));
    }

    /** Says what was reached, now and at the end of the build. */
    public void report(String name) throws IOException {
        String line = name + ": " + summary();
        System.out.println(line);
        Path directory = Files.createDirectories(Path.of("target", "summary"));
        Files.writeString(directory.resolve(name.replaceAll("[^A-Za-z]+", "-") + ".txt"), line + "\n");
    }

    /** How many of the transitions were reached after each of the faults. */
    private String summary() {
        double seconds = (System.nanoTime() - startedAtNanos) / 1e9;
        long cells = reached.values().stream().mapToLong(Map::size).sum();
        return String.format(
                "%,d schedules in %.1f s (%.0f/s), %d transitions, %d of %d transitions x faults,"
                        + " %,d executed, %d duplicates",
                schedules,
                seconds,
                schedules / seconds,
                reached.size(),
                cells,
                (long) reached.size() * Fault.values().length,
                executed,
                duplicates);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        reached.forEach((transition, after) ->
                table.append(transition).append(": ").append(after).append('\n'));
        return table.toString();
    }
}
