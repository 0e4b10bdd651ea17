package io.shiponce.examples.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the carrier executed, read from its ledger without the program's own code: one line is {@code VERB TAB reference TAB
 * trackingNumber TAB time}, and only a line with an end was ever answered. Immutable.
 */
record Executions(List<Create> creates) {

    /** One parcel on its way. */
    record Create(String reference, String trackingNumber, Instant time) {}

    static Executions read(Path ledger) throws IOException {
        if (!Files.exists(ledger)) {
            return new Executions(List.of());
        }
        String text = Files.readString(ledger, StandardCharsets.UTF_8);
        List<Create> creates = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            String[] columns = line.split("\t", -1);
            if (columns[0].equals("CREATE")) {
                creates.add(new Create(columns[1], columns[2], Instant.parse(columns[3])));
            }
        }
        return new Executions(creates);
    }

    int count() {
        return creates.size();
    }

    /** The tracking numbers under which each reference was executed. */
    Map<String, List<String>> byReference() {
        return creates.stream()
                .collect(Collectors.groupingBy(
                        Create::reference,
                        LinkedHashMap::new,
                        Collectors.mapping(Create::trackingNumber, Collectors.toList())));
    }

    /** References that were executed more than once: goods that left twice. */
    Set<String> duplicates() {
        return byReference().entrySet().stream()
                .filter(executed -> executed.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The longest time within these bounds in which nothing was executed. */
    Duration longestGap(Instant from, Instant to) {
        Duration longest = Duration.ZERO;
        Instant last = from;
        for (Create create : creates) {
            Instant time = create.time();
            if (time.isAfter(from) && !time.isAfter(to)) {
                longest = longer(longest, Duration.between(last, time));
                last = time;
            }
        }
        return longer(longest, Duration.between(last, to));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
