package io.shiponce.examples.power;

import io.shiponce.examples.power.Change.Resize;
import io.shiponce.examples.power.Change.Write;
import io.shiponce.examples.power.Recording.Told;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads from a trace what was done to the files of one directory. A call that would change them in a way that is not modelled is
 * refused: what is left out would be taken for durable. For one thread and one trace.
 */
final class TraceReader {
    /** SQLite's index of its log: memory that processes share, made anew after a crash. */
    private static final String SHARED_MEMORY = "-shm";

    private static final String UNFINISHED = " <unfinished ...>";
    private static final String RESUMED = " resumed>";

    private final String directory;
    private final String tells;
    private final List<String> marks;
    private final DiskLog disk = new DiskLog();
    private final List<Told> told = new ArrayList<>();
    private long first = Span.NEVER;
    private final Map<String, Begun> begun = new HashMap<>();

    /** A call of a thread that had not returned when another one made a line. */
    private record Begun(long at, String text) {}

    /** {@code tells} is a file elsewhere to which the process writes what it tells the world, a line or more at once. */
    TraceReader(Path directory, Path tells) {
        this.directory = directory.toString();
        this.tells = tells.toString();
        this.marks = List.of(Call.written(this.directory), Call.written(this.tells));
    }

    Recording read(Path trace) throws IOException {
        long at = 0;
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(++at, line);
            }
        }
        if (!begun.isEmpty()) {
            throw new IllegalArgumentException("the trace ends within " + begun.values());
        }
        return new Recording(disk, List.copyOf(told), first, at);
    }

    private void read(long at, String line) {
        int space = line.indexOf(' ');
        String thread = line.substring(0, space);
        String text = line.substring(space).stripLeading();
        if (text.startsWith("<... ")) {
            Begun before = begun.remove(thread);
            if (before != null) {
                String rest = text.substring(text.indexOf(RESUMED) + RESUMED.length());
                read(Call.parse(new Span(before.at(), at), before.text() + rest));
            }
        } else if (marks.stream().anyMatch(text::contains)) {
            if (text.endsWith(UNFINISHED)) {
                begun.put(thread, new Begun(at, text.substring(0, text.length() - UNFINISHED.length())));
            } else {
                read(Call.parse(new Span(at, at), text));
            }
        }
    }

    private void read(Call call) {
        if (call.failed()) {
            return;
        }
        first = Math.min(first, call.span().begin());
        switch (call.name()) {
            case "open" -> opened(call, call.path(0));
            case "openat" -> opened(call, new String(call.bytes(1), StandardCharsets.UTF_8));
            case "write" -> wrote(call);
            case "pwrite64" -> wroteAt(call);
            case "ftruncate" -> resized(call);
            case "fsync", "fdatasync" -> synced(call);
            case "unlink" -> removed(call, call.path(0));
            case "unlinkat" -> removed(call, new String(call.bytes(1), StandardCharsets.UTF_8));
            case "mmap" -> mapped(call);
            default -> throw notModelled(call);
        }
    }

    private static IllegalArgumentException notModelled(Call call) {
        return new IllegalArgumentException("not modelled: line " + call.span().begin() + ", " + call.name());
    }

    private boolean isModelled(String path) {
        return path.startsWith(directory + "/") && !path.endsWith(SHARED_MEMORY);
    }

    private String name(String path) {
        return path.substring(directory.length() + 1);
    }

    private FileLog file(Call call) {
        String path = call.path(0);
        if (call.arguments().get(0).endsWith("(deleted)")) {
            throw notModelled(call);
        }
        return disk.find(name(path)).orElseThrow(() -> new IllegalArgumentException("never made: " + path));
    }

    private void opened(Call call, String path) {
        if (!isModelled(path)) {
            return;
        }
        if (call.has("O_CREAT") && disk.find(name(path)).isEmpty()) {
            disk.create(call.span(), name(path));
        }
        if (call.has("O_TRUNC")) {
            throw notModelled(call);
        }
    }

    private void wrote(Call call) {
        String path = call.path(0);
        if (path.equals(tells)) {
            new String(call.bytes(1), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> told.add(new Told(call.span().begin(), line)));
        } else if (isModelled(path)) {
            throw notModelled(call);
        }
    }

    private void wroteAt(Call call) {
        if (isModelled(call.path(0))) {
            byte[] bytes = Arrays.copyOf(call.bytes(1), call.count());
            file(call).add(call.span(), new Write(call.number(3), bytes));
        }
    }

    private void resized(Call call) {
        if (isModelled(call.path(0))) {
            file(call).add(call.span(), new Resize(call.number(1)));
        }
    }

    private void synced(Call call) {
        String path = call.path(0);
        if (path.equals(directory)) {
            disk.addSync(call.span());
        } else if (isModelled(path)) {
            file(call).addSync(call.span());
        }
    }

    private void removed(Call call, String path) {
        if (isModelled(path)) {
            disk.remove(call.span(), name(path));
        }
    }

    private void mapped(Call call) {
        if (isModelled(call.path(4)) && call.has("PROT_WRITE") && call.has("MAP_SHARED")) {
            throw notModelled(call);
        }
    }
}
