package io.shiponce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.carrier.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final List<OrderLine> LINES = List.of(OrderLine.of("MUG-1", 2));

    private static Order named(String shop, String number, String carrier) {
        return new Order(shop, number, null, carrier, 0, TestOrders.ADA, LINES);
    }

    private static String problem(Runnable birth) {
        return assertThrows(IllegalArgumentException.class, birth::run).getMessage();
    }

    @Test
    void longestNamesAreTaken() {
        Order order = named("s".repeat(100), "n".repeat(100), "c".repeat(50));
        assertEquals("s".repeat(100), order.key().shop());
        assertEquals("n".repeat(100), order.key().number());
    }

    @Test
    void longerNamesAreRefused() {
        assertEquals(
                "shop must be at most 100 characters long, was 101", problem(() -> named("s".repeat(101), "1", "c")));
        assertEquals(
                "number must be at most 100 characters long, was 101", problem(() -> named("s", "n".repeat(101), "c")));
        assertEquals(
                "carrier must be at most 50 characters long, was 51", problem(() -> named("s", "1", "c".repeat(51))));
    }

    /** What databases fold together or cut off must not be two orders. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", " 1", "1 ", "1\n", "1\t2", "1\u00002", "\uD800", "1\uDC00"})
    void namesThatDatabasesDisagreeOnAreRefused(String name) {
        assertTrue(problem(() -> named("s", name, "c")).startsWith("number must "));
        assertTrue(problem(() -> named(name, "1", "c")).startsWith("shop must "));
        assertTrue(problem(() -> named("s", "1", name)).startsWith("carrier must "));
    }

    @Test
    void linesAreBoundedAndCopied() {
        List<OrderLine> lines = new ArrayList<>(LINES);
        Order order = TestOrders.of(lines);
        lines.clear();
        assertEquals(LINES, order.lines());
        assertThrows(IllegalArgumentException.class, () -> TestOrders.of(List.of()));
        assertEquals(
                10_000,
                TestOrders.of(Collections.nCopies(10_000, LINES.get(0))).lines().size());
        assertThrows(IllegalArgumentException.class, () -> TestOrders.of(Collections.nCopies(10_001, LINES.get(0))));
    }

    @Test
    void quantityAndPriorityAreBounded() {
        assertEquals(1_000_000, OrderLine.of("A", 1_000_000).quantity());
        assertEquals("quantity must be between 1 and 1000000, was 0", problem(() -> OrderLine.of("A", 0)));
        assertEquals(
                "quantity must be between 1 and 1000000, was 1000001", problem(() -> OrderLine.of("A", 1_000_001)));
        for (int priority : new int[] {-1_001, 1_001}) {
            assertEquals(
                    "priority must be between -1000 and 1000, was " + priority,
                    problem(() -> new Order("s", "1", null, "c", priority, TestOrders.ADA, LINES)));
        }
    }

    @Test
    void timesThatNoDatabaseKeepsAreRefused() {
        for (Instant time : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusNanos(1))) {
            assertEquals(
                    "placedAt must lie in the years 1970 to 9999",
                    problem(() -> new Order("s", "1", time, "c", 0, TestOrders.ADA, LINES)));
            assertEquals(
                    "availableFrom must lie in the years 1970 to 9999",
                    problem(() -> new OrderLine("A", null, 1, null, null, true, "", "", time)));
        }
    }

    @Test
    void halfASurrogatePairIsRefusedWithoutItsNeighbours() {
        Address broken = new Address("Ada \uD83D", null, "Street 1", null, "1", "City", null, "DE", null, null);
        assertEquals(
                "shipTo.name must be well-formed Unicode, holds half of a surrogate pair",
                problem(() -> new Order("s", "1", null, "c", 0, broken, LINES)));
        assertTrue(problem(() -> OrderLine.of("\uDC00", 1)).startsWith("sku must be well-formed"));
        assertEquals("\uD83D\uDE00", OrderLine.of("\uD83D\uDE00", 1).sku());
    }

    @Test
    void showsNoPersonalData() {
        String shown = TestOrders.mug().toString();
        assertEquals("Order[augsburg/100001, 1 lines]", shown);
        assertFalse(TestOrders.mug().lines().toString().contains("Mug"));
    }
}
