package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Orders to test with. */
public final class TestOrders {
    public static final Address ADA =
            new Address("Ada Ahorn", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null);

    public static final String LINE =
            "{\"shop\":\"augsburg\",\"number\":\"100001\",\"placedAt\":\"2026-12-20T10:00:00Z\","
                    + "\"carrier\":\"reference\",\"priority\":0,"
                    + "\"shipTo\":{\"name\":\"Ada Ahorn\",\"company\":null,\"street1\":\"Maximilianstr. 1\",\"street2\":null,"
                    + "\"postalCode\":\"86150\",\"city\":\"Augsburg\",\"region\":null,\"country\":\"DE\",\"email\":null,"
                    + "\"phone\":null},"
                    + "\"lines\":[{\"sku\":\"MUG-1\",\"name\":\"Mug\",\"quantity\":2,"
                    + "\"unitPrice\":{\"amount\":\"12.50\",\"currency\":\"EUR\"},\"weightGrams\":350,"
                    + "\"requiresShipping\":true,\"origin\":\"AUG\",\"shippingClass\":\"standard\",\"availableFrom\":null}]}";

    private TestOrders() {}

    public static Order of(OrderLine... lines) {
        return of(List.of(lines));
    }

    public static Order of(List<OrderLine> lines) {
        return new Order("augsburg", "100001", null, "reference", 0, ADA, lines);
    }

    /** One of many. */
    public static Order numbered(int number, OrderLine... lines) {
        return new Order("augsburg", Integer.toString(number), null, "reference", 0, ADA, List.of(lines));
    }

    /** What {@link #LINE} says. */
    public static Order mug() {
        OrderLine mug = new OrderLine("MUG-1", "Mug", 2, eur("12.50"), new Weight(350), true, "AUG", "standard", null);
        return new Order(
                "augsburg", "100001", Instant.parse("2026-12-20T10:00:00Z"), "reference", 0, ADA, List.of(mug));
    }

    public static OrderLine weighing(String sku, int quantity, long grams) {
        return new OrderLine(sku, null, quantity, null, new Weight(grams), true, "", "", null);
    }

    public static Money eur(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    /** All of an order to Ada. */
    public static Group group(List<OrderLine> lines) {
        return new Group(ADA, lines, List.of());
    }

    /** The lines of the groups that a splitter makes. */
    public static List<List<OrderLine>> split(Splitter splitter, List<OrderLine> lines) {
        return splitter.split(group(lines)).stream().map(Group::lines).toList();
    }

    /** A splitter that gives no reasons. */
    public static Splitter splitter(Function<List<OrderLine>, List<List<OrderLine>>> split) {
        return group -> split.apply(group.lines()).stream().map(group::with).toList();
    }

    /** A line of which these traits are known. */
    public static OrderLine with(Traits traits, OrderLine line) {
        return new OrderLine(
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.unitWeight(),
                line.requiresShipping(),
                line.origin(),
                line.shippingClass(),
                line.availableFrom(),
                traits);
    }

    /** Few different values; none at all as often as not. */
    public static Arbitrary<Traits> anyTraits() {
        Arbitrary<Dimensions> size = Combinators.combine(
                        Arbitraries.of(10, 300), Arbitraries.of(10, 200), Arbitraries.of(10, 1_500))
                .as(Dimensions::new);
        Arbitrary<Traits> some = Combinators.combine(
                        size.injectNull(0.5),
                        Arbitraries.of("Acme", "Bolt").injectNull(0.5),
                        Arbitraries.of("3", "8").injectNull(0.7),
                        Arbitraries.of("frozen", "chilled").injectNull(0.7),
                        Arbitraries.of("set 1", "set 2").injectNull(0.6),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of("6912", "691200").injectNull(0.8),
                        Arbitraries.of("DE", "CN").injectNull(0.8))
                .as(Traits::new);
        return Arbitraries.oneOf(Arbitraries.just(Traits.NONE), some);
    }

    /** Any line with any traits. */
    public static Arbitrary<OrderLine> anyLineWithTraits() {
        return Combinators.combine(anyTraits(), anyLine()).as(TestOrders::with);
    }

    /** Few different values, so that many lines are alike or nearly so. */
    public static Arbitrary<OrderLine> anyLine() {
        Arbitrary<Weight> weight = Arbitraries.longs().between(0, 4_000).map(Weight::new);
        Arbitrary<Instant> available =
                Arbitraries.of("2026-12-24T00:00:00Z", "2027-01-02T00:00:00Z").map(Instant::parse);
        return Combinators.combine(
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.of("", "Mug").injectNull(0.3),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.of("12.5", "12.50", "9")
                                .map(TestOrders::eur)
                                .injectNull(0.3),
                        weight.injectNull(0.2),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of("/", "/bulky", "AUG/", "AUG/bulky", "LYS/"),
                        available.injectNull(0.6))
                .as((sku, name, quantity, price, grams, ships, way, from) ->
                        new OrderLine(sku, name, quantity, price, grams, ships, before(way), after(way), from));
    }

    private static String before(String way) {
        return way.substring(0, way.indexOf('/'));
    }

    private static String after(String way) {
        return way.substring(way.indexOf('/') + 1);
    }

    /** Lines that can be shipped: what is kept together leaves from one place, in one class, and not piece by piece. */
    public static Arbitrary<List<OrderLine>> anyLines() {
        return anyLineWithTraits().map(TestOrders::possible).list().ofMinSize(1).ofMaxSize(12);
    }

    private static OrderLine possible(OrderLine line) {
        Traits traits = line.traits();
        String kept = traits.keepTogether();
        if (kept == null) {
            return line;
        }
        return new OrderLine(
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.unitWeight(),
                line.requiresShipping(),
                kept.equals("set 1") ? "AUG" : "LYS",
                "",
                line.availableFrom(),
                new Traits(
                        traits.unitDimensions(),
                        traits.vendor(),
                        traits.hazard(),
                        traits.temperature(),
                        kept,
                        false,
                        traits.commodityCode(),
                        traits.countryOfOrigin()));
    }
}
