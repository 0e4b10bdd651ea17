package io.shiponce;

import static io.shiponce.Goods.goods;
import static io.shiponce.Goods.group;
import static io.shiponce.Goods.groupTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule, and what it says for itself. */
class SplittingRulesTest {
    private static final Instant LATER = Instant.parse("2027-01-02T00:00:00Z");
    private static final Capacity ANY = Capacity.UNLIMITED;

    private static List<String> shown(Splitter splitter, Goods... goods) {
        return Goods.shown(splitter.split(group(goods)));
    }

    private static String problem(Splitter splitter, Goods... goods) {
        return assertThrows(IllegalArgumentException.class, () -> splitter.split(group(goods)))
                .getMessage();
    }

    @Test
    void groupsByEachKeySayWhich() {
        assertEquals(
                List.of("B x 1 | no origin", "A x 1, C x 1 | origin 'AUG'"),
                shown(
                        Splitter.byOrigin(),
                        goods("A", 1).origin("AUG"),
                        goods("B", 1),
                        goods("C", 1).origin("AUG")));
        assertEquals(
                List.of("A x 1 | no shipping class", "B x 1 | shipping class 'bulky'"),
                shown(Splitter.byShippingClass(), goods("A", 1), goods("B", 1).shippingClass("bulky")));
        assertEquals(
                List.of("C x 1 | no vendor", "B x 1 | vendor 'Acme'", "A x 1 | vendor 'Bolt'"),
                shown(
                        Splitter.byVendor(),
                        goods("A", 1).vendor("Bolt"),
                        goods("B", 1).vendor("Acme"),
                        goods("C", 1)));
        assertEquals(
                List.of("B x 1 | no hazard", "A x 1 | hazard '3'"),
                shown(Splitter.byHazard(), goods("A", 1).hazard("3"), goods("B", 1)));
        assertEquals(
                List.of("B x 1 | temperature 'chilled'", "A x 1 | temperature 'frozen'"),
                shown(
                        Splitter.byTemperature(),
                        goods("A", 1).temperature("frozen"),
                        goods("B", 1).temperature("chilled")));
        assertEquals(
                List.of("B x 1 | available at once", "A x 1 | available from 2027-01-02T00:00:00Z"),
                shown(Splitter.byAvailability(), goods("A", 1).from(LATER), goods("B", 1)));
        assertEquals(
                List.of("A x 1 | shelf '1'", "B x 1 | shelf '2'"),
                shown(Splitter.by("shelf", line -> line.sku().equals("A") ? 1 : 2), goods("B", 1), goods("A", 1)));
    }

    @Test
    void whatIsNotDividedNeedsNoReason() {
        for (Splitter splitter : List.of(
                Splitter.byOrigin(),
                Splitter.byVendor(),
                Splitter.byAvailability(),
                Splitter.maxWeight(new Weight(1_000)),
                Splitter.alone(),
                Splitter.standard())) {
            assertEquals(
                    List.of("A x 2, B x 1"),
                    shown(splitter, goods("B", 1), goods("A", 2).grams(500)));
        }
    }

    /** Words of the shop's may hold anything; a reason is one short line. */
    @Test
    void reasonsAreShortAndOnOneLine() {
        assertEquals(
                List.of(
                        "B x 1 | no vendor",
                        "A x 1 | vendor 'Zo\u00EB ?? \uD83D\uDE00 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'"),
                shown(
                        Splitter.byVendor(),
                        goods("B", 1),
                        goods("A", 1).vendor("Zo\u00EB \n\u2028 \uD83D\uDE00 " + "x".repeat(99))));
    }

    @Test
    void rulesApplyWhereTheirConditionHolds() {
        Splitter abroad = Splitter.where(Conditions.outside(Conditions.EUROPEAN_UNION), Splitter.byVendor());
        Goods[] goods = {goods("A", 1).vendor("Acme"), goods("B", 1).vendor("Bolt")};
        assertEquals(
                List.of("A x 1 | vendor 'Acme'", "B x 1 | vendor 'Bolt'"),
                Goods.shown(abroad.split(groupTo("CH", goods))));
        assertEquals(List.of("A x 1, B x 1"), Goods.shown(abroad.split(groupTo("FR", goods))));
    }

