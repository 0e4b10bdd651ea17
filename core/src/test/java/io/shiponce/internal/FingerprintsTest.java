package io.shiponce.internal;

import static io.shiponce.TestOrders.ADA;
import static io.shiponce.TestOrders.eur;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.TestOrders;
import io.shiponce.Traits;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.store.Payload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final Instant TIME = Instant.parse("2026-12-20T10:00:00Z");
    private static final OrderLine MUG = TestOrders.mug().lines().get(0);

    private static String of(OrderLine... lines) {
        return Fingerprints.ofOrder(TestOrders.of(lines));
    }

    private static OrderLine costing(String amount) {
        return new OrderLine("A", null, 1, eur(amount), null, true, "", "", null);
    }

    /** Pinned for ever: with another value, every order of before would be a conflict. */
    @Test
    void s10_valuesNeverChange() {
        assertEquals(
                "1:002ce03d6bbd7f3971b068dc696f0e48c5a2351cb49d9d836c20e1f5107d0af3",
                Fingerprints.ofOrder(TestOrders.mug()));
        assertEquals(
                "1:a891a631d20af447e67ca0e7bcbee1142bc6d5b559c75a5b04de4e5d41016eb9",
                Fingerprints.ofRequest(payload("{}"), "SO-1"));
    }

    @Provide
    Arbitrary<List<OrderLine>> lines() {
        return TestOrders.anyLines();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void s10_orderOfLinesIsNoContent(@ForAll("lines") List<OrderLine> lines, @ForAll long seed) {
        List<OrderLine> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        assertEquals(Fingerprints.ofOrder(TestOrders.of(lines)), Fingerprints.ofOrder(TestOrders.of(shuffled)));
    }

    @Test
    void s10_howAnAmountIsWrittenIsNoContent() {
        assertEquals(of(costing("12.5")), of(costing("12.500")));
        assertEquals(of(costing("100")), of(costing("100.00")));
        assertEquals(of(costing("0")), of(costing("0.00")));
        assertEquals(of(costing("12.5"), costing("12.50")), of(costing("12.50"), costing("12.5")));
        assertNotEquals(of(costing("12.5")), of(costing("125")));
    }

    @Test
    void s10_absentAndEmptyAreTheSameContent() {
        Address empty =
                new Address(ADA.name(), "", ADA.street1(), "", ADA.postalCode(), ADA.city(), "", ADA.country(), "", "");
        Order order = TestOrders.mug();
        assertEquals(
                Fingerprints.ofOrder(order),
                Fingerprints.ofOrder(new Order(
                        order.shop(),
                        order.number(),
                        order.placedAt(),
                        order.carrier(),
                        order.priority(),
                        empty,
                        order.lines())));
    }

    @Test
    void s10_everyFieldIsContent() {
        List<Order> orders = List.of(
                order("s", "1", TIME, "c", 0, ADA, MUG),
                order("t", "1", TIME, "c", 0, ADA, MUG),
                order("s", "2", TIME, "c", 0, ADA, MUG),
                order("s", "1", null, "c", 0, ADA, MUG),
                order("s", "1", TIME.plusNanos(1), "c", 0, ADA, MUG),
                order("s", "1", TIME, "d", 0, ADA, MUG),
                order("s", "1", TIME, "c", 1, ADA, MUG),
                order("s", "1", TIME, "c", 0, ADA, MUG, MUG),
                order("s", "1", TIME, "c", 0, ADA, MUG.withQuantity(4)));
        assertEquals(orders.size(), distinct(orders));
    }

    @Test
    void s10_everyFieldOfALineIsContent() {
        List<OrderLine> lines = List.of(
                new OrderLine("A", "n", 1, eur("1"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("B", "n", 1, eur("1"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", "m", 1, eur("1"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", null, 1, eur("1"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", "n", 2, eur("1"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", "n", 1, eur("2"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", "n", 1, new Money(BigDecimal.ONE, "CHF"), new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", "n", 1, null, new Weight(1), true, "o", "c", TIME),
                new OrderLine("A", "n", 1, eur("1"), Weight.ZERO, true, "o", "c", TIME),
                new OrderLine("A", "n", 1, eur("1"), null, true, "o", "c", TIME),
                new OrderLine("A", "n", 1, eur("1"), new Weight(1), false, "o", "c", TIME),
                new OrderLine("A", "n", 1, eur("1"), new Weight(1), true, "", "c", TIME),
                new OrderLine("A", "n", 1, eur("1"), new Weight(1), true, "oc", "", TIME),
                new OrderLine("A", "n", 1, eur("1"), new Weight(1), true, "o", "c", null));
        assertEquals(lines.size(), distinct(lines.stream().map(TestOrders::of).toList()));
    }

    /** An order that says nothing of its goods has the fingerprint that it had before it could: see the pinned value. */
    @Test
    void s10_everyTraitIsContent() {
        List<Traits> traits = List.of(
                Traits.NONE,
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(2, 2, 3), "v", "h", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 3, 3), "v", "h", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 4), "v", "h", "t", "k", true, "1234", "DE"),
                new Traits(null, "v", "h", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "w", "h", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), null, "h", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "i", "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", null, "t", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "u", "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", null, "k", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "l", true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", null, true, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "k", false, "1234", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "k", true, "12345", "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "k", true, null, "DE"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "k", true, "1234", "FR"),
                new Traits(new Dimensions(1, 2, 3), "v", "h", "t", "k", true, "1234", null));
        List<Order> orders = traits.stream()
                .map(known -> TestOrders.of(TestOrders.with(known, MUG)))
                .toList();
        assertEquals(orders.size(), distinct(orders));
        assertEquals(
                "1:b5fff7ec9a83a2706b81cb2a028f82bf312a1b318b84f5d40609dfcd901b424f",
                Fingerprints.ofOrder(orders.get(1)));
    }

    @Test
    void s10_everyFieldOfTheAddressIsContent() {
        String[] fields = {"n", "c", "s", "t", "1", "a", "r", "DE", "e", "p"};
        List<Order> orders = new ArrayList<>();
        orders.add(order("s", "1", TIME, "c", 0, address(fields), MUG));
        for (int i = 0; i < fields.length; i++) {
            String[] other = fields.clone();
            other[i] = "XX";
            orders.add(order("s", "1", TIME, "c", 0, address(other), MUG));
        }
        assertEquals(orders.size(), distinct(orders));
    }

    @Test
    void r7_requestIsPayloadAndReference() {
        String fingerprint = Fingerprints.ofRequest(payload("{}"), "SO-1");
        assertTrue(fingerprint.length() <= 100);
        assertTrue(Fingerprints.matches(fingerprint, payload("{}"), "SO-1"));
        assertFalse(Fingerprints.matches(fingerprint, payload("{ }"), "SO-1"));
        assertFalse(Fingerprints.matches(fingerprint, payload("{}"), "SO-2"));
        assertFalse(Fingerprints.matches("2:" + fingerprint.substring(2), payload("{}"), "SO-1"));
        assertNotEquals(Fingerprints.ofRequest(payload("b"), "a"), Fingerprints.ofRequest(payload(""), "ab"));
    }

    private static Order order(
            String shop,
            String number,
            Instant placedAt,
            String carrier,
            int priority,
            Address to,
            OrderLine... lines) {
        return new Order(shop, number, placedAt, carrier, priority, to, List.of(lines));
    }

    private static Address address(String[] f) {
        return new Address(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]);
    }

    private static int distinct(List<Order> orders) {
        Set<String> fingerprints = new HashSet<>();
        orders.forEach(order -> fingerprints.add(Fingerprints.ofOrder(order)));
        return fingerprints.size();
    }

    private static Payload payload(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
