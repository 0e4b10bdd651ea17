package io.shiponce.examples.power;

import java.util.List;

/**
 * What a process did to its disk and what it told the world meanwhile, in one order: that of the lines of a trace. Immutable once it
 * is read.
 *
 * @param begin the line of the first change
 * @param end the last line
 */
record Recording(DiskLog disk, List<Told> told, long begin, long end) {

    /** What the process began to tell at this line: it had happened before. The world knows it, whatever the power cut takes. */
    record Told(long at, String line) {}

    /** From here on the tables are there. */
    long schemaAt() {
        return told.stream()
                .filter(one -> one.line().equals(Witness.SCHEMA))
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** Why the engine refused the store, as often as it did. */
    List<String> refusals() {
        return told.stream()
                .map(Told::line)
                .filter(line -> line.startsWith(Witness.REFUSED))
                .toList();
    }

    /** How often the log was full and begun anew while it was in use. */
    long logRestarts() {
        return disk.all(Workload.LOG).stream()
                .mapToLong(log -> log.writesAt(0) - 1)
                .filter(again -> again > 0)
                .sum();
    }

    /** How often the database itself was synced: at least once for each checkpoint. */
    long databaseSyncs() {
        return disk.all(Workload.DATABASE).stream()
                .mapToLong(file -> file.syncs().size())
                .sum();
    }
}