    @Test
    void chainsGiveTheirReasonsInOrder() {
        Splitter chain = Splitter.byVendor().andThen(Splitter.within(ANY.withPieces(2)));
        assertEquals(
                List.of(
                        "A x 2 | vendor 'Acme'; limit of 2 pieces: 1 of 2",
                        "A x 1 | vendor 'Acme'; limit of 2 pieces: 2 of 2",
                        "B x 1 | vendor 'Bolt'"),
                shown(chain, goods("A", 3).vendor("Acme"), goods("B", 1).vendor("Bolt")));
    }

    @Test
    void whatShipsAloneShipsAlone() {
        assertEquals(
                List.of("A x 5, C x 1", "B x 1 | B ships alone", "B x 1 | B ships alone"),
                shown(Splitter.alone(), goods("B", 2).alone(), goods("A", 5), goods("C", 1)));
        assertEquals(
                List.of("A x 1", "B x 1 | B ships alone"),
                shown(Splitter.standard(), goods("B", 1).alone(), goods("A", 1)));
        assertEquals(
                "an order must be split into at most 1000 shipments, were more",
                problem(Splitter.alone(), goods("A", 1_001).alone()));
    }

    @Test
    void bothAloneAndTogetherIsRefused() {
        String message = "what is kept together as 'set' cannot leave in one shipment: each piece of it ships alone";
        assertEquals(
                message,
                problem(
                        Splitter.alone(),
                        goods("A", 1).kept("set").alone(),
                        goods("B", 1).kept("set")));
        assertEquals(
                message, problem(Splitter.alone(), goods("A", 2).kept("set").alone()));
        assertEquals(
                List.of("A x 1 | what is kept together as 'set' ships alone"),
                shown(Splitter.alone(), goods("A", 1).kept("set").alone()));
    }

    @Test
    void whatIsKeptTogetherLeavesByItselfWhereItsKeysDiffer() {
        Goods[] goods = {
            goods("A", 1).vendor("Acme").kept("set"),
            goods("B", 1).vendor("Bolt").kept("set"),
            goods("C", 1).vendor("Acme"),
            goods("D", 2).vendor("Acme").kept("other")
        };
        assertEquals(
                List.of(
                        "C x 1, D x 2 | vendor 'Acme'",
                        "A x 1, B x 1 | ! what is kept together as 'set' leaves by itself: vendor 'Acme', vendor 'Bolt'"),
                shown(Splitter.byVendor(), goods));
        assertEquals(
                List.of("A x 1, B x 1 | ! what is kept together as 'set' leaves by itself: x 'A', x 'B'"),
                shown(Splitter.by("x", OrderLine::sku), goods[0], goods[1]));
    }

    @Test
    void whatIsKeptTogetherWaitsForTheLastOfIt() {
        assertEquals(
                List.of("C x 1 | available at once", "A x 1, B x 1, D x 1 | available from 2027-01-02T00:00:00Z"),
                shown(
                        Splitter.byAvailability(),
                        goods("A", 1).kept("set"),
                        goods("B", 1).kept("set").from(LATER),
                        goods("C", 1),
                        goods("D", 1).from(LATER)));
    }

    @Test
    void whatIsKeptTogetherLeavesFromOnePlaceInOneClass() {
        assertEquals(
                "what is kept together as 'set' cannot leave in one shipment: origin 'AUG', origin 'LYS'",
                problem(
                        Splitter.byOrigin(),
                        goods("A", 1).kept("set").origin("AUG"),
                        goods("B", 1).kept("set").origin("LYS")));
        assertEquals(
                "what is kept together as 'set' cannot leave in one shipment: no shipping class, shipping class 'bulky'",
                problem(
                        Splitter.byShippingClass(),
                        goods("A", 1).kept("set"),
                        goods("B", 1).kept("set").shippingClass("bulky")));
    }

