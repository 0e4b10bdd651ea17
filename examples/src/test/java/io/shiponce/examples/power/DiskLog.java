package io.shiponce.examples.power;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was done to the files of one directory, by name. A name is on the disk for sure only when the directory was synced after
 * it was made; one that was removed can come back. Filled by one thread, then read by any.
 */
final class DiskLog {
    private final Map<String, List<Naming>> names = new TreeMap<>();
    private final List<Span> syncs = new ArrayList<>();

    /** From then on this file has the name; none if it was removed. */
    private record Naming(Span span, @Nullable FileLog file) {}

    /** The file that has this name now. */
    Optional<FileLog> find(String name) {
        List<Naming> namings = names.getOrDefault(name, List.of());
        return namings.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(namings.get(namings.size() - 1).file());
    }

    /** All files that ever had this name, oldest first. */
    List<FileLog> all(String name) {
        return names.getOrDefault(name, List.of()).stream()
                .flatMap(naming -> Optional.ofNullable(naming.file()).stream())
                .toList();
    }

    void create(Span span, String name) {
        name(span, name, new FileLog());
    }

    void remove(Span span, String name) {
        name(span, name, null);
    }

    private void name(Span span, String name, @Nullable FileLog file) {
        names.computeIfAbsent(name, unknown -> new ArrayList<>()).add(new Naming(span, file));
    }

    void addSync(Span span) {
        syncs.add(span);
    }

    /** Whether something was written to a file of this name that the disk was not bound to keep at the cut. */
    boolean isUnsynced(PowerCut cut, String name) {
        return all(name).stream().anyMatch(file -> file.isUnsynced(cut));
    }

    /** Writes what the disk holds after the cut into an empty directory: after one cut, always the same. */
    void saveAfter(PowerCut cut, Path directory) throws IOException {
        for (Map.Entry<String, List<Naming>> entry : names.entrySet()) {
            PowerCut own = cut.forFile(entry.getKey());
            Optional<FileLog> file = after(own, entry.getValue());
            if (file.isPresent()) {
                file.get().after(own).saveAs(directory.resolve(entry.getKey()));
            }
        }
    }

    private Optional<FileLog> after(PowerCut cut, List<Naming> namings) {
        Span sync = cut.lastSync(syncs);
        List<Naming> begun = namings.stream()
                .filter(naming -> naming.span().beganBefore(cut.at()))
                .toList();
        int synced = (int) begun.stream()
                .filter(naming -> naming.span().returnedBefore(sync.begin()))
                .count();
        int left = synced + cut.survival().ofNames(begun.size() - synced);
        return left == 0
                ? Optional.empty()
                : Optional.ofNullable(begun.get(left - 1).file());
    }
}
