package io.shiponce.metrics;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import java.util.List;
import java.util.stream.IntStream;

/** Orders to count. */
final class Samples {
    static final String CARRIER = "reference";

    private Samples() {}

    static List<Order> orders(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Samples::order).toList();
    }

    private static Order order(int number) {
        return new Order(
                "augsburg",
                Integer.toString(100_000 + number),
                null,
                CARRIER,
                0,
                new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null),
                List.of(OrderLine.of("MUG-1", 1)));
    }
}