    @Test
    void noLimitSeparatesWhatIsKeptTogether() {
        Splitter kilo = Splitter.maxWeight(new Weight(1_000));
        assertEquals(
                List.of(
                        "A x 1 | weight limit 1 kg: 1 of 3",
                        "B x 2, C x 1 | weight limit 1 kg: 2 of 3",
                        "D x 1 | weight limit 1 kg: 3 of 3"),
                shown(
                        kilo,
                        goods("A", 1).grams(400),
                        goods("B", 2).grams(300).kept("set"),
                        goods("C", 1).grams(200).kept("set"),
                        goods("D", 1).grams(400)));
        assertEquals(
                List.of(
                        "B x 5, C x 1 | ! weight limit 1 kg: exceeded by what is kept together as 'set' alone",
                        "A x 1, D x 1"),
                shown(
                        kilo,
                        goods("A", 1).grams(400),
                        goods("B", 5).grams(300).kept("set"),
                        goods("C", 1).grams(200).kept("set"),
                        goods("D", 1).grams(400)));
    }

    @Test
    void eachLimitDividesByQuantity() {
        assertEquals(
                List.of("A x 3 | weight limit 1.05 kg: 1 of 2", "A x 2 | weight limit 1.05 kg: 2 of 2"),
                shown(Splitter.maxWeight(new Weight(1_050)), goods("A", 5).grams(300)));
        assertEquals(
                List.of("A x 3 | volume limit 3.5 l: 1 of 2", "A x 1 | volume limit 3.5 l: 2 of 2"),
                shown(
                        Splitter.within(ANY.withCubicMillimetres(3_500_000)),
                        goods("A", 4).size(100, 100, 100)));
        assertEquals(
                List.of("A x 4 | value limit 50 EUR: 1 of 2", "A x 2 | value limit 50 EUR: 2 of 2"),
                shown(Splitter.within(ANY.withValue(eur("50"))), goods("A", 6).costing("12.499999", "EUR")));
        assertEquals(
                List.of("A x 3 | value limit 50 EUR: 1 of 2", "A x 3 | value limit 50 EUR: 2 of 2"),
                shown(Splitter.within(ANY.withValue(eur("50"))), goods("A", 6).costing("12.500001", "EUR")));
        assertEquals(
                List.of("A x 2, B x 1 | limit of 3 pieces: 1 of 2", "B x 1 | limit of 3 pieces: 2 of 2"),
                shown(Splitter.within(ANY.withPieces(3)), goods("A", 2), goods("B", 2)));
    }

    @Test
    void limitsTogetherAreNamedIfTheyDivided() {
        Splitter both = Splitter.within(ANY.withWeight(new Weight(1_000)).withPieces(2));
        assertEquals(
                List.of("A x 2 | limit of 2 pieces: 1 of 2", "A x 1, B x 1 | limit of 2 pieces: 2 of 2"),
                shown(both, goods("A", 3).grams(1), goods("B", 1).grams(1)));
        assertEquals(
                List.of(
                        "A x 2 | limit of 2 pieces, weight limit 1 kg: 1 of 3",
                        "A x 1 | limit of 2 pieces, weight limit 1 kg: 2 of 3",
                        "B x 1 | limit of 2 pieces, weight limit 1 kg: 3 of 3"),
                shown(both, goods("A", 3).grams(1), goods("B", 1).grams(1_000)));
    }

