package io.shiponce.benchmarks.contender;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What is shipped: one order is one shipment, all of about the same size, the same for every contender and every run. */
public final class Goods {
    private static final Instant OPENED = Instant.parse("2026-12-20T06:00:00Z");
    private static final int PAGE = 1_000;

    private Goods() {}

    /** A shipment as the peers store it: the reference, and the body of the carrier's request. */
    public record Item(String reference, String body) {}

    /** Ten characters, so that it is easily found again in whatever a peer makes of it. */
    static String reference(int number) {
        return String.format(Locale.ROOT, "B%09d", number);
    }

    static Item item(int number) {
        String reference = reference(number);
        return new Item(
                reference,
                "{\"reference\":\"" + reference + "\",\"origin\":\"AUG\",\"service\":\"standard\",\"shipTo\":{"
                        + "\"name\":\"Ada Ahorn\",\"street1\":\"Maximilianstr. " + number % 140
                        + "\",\"postalCode\":\"86150\",\"city\":\"Augsburg\",\"country\":\"DE\","
                        + "\"email\":\"ada@example.org\"},\"parcels\":[{\"weightGrams\":940,\"items\":["
                        + "{\"sku\":\"MUG-1\",\"name\":\"Mug\",\"quantity\":2,\"unitPrice\":{\"amount\":\"12.50\","
                        + "\"currency\":\"EUR\"},\"unitWeightGrams\":350},{\"sku\":\"TEA-7\",\"name\":\"Winter tea\","
                        + "\"quantity\":2,\"unitPrice\":{\"amount\":\"8.90\",\"currency\":\"EUR\"},"
                        + "\"unitWeightGrams\":120}]}]}");
    }

    static Order order(int number) {
        return new Order(
                "augsburg",
                String.valueOf(number),
                OPENED,
                Order.DEFAULT_CARRIER,
                0,
                address(number % 140),
                List.of(line("MUG-1", "Mug", "12.50", 350), line("TEA-7", "Winter tea", "8.90", 120)));
    }

    /** Where it goes. */
    public static Address address(int house) {
        return new Address(
                "Ada Ahorn",
                null,
                "Maximilianstr. " + house,
                null,
                "86150",
                "Augsburg",
                null,
                "DE",
                "ada@example.org",
                null);
    }

    private static OrderLine line(String sku, String name, String price, int grams) {
        return new OrderLine(
                sku,
                name,
                2,
                new Money(new BigDecimal(price), "EUR"),
                new Weight(grams),
                true,
                "AUG",
                "standard",
                null);
    }

    /** The numbers of a job's shipments, a page at a time, so that a million of them need no memory. */
    static void pages(Job job, Consumer<List<Integer>> page) {
        int end = job.first() + job.shipments();
        for (int first = job.first(); first < end; first += PAGE) {
            page.accept(
                    IntStream.range(first, Math.min(end, first + PAGE)).boxed().toList());
        }
    }
}
