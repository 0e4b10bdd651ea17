package io.shiponce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.OrderLine;
import io.shiponce.TestOrders;
import io.shiponce.Traits;
import io.shiponce.carrier.Dimensions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Total on content: two lines compare as equal only if they are. */
class CanonicalOrderOfLinesTest {
    @Provide
    Arbitrary<OrderLine> lines() {
        return TestOrders.anyLineWithTraits();
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void onlyEqualLinesCompareAsEqual(@ForAll("lines") OrderLine one, @ForAll("lines") OrderLine other) {
        int forth = Splitting.CANONICAL.compare(one, other);
        assertEquals(one.equals(other), forth == 0);
        assertEquals(Integer.signum(forth), -Integer.signum(Splitting.CANONICAL.compare(other, one)));
    }

    /** Also what hardly differs: a name that is absent or empty, an amount written with other zeros. */
    @Test
    void whatHardlyDiffersHasItsOrder() {
        OrderLine plain = OrderLine.of("A", 1);
        OrderLine named = new OrderLine("A", "", 1, null, null, true, "", "", null);
        OrderLine other = new OrderLine("A", "Mug", 1, null, null, true, "", "", null);
        OrderLine short1 = new OrderLine("A", "", 1, TestOrders.eur("12.5"), null, true, "", "", null);
        OrderLine long1 = new OrderLine("A", "", 1, TestOrders.eur("12.50"), null, true, "", "", null);
        OrderLine two = new OrderLine("A", null, 2, TestOrders.eur("12.5"), null, true, "", "", null);
        List<OrderLine> lines = List.of(plain, named, short1, long1, two, other);
        List<OrderLine> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        assertEquals(lines, Splitting.canonical(reversed));
    }

    /** Pinned: the order of lines decides what goes into which shipment, on every machine and in every version. */
    @Test
    void traitsDecideAfterAllElseOneByOne() {
        List<Traits> ascending = List.of(
                Traits.NONE,
                new Traits(new Dimensions(1, 1, 1), null, null, null, null, false, null, null),
                new Traits(new Dimensions(1, 1, 2), null, null, null, null, false, null, null),
                new Traits(new Dimensions(1, 2, 1), null, null, null, null, false, null, null),
                new Traits(new Dimensions(2, 1, 1), null, null, null, null, false, null, null),
                new Traits(null, null, null, null, null, false, null, "DE"),
                new Traits(null, null, null, null, null, false, "1234", null),
                new Traits(null, null, null, null, null, true, null, null),
                new Traits(null, null, null, null, "k", false, null, null),
                new Traits(null, null, null, "t", null, false, null, null),
                new Traits(null, null, "h", null, null, false, null, null),
                new Traits(null, "v", null, null, null, false, null, null),
                new Traits(null, "w", null, null, null, false, null, null));
        List<OrderLine> lines = ascending.stream()
                .map(traits -> TestOrders.with(traits, OrderLine.of("A", 1)))
                .toList();
        List<OrderLine> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        assertEquals(lines, Splitting.canonical(reversed));
        OrderLine later = TestOrders.with(Traits.NONE, OrderLine.of("B", 1));
        OrderLine earlier = TestOrders.with(ascending.get(12), OrderLine.of("A", 1));
        assertEquals(List.of(earlier, later), Splitting.canonical(List.of(later, earlier)));
    }
}