    /** A longest side does not grow with the number of pieces. */
    @Test
    void sidesAreThoseOfEachPiece() {
        Goods pole = goods("POLE", 2).size(20, 2_000, 10);
        Goods mug = goods("MUG", 30).size(95, 80, 120);
        assertEquals(
                List.of(
                        "POLE x 1 | ! longest side 1200 mm: exceeded by POLE alone",
                        "POLE x 1 | ! longest side 1200 mm: exceeded by POLE alone",
                        "MUG x 30"),
                shown(Splitter.within(ANY.withLongestSideMillimetres(1_200)), pole, mug));
        assertEquals(
                List.of("MUG x 30, POLE x 2"),
                shown(Splitter.within(ANY.withLongestSideMillimetres(2_000)), pole, mug));
        // 2000 long, and 2 x (20 + 10) around.
        assertEquals(List.of("MUG x 30, POLE x 2"), shown(Splitter.within(ANY.withGirthMillimetres(2_060)), pole, mug));
        assertEquals(
                List.of(
                        "POLE x 1 | ! length and girth 2059 mm: exceeded by POLE alone",
                        "POLE x 1 | ! length and girth 2059 mm: exceeded by POLE alone",
                        "MUG x 30"),
                shown(Splitter.within(ANY.withGirthMillimetres(2_059)), pole, mug));
    }

    @Test
    void everyLimitThatAPieceExceedsIsNamed() {
        assertEquals(
                List.of("A x 1 | ! weight limit 999 g, volume limit 0.001 l, longest side 9 mm, value limit 1 EUR:"
                        + " exceeded by A alone"),
                shown(
                        Splitter.within(ANY.withWeight(new Weight(999))
                                .withCubicMillimetres(1_000)
                                .withLongestSideMillimetres(9)
                                .withGirthMillimetres(51)
                                .withValue(eur("1"))
                                .withPieces(1)),
                        goods("A", 1).grams(1_000).size(10, 10, 11).costing("1.01", "EUR")));
    }

    @Test
    void whatIsUnknownCountsAsNone() {
        Capacity all = ANY.withWeight(new Weight(1))
                .withCubicMillimetres(1)
                .withLongestSideMillimetres(1)
                .withGirthMillimetres(1)
                .withValue(eur("0.01"));
        assertEquals(List.of("A x 1000000"), shown(Splitter.within(all), goods("A", 1_000_000)));
    }

    @Test
    void pricesInAnotherCurrencyAreNotCountedAndFlagged() {
        assertEquals(
                List.of("A x 2, B x 1, C x 1, D x 9 | ! value limit: prices in CHF, USD are not counted"),
                shown(
                        Splitter.within(ANY.withValue(eur("50"))),
                        goods("A", 2).costing("25", "EUR"),
                        goods("B", 1).costing("9999", "USD"),
                        goods("C", 1).costing("9999", "CHF"),
                        goods("D", 9)));
    }

    /** A million pieces of a cubic hundred metres, of a price of 18 digits: nothing wraps around. */
    @Test
    void hugeGoodsGoAlone() {
        Splitter most =
                Splitter.within(ANY.withCubicMillimetres(Long.MAX_VALUE - 1).withValue(eur("1000000000000")));
        Goods huge = goods("A", 1_000_000).size(100_000, 100_000, 100_000).costing("999999999999999999", "EUR");
        assertEquals(
                List.of("A x 1000000 | ! volume limit 9223372036854.775806 l, value limit 1000000000000 EUR:"
                        + " exceeded by what is kept together as 'set' alone"),
                shown(most, huge.kept("set")));
        assertEquals(List.of("A x 1000000"), shown(Splitter.within(ANY.withPieces(1_000_000)), huge));
        String volume = "volume limit 9223372036854.775806 l: ";
        assertEquals(
                List.of("A x 9223 | " + volume + "1 of 2", "A x 1 | " + volume + "2 of 2"),
                shown(most, goods("A", 9_224).size(100_000, 100_000, 100_000)));
        // Two thirds of all numbers of 64 bits, and a sum of two that are not too large by themselves.
        String alone = volume + "exceeded by what is kept together as 'set' alone";
        assertEquals(
                List.of("A x 12000 | ! " + alone),
                shown(most, goods("A", 12_000).size(100_000, 100_000, 100_000).kept("set")));
        assertEquals(
                List.of("A x 9000, B x 9000 | ! " + alone),
                shown(
                        most,
                        goods("A", 9_000).size(100_000, 100_000, 100_000).kept("set"),
                        goods("B", 9_000).size(100_000, 100_000, 100_000).kept("set")));
    }

