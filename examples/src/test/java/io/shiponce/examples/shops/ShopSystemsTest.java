package io.shiponce.examples.shops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.OrderReader;
import io.shiponce.OrderReaders;
import io.shiponce.ReadResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the makers of the orders count is what their readers find. */
class ShopSystemsTest {
    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> readersFindWhatIsToBeSent() {
        return ShopSystem.all().stream()
                .map(system -> DynamicTest.dynamicTest(system.format(), () -> readAndCompare(system)));
    }

    private void readAndCompare(ShopSystem system) throws IOException {
        Path file = directory.resolve(system.format() + ".json");
        List<Wanted> wanted = system.write(file, 400, 7);
        Map<String, Map<String, Integer>> found = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            OrderReaders.discover()
                    .forFormat(system.format())
                    .read(in, new OrderReader.Source("orders", system.format(), "dhl"), result -> take(result, found));
        }
        for (Wanted order : wanted) {
            assertEquals(
                    new TreeMap<>(order.pieces()),
                    found.getOrDefault(order.order(), Map.of()),
                    () -> system.format() + " " + order);
        }
    }

    private static void take(ReadResult result, Map<String, Map<String, Integer>> found) {
        if (result instanceof ReadResult.Refused refused) {
            throw new AssertionError(refused.message());
        }
        if (result instanceof ReadResult.Read read) {
            Order order = read.order();
            Map<String, Integer> pieces = found.computeIfAbsent(order.key().toString(), any -> new TreeMap<>());
            order.lines().stream()
                    .filter(OrderLine::requiresShipping)
                    .forEach(line -> pieces.merge(line.sku(), line.quantity(), Integer::sum));
        }
    }
}
