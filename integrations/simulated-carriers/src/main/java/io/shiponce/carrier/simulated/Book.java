package io.shiponce.carrier.simulated;

import io.shiponce.carrier.simulated.LedgerLine.Verb;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Everything this carrier ever executed. Each verb is one step: of two concurrent creates with one reference, the second
 * sees the first. What it returns stands in the ledger already.
 *
 * <p>Safe for any thread. Opened on an existing ledger it remembers all of it.
 */
final class Book implements AutoCloseable {
    private final int level;
    private final LongFunction<String> numbers;
    private final LedgerFile file;
    private final Map<String, List<LedgerLine>> created = new HashMap<>();
    private final Map<String, LedgerLine> byTrackingNumber = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();

    private Book(int level, LongFunction<String> numbers, LedgerFile file) {
        this.level = level;
        this.numbers = numbers;
        this.file = file;
    }

    /** What became of a create; {@code line} is the one made by it, or for a repeat the first of its reference. */
    record Booking(Kind kind, LedgerLine line) {
        enum Kind {
            EXECUTED,
            /** Level 3: executed before, and answered like then. */
            REPEATED,
            /** Level 2: executed before, and refused for it. */
            TAKEN
        }
    }

    /** What became of a cancel. */
    enum Cancellation {
        CANCELLED,
        CANCELLED_BEFORE,
        /** Nothing was ever executed under this number. */
        UNKNOWN
    }

    /** A consignment as a look-up shows it. */
    record Held(LedgerLine line, boolean cancelled) {}

    /** {@code numbers} gives the n-th consignment its tracking number, from 1. */
    static Book open(Path path, int level, LongFunction<String> numbers) throws IOException {
        LedgerFile.Opened opened = LedgerFile.open(path);
        Book book = new Book(level, numbers, opened.file());
        opened.lines().forEach(book::remember);
        return book;
    }

    synchronized Booking create(String reference) throws IOException {
        List<LedgerLine> before = created.getOrDefault(reference, List.of());
        if (!before.isEmpty() && level >= 2) {
            return new Booking(level == 2 ? Booking.Kind.TAKEN : Booking.Kind.REPEATED, before.get(0));
        }
        String trackingNumber = numbers.apply(byTrackingNumber.size() + 1L);
        LedgerLine line = new LedgerLine(Verb.CREATE, reference, trackingNumber, Instant.now());
        file.append(line);
        remember(line);
        return new Booking(Booking.Kind.EXECUTED, line);
    }

    synchronized List<Held> find(String reference) {
        return created.getOrDefault(reference, List.of()).stream()
                .map(this::held)
                .toList();
    }

    synchronized Optional<Held> numbered(String trackingNumber) {
        return Optional.ofNullable(byTrackingNumber.get(trackingNumber)).map(this::held);
    }

    private Held held(LedgerLine line) {
        return new Held(line, cancelled.contains(line.trackingNumber()));
    }

    /** Cancelling twice is one cancel. */
    synchronized Cancellation cancel(String trackingNumber) throws IOException {
        LedgerLine line = byTrackingNumber.get(trackingNumber);
        if (line == null) {
            return Cancellation.UNKNOWN;
        }
        if (cancelled.contains(trackingNumber)) {
            return Cancellation.CANCELLED_BEFORE;
        }
        LedgerLine cancel = new LedgerLine(Verb.CANCEL, line.reference(), trackingNumber, Instant.now());
        file.append(cancel);
        remember(cancel);
        return Cancellation.CANCELLED;
    }

    private void remember(LedgerLine line) {
        switch (line.verb()) {
            case CREATE -> {
                created.computeIfAbsent(line.reference(), reference -> new ArrayList<>(1))
                        .add(line);
                byTrackingNumber.put(line.trackingNumber(), line);
            }
            case CANCEL -> cancelled.add(line.trackingNumber());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
