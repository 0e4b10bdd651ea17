package io.shiponce.benchmarks.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ContendersTest {
    private static final int SHIPMENTS = 100;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Contenders.class)
    void aKeyLeadsBack(Contenders contender) {
        assertEquals(contender, Contenders.of(contender.key()));
    }

    @Test
    void pagesHoldEachNumberOnceInOrder() {
        List<Integer> numbers = new ArrayList<>();
        Goods.pages(
                new Job("jdbc:sqlite:none", 1, 5, 2_500, null, Duration.ZERO, Duration.ZERO, false), numbers::addAll);
        assertEquals(2_500, numbers.size());
        assertEquals(5, numbers.get(0));
        assertEquals(2_504, numbers.get(2_499));
        assertEquals(Set.copyOf(numbers).size(), numbers.size());
    }

    /** The same on SQLite, where no server is needed: prepared, sent, and its books say so. */
    @ParameterizedTest
    @EnumSource(names = {"SHIPONCE", "LIMIT", "LIMIT_HISTORY"})
    void everythingIsSentOnceAndFinished(Contenders contender) throws Exception {
        Job job = new Job(
                "jdbc:sqlite:" + directory.resolve(contender.key() + ".db"),
                16,
                1,
                SHIPMENTS,
                null,
                Duration.ZERO,
                Duration.ZERO,
                false);
        Sends sends = new Sends(() -> {});
        try (Contender preparing = contender.make(job, sends)) {
            preparing.prepare();
            assertEquals(0, sends.count());
        }
        try (Contender made = contender.make(job, sends);
                Connection watching = Sql.connect(job.url())) {
            assertTrue(Sql.bool(watching, made.anyLeft()));
            assertEquals(SHIPMENTS, Sql.texts(watching, made.unfinished()).size());
            made.open();
            made.start();
            long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (Sql.bool(watching, made.anyLeft()) && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(1_000_000);
            }
            assertFalse(Sql.bool(watching, made.anyLeft()));
            assertEquals(Set.of(), Sql.texts(watching, made.unfinished()));
            assertEquals(SHIPMENTS, sends.count());
        }
    }
}