    @Test
    void theBoundHoldsForEachRule() {
        String bound = "an order must be split into at most 1000 shipments, were more";
        Splitter gram = Splitter.maxWeight(new Weight(1));
        assertEquals(bound, problem(gram, goods("A", 1_001).grams(2)));
        assertEquals(
                bound, problem(gram, goods("A", 600).grams(2), goods("B", 401).grams(2)));
        assertEquals(
                1_000,
                shown(gram, goods("A", 600).grams(2), goods("B", 400).grams(2)).size());
        assertEquals(bound, problem(gram, goods("A", 1_001).grams(1)));
        Goods[] vendors = new Goods[1_002];
        for (int i = 0; i < 1_000; i++) {
            vendors[i] = goods("A", 1).vendor("vendor " + i);
        }
        vendors[1_000] = goods("B", 1).vendor("x").kept("set");
        vendors[1_001] = goods("B", 1).vendor("y").kept("set");
        assertEquals(bound, problem(Splitter.byVendor(), vendors));
        vendors[1_001] = goods("B", 1).vendor("x").kept("set");
        assertEquals(bound, problem(Splitter.byVendor(), vendors));
        vendors[999] = goods("A", 1).vendor("x");
        assertEquals(1_000, shown(Splitter.byVendor(), vendors).size());
    }

    @Test
    void limitsAreChecked() {
        for (Runnable wrong : List.<Runnable>of(
                () -> ANY.withWeight(Weight.ZERO),
                () -> ANY.withCubicMillimetres(0),
                () -> ANY.withCubicMillimetres(Long.MAX_VALUE),
                () -> ANY.withLongestSideMillimetres(-1),
                () -> ANY.withGirthMillimetres(0),
                () -> ANY.withPieces(0),
                () -> ANY.withValue(eur("0.00")),
                () -> ANY.withValue(eur("1000000000001")))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }

    @Test
    void theTighterLimitHolds() {
        Capacity one = ANY.withWeight(new Weight(10))
                .withCubicMillimetres(20)
                .withLongestSideMillimetres(30)
                .withGirthMillimetres(40)
                .withValue(eur("50"))
                .withPieces(60);
        Capacity other = ANY.withWeight(new Weight(11))
                .withCubicMillimetres(19)
                .withLongestSideMillimetres(31)
                .withGirthMillimetres(39)
                .withValue(eur("51"))
                .withPieces(59);
        Capacity tighter = ANY.withWeight(new Weight(10))
                .withCubicMillimetres(19)
                .withLongestSideMillimetres(30)
                .withGirthMillimetres(39)
                .withValue(eur("50"))
                .withPieces(59);
        assertEquals(tighter, one.and(other));
        assertEquals(tighter, other.and(one));
        assertEquals(one, one.and(ANY));
        assertEquals(one, ANY.and(one));
        Capacity francs = ANY.withValue(new Money(BigDecimal.ONE, "CHF"));
        assertEquals(
                "limits of value in EUR and CHF cannot be compared",
                assertThrows(IllegalArgumentException.class, () -> one.and(francs))
                        .getMessage());
    }

    @Test
    void aSplitterOfTheShopsOwnIsAFunction() {
        Splitter twos = group -> group.lines().stream()
                .map(line -> group.with(List.of(line)).because(Reason.of("one by one")))
                .toList();
        assertEquals(List.of("A x 2 | one by one", "B x 1 | one by one"), shown(twos, goods("A", 2), goods("B", 1)));
    }

    private static Money eur(String amount) {
        return TestOrders.eur(amount);
    }
}
