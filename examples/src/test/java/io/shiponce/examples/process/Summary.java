package io.shiponce.examples.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test of real processes saw, in a line: printed now, and once more at the end of the build. Safe for any thread. */
public final class Summary {
    private static final Path DIRECTORY = Path.of("target", "summary");

    private Summary() {}

    /** A later line of the same name takes the place of the earlier one. */
    public static void line(String name, String what) {
        System.out.println("[" + name + "] " + what);
        try {
            Files.createDirectories(DIRECTORY);
            Files.writeString(
                    DIRECTORY.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".txt"), name + ": " + what + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
