package io.shiponce.examples.christmas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CanonicalOrders;
import io.shiponce.Group;
import io.shiponce.Order;
import io.shiponce.Splitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPartsTest {
    @TempDir
    private Path directory;

    @Test
    void theSameSeedInventsTheSameOrdersAndSomeOfThemAreSplit() {
        List<Order> orders = new ReplayOrders("shop", 1).make(500);

        assertEquals(orders, new ReplayOrders("shop", 1).make(500));
        assertNotEquals(orders, new ReplayOrders("shop", 2).make(500));
        long shipments = orders.stream()
                .mapToLong(order -> Splitter.standard().split(Group.of(order)).size())
                .sum();
        assertTrue(shipments > 550 && shipments < 1_000, () -> shipments + " shipments");
        orders.forEach(order -> assertEquals(order, CanonicalOrders.parse(CanonicalOrders.toJson(order))));
    }

    @Test
    void killsComeOneAfterTheOtherInTheMiddleOfTheRun() {
        for (int kills = 0; kills <= 100; kills++) {
            List<Long> moments = KillPlan.of(kills, 4_000, kills).afterExecuted();
            assertEquals(kills, moments.size());
            List<Long> sorted = new ArrayList<>(moments);
            sorted.sort(null);
            assertEquals(sorted, moments);
            assertTrue(moments.stream().allMatch(moment -> moment > 400 && moment < 3_200), moments::toString);
        }
        assertEquals(List.of(1L, 1L), KillPlan.of(2, 1, 7).afterExecuted());
    }

    @Test
    void theLedgerIsCountedAsItGrows() throws Exception {
        Path ledger = Files.writeString(directory.resolve("ledger"), "");
        try (LedgerWatch watch = new LedgerWatch(ledger)) {
            assertEquals(0, watch.executed());
            Files.writeString(ledger, "a\nb\nc", StandardOpenOption.APPEND);
            assertEquals(2, watch.executed());
            Files.writeString(ledger, "\n".repeat(200_000), StandardOpenOption.APPEND);
            assertEquals(200_002, watch.executed());
            assertEquals(200_002, watch.executed());
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertEquals(64, settings(3_500, 3).slots(4_300));
        assertEquals(1, settings(1, 3).slots(1));
        assertThrows(IllegalArgumentException.class, () -> settings(0, 3));
        assertThrows(IllegalArgumentException.class, () -> settings(100_001, 3));
        assertThrows(IllegalArgumentException.class, () -> settings(1, 101));
    }

    private ReplaySettings settings(int orders, int kills) {
        return new ReplaySettings(
                orders, kills, Duration.ofMillis(50), 0, null, "examples", directory, List.of("java"));
    }

    @Test
    void aVerdictIsGoodOnlyIfNothingIsDoubledLostOrInDoubt() {
        assertTrue(new Verdict(1, 1, 1, 0, 0, 0, 0, 0, 1, 1).isGood());
        assertTrue(!new Verdict(1, 1, 1, 1, 0, 0, 0, 0, 1, 1).isGood());
        assertTrue(!new Verdict(1, 1, 1, 0, 1, 0, 0, 0, 1, 1).isGood());
        assertTrue(!new Verdict(1, 1, 1, 0, 0, 1, 0, 0, 1, 1).isGood());
    }
}
