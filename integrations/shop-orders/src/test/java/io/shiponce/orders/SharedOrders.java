package io.shiponce.orders;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real payloads that lie beside the project and are no part of it. Where they are missing, their tests are skipped. */
final class SharedOrders {
    private static final Path DIRECTORY = Path.of(System.getProperty("project.root", "../.."), "..", "shared", "orders")
            .normalize();

    private SharedOrders() {}

    static String read(String name) {
        Path file = DIRECTORY.resolve(name);
        assumeTrue(Files.isRegularFile(file), "NOT TESTED, since there is no " + file);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
