package io.shiponce.examples;

import io.shiponce.CanonicalOrders;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Orders as lines of canonical files. */
final class OrderLines {

    private OrderLines() {}

    static String order(int number) {
        return order(number, "reference", 1);
    }

    static String order(int number, String carrier, int quantity) {
        Address shipTo =
                new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);
        return CanonicalOrders.toJson(new Order(
                "augsburg",
                String.valueOf(100_000 + number),
                null,
                carrier,
                0,
                shipTo,
                List.of(OrderLine.of("MUG-1", quantity))));
    }

    static Path file(Path directory, String... lines) throws IOException {
        return Files.write(directory.resolve("orders.jsonl"), List.of(lines));
    }

    /** A file of so many orders. */
    static Path file(Path directory, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        IntStream.rangeClosed(1, count).forEach(number -> lines.add(order(number)));
        return Files.write(directory.resolve("orders.jsonl"), lines);
    }
}
