package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SplitterPropertiesTest {
    private static final int TRIES = 300;

    @Provide
    Arbitrary<List<OrderLine>> lines() {
        return TestOrders.anyLines();
    }

    /** Any chain of any of the steps, the limit in any place. */
    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 4).list().ofMaxSize(5);
    }

    private static Splitter chain(List<Integer> steps, int limit) {
        Splitter splitter = Splitter.shippable();
        for (int step : steps) {
            splitter = splitter.andThen(
                    switch (step) {
                        case 0 -> Splitter.shippable();
                        case 1 -> Splitter.byOrigin();
                        case 2 -> Splitter.byShippingClass();
                        case 3 -> Splitter.byAvailability();
                        case 4 -> Splitter.maxWeight(new Weight(limit));
                        default -> throw new AssertionError(step);
                    });
        }
        return splitter;
    }

    private static Map<OrderLine, Long> pieces(List<List<OrderLine>> groups) {
        Map<OrderLine, Long> pieces = new HashMap<>();
        groups.forEach(
                group -> group.forEach(line -> pieces.merge(line.withQuantity(1), (long) line.quantity(), Long::sum)));
        return pieces;
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void everyShippablePieceExactlyOnceAndNothingEmpty(
            @ForAll("lines") List<OrderLine> lines,
            @ForAll("steps") List<Integer> steps,
            @ForAll @IntRange(min = 1_000, max = 9_000) int limit) {
        List<List<OrderLine>> groups = TestOrders.split(chain(steps, limit), lines);
        List<OrderLine> shippable =
                lines.stream().filter(OrderLine::requiresShipping).toList();
        assertEquals(pieces(List.of(shippable)), pieces(groups));
        groups.forEach(group -> assertFalse(group.isEmpty()));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void orderOfLinesDecidesNothing(
            @ForAll("lines") List<OrderLine> lines,
            @ForAll("steps") List<Integer> steps,
            @ForAll @IntRange(min = 1_000, max = 9_000) int limit,
            @ForAll long seed) {
        List<OrderLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        assertEquals(TestOrders.split(chain(steps, limit), lines), TestOrders.split(chain(steps, limit), shuffled));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void limitIsKeptOrThePieceIsAlone(
            @ForAll("lines") List<OrderLine> lines, @ForAll @IntRange(min = 1_000, max = 9_000) int limit) {
        for (List<OrderLine> group : TestOrders.split(Splitter.maxWeight(new Weight(limit)), lines)) {
            long grams = group.stream()
                    .mapToLong(line -> line.quantity()
                            * (line.unitWeight() == null ? 0 : line.unitWeight().grams()))
                    .sum();
            boolean alone = group.size() == 1 && group.get(0).quantity() == 1;
            String kept = group.get(0).traits().keepTogether();
            boolean asOne = kept != null
                    && group.stream().allMatch(line -> kept.equals(line.traits().keepTogether()));
            assertTrue(grams <= limit || alone || asOne, () -> grams + " g in " + group);
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void limitWastesNoMoreThanHalf(
            @ForAll("lines") List<OrderLine> lines, @ForAll @IntRange(min = 4_000, max = 9_000) int limit) {
        long grams = lines.stream()
                .mapToLong(line -> line.quantity()
                        * (line.unitWeight() == null ? 0 : line.unitWeight().grams()))
                .sum();
        // Any two neighbours together hold more than one limit.
        assertTrue(
                TestOrders.split(Splitter.maxWeight(new Weight(limit)), lines).size() <= 2 * (grams / limit) + 2);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void standardMixesNothing(@ForAll("lines") List<OrderLine> lines) {
        for (List<OrderLine> group : TestOrders.split(Splitter.standard(), lines)) {
            assertEquals(1, group.stream().map(OrderLine::origin).distinct().count());
            assertEquals(
                    1, group.stream().map(OrderLine::shippingClass).distinct().count());
            assertTrue(group.stream()
                            .filter(line -> line.traits().keepTogether() == null)
                            .map(line -> line.availableFrom() == null ? Instant.EPOCH : line.availableFrom())
                            .distinct()
                            .count()
                    <= 1);
        }
    }
}
