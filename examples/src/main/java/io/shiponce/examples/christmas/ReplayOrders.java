package io.shiponce.examples.christmas;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invents the orders of a busy day before Christmas: the same seed, the same orders. For one thread. */
final class ReplayOrders {
    private static final Instant OPENED = Instant.parse("2026-12-20T06:00:00Z");
    private static final int FIRST_NUMBER = 100_001;

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Bruno", "Clara", "David", "Emilia", "Felix", "Greta", "Hannes", "Ida", "Jonas", "Klara", "Levi");
    private static final List<String> LAST_NAMES = List.of(
            "Ahorn",
            "Birke",
            "Dohle",
            "Eibe",
            "Falter",
            "Ginster",
            "Holunder",
            "Iltis",
            "Kiebitz",
            "Linde",
            "Möwe",
            "Süßmilch");
    private static final List<String> STREETS = List.of(
            "Lindenweg",
            "Am Mühlbach",
            "Kirchgasse",
            "Rosenstraße",
            "Alter Markt",
            "Schulstraße",
            "Birkenallee",
            "Gänseanger");
    private static final List<String[]> CITIES = List.of(
            new String[] {"86150", "Augsburg"},
            new String[] {"80331", "München"},
            new String[] {"10115", "Berlin"},
            new String[] {"20095", "Hamburg"},
            new String[] {"50667", "Köln"},
            new String[] {"01067", "Dresden"},
            new String[] {"90402", "Nürnberg"},
            new String[] {"70173", "Stuttgart"});
    private static final List<Goods> GOODS = List.of(
            new Goods("MUG-1", "Mug", "12.50", 350),
            new Goods("TEA-7", "Winter tea", "8.90", 120),
            new Goods("BOOK-3", "Picture book", "19.95", 640),
            new Goods("CANDLE-2", "Beeswax candle", "6.40", 210),
            new Goods("SCARF-4", "Woollen scarf", "39.00", 280),
            new Goods("PUZZLE-9", "Wooden puzzle", "24.00", 900));

    private final String shop;
    private final Random random;

    private record Goods(String sku, String name, String price, int grams) {}

    ReplayOrders(String shop, long seed) {
        this.shop = shop;
        this.random = new Random(seed);
    }

    List<Order> make(int count) {
        List<Order> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(new Order(
                    shop,
                    String.valueOf(FIRST_NUMBER + i),
                    OPENED.plusSeconds(i * 7L),
                    Order.DEFAULT_CARRIER,
                    0,
                    address(),
                    lines()));
        }
        return orders;
    }

    private Address address() {
        String first = one(FIRST_NAMES);
        String last = one(LAST_NAMES);
        String[] city = one(CITIES);
        return new Address(
                first + " " + last,
                null,
                one(STREETS) + " " + (1 + random.nextInt(140)),
                random.nextInt(8) == 0 ? "Hinterhaus" : null,
                city[0],
                city[1],
                null,
                "DE",
                first.toLowerCase(Locale.ROOT) + random.nextInt(10_000) + "@example.org",
                null);
    }

    /** From one to three lines; about one order in four comes from two warehouses. */
    private List<OrderLine> lines() {
        int count = 1 + random.nextInt(3);
        boolean twoWarehouses = random.nextInt(3) == 0;
        List<OrderLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Goods goods = one(GOODS);
            lines.add(new OrderLine(
                    goods.sku(),
                    goods.name(),
                    1 + random.nextInt(4),
                    new Money(new BigDecimal(goods.price()), "EUR"),
                    new Weight(goods.grams()),
                    true,
                    twoWarehouses && i > 0 ? "LEJ" : "AUG",
                    "standard",
                    null));
        }
        return lines;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
