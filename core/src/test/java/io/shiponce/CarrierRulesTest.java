package io.shiponce;

import static io.shiponce.Goods.goods;
import static io.shiponce.Goods.group;
import static io.shiponce.Goods.groupTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarrierRulesTest {
    private static final PriceTable TABLE = new PriceTable(List.of(
            new PriceTable.Step(new Weight(1_000), TestOrders.eur("4.99")),
            new PriceTable.Step(new Weight(5_000), TestOrders.eur("6.99"))));

    private static final CarrierRules RULES = CarrierRules.builder()
            .rule("abroad", Conditions.outside(Conditions.EUROPEAN_UNION), "dhl", "V53WPAK")
            .rule("light", Conditions.within(Capacity.UNLIMITED.withWeight(new Weight(500))), "post")
            .rule("all else", any -> true, "dhl", "")
            .build();

    @Test
    void theFirstThatMatchesWins() {
        assertEquals(
                Optional.of(new CarrierChoice.Chosen(
                        "dhl", "V53WPAK", Reason.of("carrier dhl, service 'V53WPAK': abroad"))),
                RULES.choose(groupTo("CH", goods("A", 1).grams(100))));
        assertEquals(
                Optional.of(
                        new CarrierChoice.Chosen("post", "letter", Reason.of("carrier post, service 'letter': light"))),
                RULES.choose(groupTo("FR", goods("A", 1).grams(500).shippingClass("letter"))));
        assertEquals(
                Optional.of(new CarrierChoice.Chosen("post", "", Reason.of("carrier post: light"))),
                RULES.choose(groupTo("FR", goods("A", 1).grams(500))));
        assertEquals(
                Optional.of(new CarrierChoice.Chosen("dhl", "", Reason.of("carrier dhl: all else"))),
                RULES.choose(groupTo("FR", goods("A", 2).grams(251).shippingClass("letter"))));
    }

    @Test
    void withoutAMatchTheOrderDecidesOrIsRefused() {
        CarrierRules.Builder rules = CarrierRules.builder().rule("Swiss", Conditions.to("CH"), "post");
        assertEquals(Optional.empty(), rules.build().choose(groupTo("FR", goods("A", 1))));
        assertEquals(
                "no rule names a carrier for 1 lines to FR",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> rules.refuseOthers().build().choose(groupTo("FR", goods("A", 1))))
                        .getMessage());
    }

    @Test
    void destinationsAreCountries() {
        assertTrue(Conditions.to("CH", "LI").test(groupTo("LI", goods("A", 1))));
        assertFalse(Conditions.to("CH", "LI").test(groupTo("DE", goods("A", 1))));
        assertTrue(Conditions.outside(List.of("DE")).test(groupTo("LI", goods("A", 1))));
        assertFalse(Conditions.outside(List.of("DE")).test(groupTo("DE", goods("A", 1))));
        assertEquals(27, Conditions.EUROPEAN_UNION.size());
        for (String outside : List.of("GB", "CH", "NO", "IS", "LI", "TR", "RS")) {
            assertFalse(Conditions.EUROPEAN_UNION.contains(outside), outside);
        }
    }

    @Test
    void classesAndOriginsAreThoseOfAllOfIt() {
        Goods bulky = goods("A", 1).shippingClass("bulky").origin("AUG");
        Goods plain = goods("B", 1);
        assertTrue(Conditions.shippingClass(List.of("bulky", "long")).test(group(bulky)));
        assertFalse(Conditions.shippingClass(List.of("bulky", "long")).test(group(bulky, plain)));
        assertTrue(Conditions.shippingClass(List.of("bulky", "")).test(group(bulky, plain)));
        assertTrue(Conditions.origin(List.of("AUG")).test(group(bulky)));
        assertFalse(Conditions.origin(List.of("AUG")).test(group(bulky, plain)));
    }

    @Test
    void withinIsAllOfItTogether() {
        Capacity limits = Capacity.UNLIMITED
                .withWeight(new Weight(1_000))
                .withCubicMillimetres(2_000)
                .withLongestSideMillimetres(20)
                .withGirthMillimetres(60)
                .withValue(TestOrders.eur("10"))
                .withPieces(2);
        Goods small = goods("A", 2).grams(500).size(10, 10, 10).costing("5", "EUR");
        assertTrue(Conditions.within(limits).test(group(small)));
        assertFalse(Conditions.beyond(limits).test(group(small)));
        for (Goods larger : List.of(
                goods("A", 2).grams(501).size(10, 10, 10).costing("5", "EUR"),
                goods("A", 2).grams(500).size(10, 10, 11).costing("5", "EUR"),
                goods("A", 2).grams(500).size(21, 1, 1).costing("5", "EUR"),
                goods("A", 2).grams(500).size(10, 10, 10).costing("5.01", "EUR"),
                goods("A", 3).grams(1).size(1, 1, 1).costing("0.01", "EUR"))) {
            assertFalse(Conditions.within(limits).test(group(larger)));
            assertTrue(Conditions.beyond(limits).test(group(larger)));
        }
        Goods around = goods("A", 1).grams(1).size(20, 11, 10).costing("1", "EUR");
        assertFalse(Conditions.within(limits).test(group(around)));
        assertTrue(Conditions.within(limits.withGirthMillimetres(62).withCubicMillimetres(2_200))
                .test(group(around)));
    }

    @Test
    void whatCannotBeJudgedDoesNotHold() {
        Capacity kilo = Capacity.UNLIMITED.withWeight(new Weight(1_000));
        Group half = group(goods("A", 1).grams(5_000), goods("B", 1));
        assertFalse(Conditions.within(kilo).test(half));
        assertFalse(Conditions.beyond(kilo).test(half));
        Capacity ten = Capacity.UNLIMITED.withValue(TestOrders.eur("10"));
        Group francs = group(goods("A", 1).costing("1", "CHF"));
        assertFalse(Conditions.within(ten).test(francs));
        assertFalse(Conditions.beyond(ten).test(francs));
        assertTrue(Conditions.within(Capacity.UNLIMITED).test(half));
        assertFalse(Conditions.beyond(Capacity.UNLIMITED).test(half));
    }

    @Test
    void pricesAreThoseOfTheWeight() {
        assertEquals(
                Optional.of(TestOrders.eur("4.99")),
                TABLE.priceOf(group(goods("A", 2).grams(500))));
        assertEquals(
                Optional.of(TestOrders.eur("6.99")),
                TABLE.priceOf(group(goods("A", 2).grams(501))));
        assertEquals(
                Optional.of(TestOrders.eur("6.99")),
                TABLE.priceOf(group(goods("A", 1).grams(5_000))));
        assertEquals(Optional.empty(), TABLE.priceOf(group(goods("A", 1).grams(5_001))));
        assertEquals(Optional.empty(), TABLE.priceOf(group(goods("A", 1).grams(1), goods("B", 1))));
        assertTrue(Conditions.costs(TABLE, TestOrders.eur("4.990"))
                .test(group(goods("A", 1).grams(1_000))));
        assertFalse(Conditions.costs(TABLE, TestOrders.eur("4.98"))
                .test(group(goods("A", 1).grams(1_000))));
        assertFalse(Conditions.costs(TABLE, TestOrders.eur("6.98"))
                .test(group(goods("A", 1).grams(1_001))));
        assertFalse(Conditions.costs(TABLE, TestOrders.eur("99"))
                .test(group(goods("A", 1).grams(5_001))));
    }

    @Test
    void tablesAreChecked() {
        PriceTable.Step one = TABLE.steps().get(0);
        PriceTable.Step two = TABLE.steps().get(1);
        Money francs = new Money(BigDecimal.TEN, "CHF");
        assertEquals("a table of prices must have at least one step", problem(() -> new PriceTable(List.of())));
        assertEquals("a table of prices must have ascending weights", problem(() -> new PriceTable(List.of(one, one))));
        assertEquals("a table of prices must have ascending weights", problem(() -> new PriceTable(List.of(two, one))));
        assertEquals(
                "a table of prices must have one currency",
                problem(() -> new PriceTable(List.of(one, new PriceTable.Step(new Weight(9_000), francs)))));
        assertEquals(
                "a limit in CHF cannot be compared with prices in EUR", problem(() -> Conditions.costs(TABLE, francs)));
    }

    @Test
    void rulesAreChecked() {
        CarrierRules.Builder rules = CarrierRules.builder();
        assertEquals("carrier must not be blank", problem(() -> rules.rule("x", any -> true, "")));
        assertEquals(
                "carrier must be at most 50 characters long, was 51",
                problem(() -> rules.rule("x", any -> true, "c".repeat(51), "s")));
        assertEquals(
                "service must be at most 255 characters long, was 256",
                problem(() -> rules.rule("x", any -> true, "c", "s".repeat(256))));
        assertEquals("a rule's name must not be blank", problem(() -> rules.rule(" ", any -> true, "c")));
        assertEquals(
                "carrier must not be blank", problem(() -> new CarrierChoice.Chosen(" ", "", Reason.of("because"))));
        assertEquals("a reason must not be blank", problem(() -> Reason.of("")));
        assertEquals(
                "a reason must be at most 500 characters long, was 501",
                problem(() -> Reason.flagged("x".repeat(501))));
    }

    private static String problem(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }
}
