package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.OrderReader.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderReadersTest {
    @TempDir
    private Path directory;

    /** Understands no order; there is no need to. */
    private abstract static class Named implements OrderReader {
        private final String format;

        Named(String format) {
            this.format = format;
        }

        @Override
        public String format() {
            return format;
        }

        @Override
        public void read(InputStream in, Source source, Consumer<ReadResult> results) {
            throw new UnsupportedOperationException();
        }
    }

    /** Found by its name. */
    public static final class Paper extends Named {
        public Paper() {
            super("paper");
        }
    }

    /** Another of the same format. */
    public static final class OtherPaper extends Named {
        public OtherPaper() {
            super("paper");
        }
    }

    /** Wants to be what there is already. */
    public static final class OtherCanonical extends Named {
        public OtherCanonical() {
            super("canonical");
        }
    }

    /** What is found where exactly these readers are on the class path. */
    private OrderReaders discover(Class<?>... readers) throws IOException {
        Path services = directory.resolve("services");
        List<String> names = List.of(readers).stream().map(Class::getName).toList();
        Files.write(services, names);
        URL url = services.toUri().toURL();
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals("META-INF/services/" + OrderReader.class.getName())
                        ? Collections.enumeration(List.of(url))
                        : super.getResources(name);
            }
        };
        return under(loader, OrderReaders::discover);
    }

    private static <T> T under(ClassLoader loader, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theCanonicalFormatIsAlwaysThere() throws IOException {
        assertEquals(List.of("canonical"), List.copyOf(discover().formats()));
        assertEquals("canonical", discover().forFormat("canonical").format());
    }

    @Test
    void readersOnTheClassPathAreFoundByTheirFormat() throws IOException {
        OrderReaders readers = discover(Paper.class);
        assertEquals(List.of("canonical", "paper"), List.copyOf(readers.formats()));
        assertInstanceOf(Paper.class, readers.forFormat("paper"));
    }

    @Test
    void whatThereIsIsNamed() throws IOException {
        OrderReaders readers = discover(Paper.class);
        assertEquals(
                "there is no format shopify; there are: [canonical, paper]",
                assertThrows(IllegalArgumentException.class, () -> readers.forFormat("shopify"))
                        .getMessage());
    }

    @Test
    void twoOfOneFormatAreRefused() {
        String message = assertThrows(IllegalStateException.class, () -> discover(Paper.class, OtherPaper.class))
                .getMessage();
        assertTrue(message.startsWith("two readers read the format paper: "), message);
        assertTrue(message.contains(Paper.class.getName()), message);
        assertTrue(message.contains(OtherPaper.class.getName()), message);
        assertTrue(assertThrows(IllegalStateException.class, () -> discover(OtherCanonical.class))
                .getMessage()
                .startsWith("two readers read the format canonical: "));
    }

    /** Its orders name shop and carrier themselves. */
    @Test
    void theCanonicalReaderReadsWhatTheFormatSays() throws IOException {
        String broken = TestOrders.LINE.replace("\"quantity\":2", "\"quantity\":0");
        byte[] text = (TestOrders.LINE + "\n" + broken + "\n").getBytes(StandardCharsets.UTF_8);
        List<ReadResult> results = new ArrayList<>();
        discover()
                .forFormat("canonical")
                .read(new ByteArrayInputStream(text), new Source("orders.jsonl", "lyon", "pigeons"), results::add);
        List<ReadResult> expected = new ArrayList<>();
        CanonicalOrders.read(new ByteArrayInputStream(text), "orders.jsonl", expected::add);
        assertEquals(expected, results);
        assertEquals(new ReadResult.Read("orders.jsonl", 1, TestOrders.mug()), results.get(0));
        assertInstanceOf(ReadResult.Refused.class, results.get(1));
    }

    @Test
    void aSourceIsNamedLikeAnOrder() {
        assertEquals("lyon", new Source("x", "lyon", "pigeons").shop());
        assertEquals(
                "shop must not be blank",
                assertThrows(IllegalArgumentException.class, () -> new Source("x", " ", "pigeons"))
                        .getMessage());
        assertEquals(
                "carrier must be at most 50 characters long, was 51",
                assertThrows(IllegalArgumentException.class, () -> new Source("x", "lyon", "c".repeat(51)))
                        .getMessage());
    }

    @Test
    void nothingToShipSaysWhoseAndWhy() {
        ReadResult.NothingToShip nothing =
                new ReadResult.NothingToShip("orders.json", 3, "lyon/7", "all of it is cancelled");
        assertEquals("orders.json:3: order lyon/7: nothing to ship: all of it is cancelled", nothing.message());
        assertEquals("orders.json", nothing.source());
        assertEquals(3, nothing.line());
    }
}
