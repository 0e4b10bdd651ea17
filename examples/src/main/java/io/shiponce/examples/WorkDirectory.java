package io.shiponce.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory for a while, or one that a person wants to keep.
 *
 * <p>Safe for any thread. A temporary one is removed on {@link #close} and when the process is told to end; killed outright, it
 * stays.
 */
final class WorkDirectory implements AutoCloseable {
    private final Path path;
    private final Thread hook = new Thread(this::remove, "shiponce-clean-up");
    private volatile boolean temporary;

    private WorkDirectory(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The one to keep if it is given, else a temporary one. */
    static WorkDirectory of(@Nullable Path keep, Function<String, ? extends RuntimeException> refusal)
            throws IOException {
        if (keep == null) {
            return new WorkDirectory(Files.createTempDirectory("shiponce-christmas-"), true);
        }
        try {
            Files.createDirectories(keep);
        } catch (IOException e) {
            throw refusal.apply(keep + " cannot be made: expected a directory that is empty or new");
        }
        try (Stream<Path> entries = Files.list(keep)) {
            if (entries.findAny().isPresent()) {
                throw refusal.apply(keep + " is not empty: expected a directory that is empty or new");
            }
        }
        return new WorkDirectory(keep.toAbsolutePath(), false);
    }

    Path path() {
        return path;
    }

    /** Something in it is worth a look: it stays, unless the process is just being told to end. */
    void keep() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            temporary = false;
        } catch (IllegalStateException e) {
            // The hook runs right now: what failed, failed because of that.
        }
    }

    private void remove() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> entries = Files.walk(path)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Somebody removes it at the same time, which is all that is wanted.
        } catch (IOException e) {
            System.err.println("shiponce: " + path + " could not be removed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs right now and does the same.
        }
    }
}
