package io.shiponce.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.DispatchRun;
import io.shiponce.Selection;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How many connections an engine uses. */
class ConnectionsTest extends StoreTest {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private DataSource counting() {
        return ThreadBound.dataSource(() -> {
            Connection connection = place.connect();
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return ThreadBound.handled(connection, (method, args) -> {
                if (method.getName().equals("close") && !connection.isClosed()) {
                    open.decrementAndGet();
                }
                return ThreadBound.invoke(connection, method, args);
            });
        });
    }

    /** Under load: orders are accepted while others are sent, and some doubts are looked up. */
    @Test
    void anEngineUsesTwoConnectionsAtMost() throws Exception {
        int orders = 40;
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        AtomicInteger sends = new AtomicInteger();
        carrier.otherwise(permit -> sends.incrementAndGet() % 10 == 0 ? Reply.executedButUnknown() : Reply.normal());
        try (JdbcShipmentStore counted = JdbcShipmentStore.open(counting(), place.settings(Duration.ofSeconds(5)));
                DispatchEngine engine = DispatchEngine.builder(counted)
                        .carrier(Orders.CARRIER, carrier, CarrierLimits.ofSlots(16))
                        .build()) {
            engine.start();
            CompletableFuture<Void> accepting = CompletableFuture.runAsync(() -> acceptAll(engine, orders));
            accepting.get(60, TimeUnit.SECONDS);
            DispatchRun rest = engine.dispatch(Selection.all());
            rest.completion().get(60, TimeUnit.SECONDS);

            assertEquals(
                    orders,
                    counted.counts(ShipmentFilter.ALL).stream()
                            .mapToLong(counts -> counts.states().getOrDefault(ShipmentState.CONFIRMED, 0L))
                            .sum());
            assertTrue(most.get() <= 2, most + " connections");
            System.out.println("[connections] " + database + ": " + most + " at most for " + orders + " shipments");
        }
        assertEquals(0, open.get());
    }

    private static void acceptAll(DispatchEngine engine, int orders) {
        for (int i = 0; i < orders; i++) {
            engine.accept(EngineOrders.order(String.valueOf(100_000 + i)));
        }
    }
}
