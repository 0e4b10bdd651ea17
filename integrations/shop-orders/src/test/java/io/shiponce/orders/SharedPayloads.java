package io.shiponce.orders;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shiponce.OrderReader;
import io.shiponce.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real payloads of shop systems, which lie beside the project and are no part of it. Stateless. */
final class SharedPayloads {
    private SharedPayloads() {}

    /** What becomes of a payload; the test is skipped, and says so, where it is not there. */
    static List<ReadResult> read(OrderReader reader, String name) {
        List<ReadResult> results = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file(reader, name))) {
            reader.read(in, Reading.SOURCE, results::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return results;
    }

    /** A payload, to be put together with others. */
    static String text(OrderReader reader, String name) {
        try {
            return Files.readString(file(reader, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(OrderReader reader, String name) {
        Path file =
                Path.of(System.getProperty("project.root", "../.."), "..", "shared", "orders", reader.format(), name);
        assumeTrue(
                Files.isReadable(file),
                () -> "SKIPPED: there is no payload " + file.toAbsolutePath().normalize());
        return file;
    }

    /** What becomes of a payload, as {@link Reading#told} says it. */
    static List<String> told(OrderReader reader, String name) {
        return read(reader, name).stream().map(Reading::told).toList();
    }
}
