package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.shiponce.store.Action;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A pool of connections that the store shares with a shop. */
class PoolTest extends StoreTest {
    private static final Duration CALL = Duration.ofSeconds(1);

    private HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(place.url());
        config.setUsername(place.properties().get("user"));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** By default the pool lets its callers wait for half a minute, longer than a call may take. */
    @Test
    void anExhaustedPoolFailsTheCallInTimeAndChangesNothing() throws Exception {
        accept(Orders.plan("1"));
        try (HikariDataSource pool = pool(2);
                JdbcShipmentStore pooled = JdbcShipmentStore.open(pool, place.settings(CALL), clock)) {
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertTrue(one != two);
                long started = System.nanoTime();
                String message = assertThrows(
                                StoreException.class, () -> pooled.exchange(Orders.exchange(Orders.claim(5))))
                        .getMessage();
                assertThrows(StoreException.class, () -> pooled.accept(List.of(Orders.plan("2")), "shop"));

                assertTrue(System.nanoTime() - started < Duration.ofSeconds(10).toNanos());
                assertTrue(message.contains("are all of its pool in use?"), message);
                assertEquals(ShipmentState.PENDING, shipment(Orders.id("1")).state());
                assertEquals(1, store.history(Orders.id("1")).size());
                assertTrue(store.find(Orders.id("2")).isEmpty());
            }
            // Those that came too late have gone back to the pool.
            assertEquals(
                    1,
                    pooled.exchange(Orders.exchange(Orders.claim(5))).claimed().size());
        }
    }

    /** However often it is asked, a pool that does not answer keeps no more threads waiting than could be of use. */
    @Test
    void aPoolThatDoesNotAnswerCostsFewThreads() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean silent = new AtomicBoolean();
        DataSource pool = ThreadBound.dataSource(() -> {
            if (silent.get()) {
                asked.incrementAndGet();
                answers.await();
            }
            return place.connect();
        });
        try (JdbcShipmentStore pooled = JdbcShipmentStore.open(pool, place.settings(Duration.ofMillis(300)), clock)) {
            silent.set(true);
            for (int i = 0; i < 8; i++) {
                assertThrows(StoreException.class, () -> pooled.control());
            }
            assertTrue(asked.get() <= 5, asked + " threads");
            silent.set(false);
            answers.countDown();
        }
    }

    /** Its connection is in the pool again, or in the hands of the shop, and answers for no exchange any more. */
    @Test
    void s9_whatAFailedExchangeHeldIsLetGoOf() throws Exception {
        accept(Orders.plan("1"));
        ExchangeRequest request = Orders.exchange(Orders.claim(5));
        try (HikariDataSource pool = pool(2);
                JdbcShipmentStore pooled = JdbcShipmentStore.open(pool, place.settings(Duration.ofSeconds(5)), clock)) {
            place.execute("ALTER TABLE {pause} RENAME TO " + place.prefix() + "gone");
            assertThrows(StoreException.class, () -> pooled.exchange(request));
            place.execute("ALTER TABLE " + place.prefix() + "gone RENAME TO " + place.prefix() + "pause");

            try (Connection shop = pool.getConnection()) {
                assertTrue(shop.isValid(1));
                assertEquals(List.of(), pooled.claimsOf(request.id()));
            }
        }
    }

    /** Calls that do not overlap share one connection, whatever they do. */
    @Test
    void oneConnectionIsEnoughForWhatDoesNotOverlap() {
        try (HikariDataSource pool = pool(1);
                JdbcShipmentStore pooled = JdbcShipmentStore.open(pool, place.settings(Duration.ofSeconds(5)), clock)) {
            pooled.accept(List.of(Orders.plan("1")), "shop");
            ShipmentRecord seen = pooled.find(Orders.id("1")).orElseThrow().shipment();
            List<TransitionResult> results = pooled.transition(
                    List.of(new Transition(seen.id(), seen.version(), "ann", new Action.Hold("look"))));

            assertTrue(results.get(0) instanceof TransitionResult.Done);
            assertEquals(
                    0,
                    pooled.exchange(Orders.exchange(Orders.claim(5))).claimed().size());
            assertEquals("test", pooled.control().installation());
            assertEquals(1, pool.getHikariPoolMXBean().getTotalConnections());
        }
    }
}
