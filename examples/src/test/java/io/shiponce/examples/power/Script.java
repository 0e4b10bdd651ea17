package io.shiponce.examples.power;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the shop whose power fails is doing: the same script, the same orders. Immutable.
 *
 * @param rounds how often the store is opened and closed; its last connection empties the log and removes it
 * @param orders of each round
 * @param bulky how many of these have so many lines that the log fills up, and is emptied while everything goes on
 * @param synchronous SQLite's setting; another one than FULL is smuggled past the store
 * @param seed of what the carrier answers
 */
record Script(int rounds, int orders, int bulky, String synchronous, long seed) {
    static final String DURABLE = "FULL";

    private static final Address SHIP_TO =
            new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);
    private static final int BULK_LINES = 400;

    static Script parse(String text) {
        String[] words = text.split(":");
        return new Script(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                words[3],
                Long.parseLong(words[4]));
    }

    @Override
    public String toString() {
        return rounds + ":" + orders + ":" + bulky + ":" + synchronous + ":" + seed;
    }

    boolean isDurable() {
        return synchronous.equals(DURABLE);
    }

    List<Order> ordersOf(int round) {
        return IntStream.range(0, orders)
                .mapToObj(number -> order(round * orders + number, number < orders - bulky ? 1 : BULK_LINES))
                .toList();
    }

    List<Order> allOrders() {
        return IntStream.range(0, rounds)
                .mapToObj(this::ordersOf)
                .flatMap(List::stream)
                .toList();
    }

    private static Order order(int number, int lines) {
        List<OrderLine> goods = new ArrayList<>();
        for (int line = 1; line <= lines; line++) {
            goods.add(OrderLine.of("MUG-" + line, 1));
        }
        return new Order("augsburg", String.valueOf(100_000 + number), null, Order.DEFAULT_CARRIER, 0, SHIP_TO, goods);
    }
}
