package io.shiponce.examples.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The data directory of a PostgreSQL server that works on meanwhile, and has been told that a backup is made. Stateless. */
final class DataCopy {
    /** Of the running server; its log comes over the line. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private DataCopy() {}

    static void of(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path one : all) {
            copy(one, from.relativize(one), to);
        }
    }

    private static void copy(Path from, Path name, Path to) throws IOException {
        boolean isLog = name.startsWith("pg_wal") && !Files.isDirectory(from);
        if (isLog || LEFT_OUT.contains(name.toString())) {
            return;
        }
        try {
            Files.copy(from, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            // Removed meanwhile: what replays the log does not need it.
        }
    }
}
