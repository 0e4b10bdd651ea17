package io.shiponce.examples;

import io.shiponce.Order;
import io.shiponce.OrderReader;
import io.shiponce.OrderReaders;
import io.shiponce.ReadResult;
import io.shiponce.carrier.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files hold orders, and in which format. For one thread. */
final class OrderFiles {
    private static final String STDIN = "-";
    private static final String CANONICAL = "canonical";

    @Option(
            names = "--format",
            defaultValue = CANONICAL,
            description = "What the files hold: canonical (JSON, one order per line), or the format of a shop system."
                    + " Default: ${DEFAULT-VALUE}")
    private String format = CANONICAL;

    @Option(
            names = "--shop",
            paramLabel = "NAME",
            description = "Which shop the orders come from, where they do not say it. Default: the format's name")
    private @Nullable String shop;

    @Option(
            names = "--carrier",
            paramLabel = "NAME",
            defaultValue = Order.DEFAULT_CARRIER,
            description = "Who carries them, where they do not say it. Default: ${DEFAULT-VALUE}")
    private String carrier = Order.DEFAULT_CARRIER;

    @Option(
            names = "--piece-weight",
            paramLabel = "GRAMS",
            description = "What a piece weighs if its order does not say it. Without this it stays unknown.")
    private @Nullable Long pieceWeight;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The files, also compressed with gzip; - for the standard input.")
    private List<String> files = new ArrayList<>();

    private @Nullable OrderReader reader;
    private UnaryOperator<ReadResult> weights = result -> result;

    /** For picocli. */
    OrderFiles() {}

    /** Throws {@link IllegalArgumentException} if one of them cannot be read. Nothing is read yet. */
    void check() {
        reader = OrderReaders.discover().forFormat(format);
        source(STDIN);
        weights = pieceWeight == null ? result -> result : new UsualWeight(new Weight(pieceWeight));
        if (files.stream().filter(STDIN::equals).count() > 1) {
            throw new IllegalArgumentException("the standard input (-) can be read once only");
        }
        files.stream().filter(file -> !file.equals(STDIN)).forEach(OrderFiles::checkFile);
    }

    private OrderReader.Source source(String name) {
        return new OrderReader.Source(name, shop == null ? format : shop, carrier);
    }

    private static void checkFile(String file) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + file + "' cannot be the name of a file", e);
        }
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("there is no file " + file + "; nothing was read");
        }
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException(file + " cannot be read: expected a file with orders; nothing was read");
        }
    }

    /** What became of a file that could not be read to its end. */
    interface Failure {
        void of(String file, IOException failure);
    }

    /** Hands on each order of each file, as it is read. {@link #check} must have been called. */
    void read(Consumer<ReadResult> results, Failure failed) {
        for (String file : files) {
            try {
                read(file, results);
            } catch (IOException e) {
                failed.of(file, e);
            }
        }
    }

    private void read(String file, Consumer<ReadResult> results) throws IOException {
        if (file.equals(STDIN)) {
            read(System.in, "stdin", results);
            return;
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            read(in, file, results);
        }
    }

    private void read(InputStream in, String name, Consumer<ReadResult> results) throws IOException {
        Objects.requireNonNull(reader)
                .read(Unpacked.of(in), source(name), result -> results.accept(weights.apply(result)));
    }
}
