package io.shiponce.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Operator;
import io.shiponce.Selection;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the meters say is what the store holds, and reading them costs the store nothing. */
@Timeout(30)
class StoreMetricsTest {
    private final MutableClock clock = new MutableClock();
    private final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    private final CarrierAdapter carrier = ScriptedCarrier.atLevel(1, clock);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Runnable beforeCounts = asked::incrementAndGet;
    private final CountDownLatch askedOnce = new CountDownLatch(1);
    private final Operator operator = Operator.of(watched(), EngineSettings.defaults());
    private final StoreMetrics metrics = new StoreMetrics(operator, Duration.ofHours(1));

    private ShipmentStore watched() {
        return (ShipmentStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ShipmentStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("counts")) {
                        beforeCounts.run();
                        askedOnce.countDown();
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Its own look comes first, so that only ours follow. */
    @BeforeEach
    void bind() throws Exception {
        metrics.bindTo(registry);
        askedOnce.await();
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private Exposition look() {
        metrics.refresh();
        return Exposition.of(registry);
    }

    @Test
    void scrapesDoNotAskTheStore() {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.acceptAll(Samples.orders(3));
        }
        look();
        int before = asked.get();

        for (int i = 0; i < 100; i++) {
            assertEquals(3, Exposition.of(registry).sum("shiponce_shipments", "state", "pending"));
        }

        assertEquals(before, asked.get());
    }

    @Test
    void agesGrowAndPausesShow() {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.acceptAll(Samples.orders(3));
        }
        clock.advance(Duration.ofMinutes(7));
        operator.pause("other", "a person", "stocktaking");
        Exposition seen = look();

        double age = seen.sum("shiponce_shipments_oldest_age_seconds", "carrier", Samples.CARRIER, "state", "pending");
        assertTrue(age >= 420 && age < 440, "seconds, was " + age);
        assertEquals(3, seen.sum("shiponce_shipments_waiting", "reason", "ready"));
        assertEquals(1, seen.sum("shiponce_carrier_paused", "carrier", "other"));
        assertEquals(0, seen.sum("shiponce_carrier_paused", "carrier", Samples.CARRIER));
        assertEquals(0, seen.sum("shiponce_carrier_paused", "carrier", "*"));

        operator.pause(Control.EVERYTHING, "a person", "stocktaking");
        operator.resume("other", "a person");
        Exposition all = look();

        assertEquals(1, all.sum("shiponce_carrier_paused", "carrier", "*"));
        assertEquals(1, all.sum("shiponce_carrier_paused", "carrier", Samples.CARRIER));
        operator.resume(Control.EVERYTHING, "a person");
        assertEquals(0, look().sum("shiponce_carrier_paused"));
    }

    @Test
    void aRestoredBackupShowsAsDoubtsAndQuarantine() {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.acceptAll(Samples.orders(2));
        }
        operator.afterRestore("a person", "disk failed");
        clock.advance(Duration.ofHours(1));
        Exposition seen = look();

        assertEquals(1, seen.sum("shiponce_quarantine"));
        assertEquals(2, seen.sum("shiponce_shipments", "state", "in_doubt"));
        double age = seen.sum("shiponce_shipments_oldest_age_seconds", "state", "in_doubt");
        assertTrue(age >= 3_600 && age < 3_620, "seconds, was " + age);
    }

    @Test
    void enginesAreSeenByTheirSignsOfLife() throws Exception {
        try (DispatchEngine engine =
                DispatchEngine.builder(store).carrier(Samples.CARRIER, carrier).build()) {
            engine.dispatch(Selection.all()).completion().get();
        }
        clock.advance(Duration.ofMinutes(2));

        double age = look().sum("shiponce_engines_seen_age_seconds");

        assertTrue(age >= 120 && age < 140, "seconds, was " + age);
    }

    @Test
    void aStoreThatFailsLeavesTheLastFiguresAndSaysSo() {
        try (DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.acceptAll(Samples.orders(3));
        }
        assertEquals(1, look().sum("shiponce_store_up"));
        List<Runnable> failures = List.of(
                () -> {
                    throw new StoreException("away");
                },
                () -> {
                    throw new AssertionError("a bug");
                });
        for (Runnable failure : failures) {
            beforeCounts = failure;
            Exposition seen = look();
            assertEquals(0, seen.sum("shiponce_store_up"));
            assertEquals(3, seen.sum("shiponce_shipments", "state", "pending"));
        }
        beforeCounts = asked::incrementAndGet;
        assertEquals(1, look().sum("shiponce_store_up"));
    }

    /** The database hangs, and everything else in the scrape is still there at once. */
    @Test
    void aStoreThatHangsDoesNotMakeTheScrapeHang() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        beforeCounts = () -> {
            hangs.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new StoreException("interrupted");
            }
        };
        Thread hanging = new Thread(metrics::refresh);
        hanging.start();
        hangs.await();

        assertTrue(Exposition.of(registry).names().contains("shiponce_store_up"));

        goesOn.countDown();
        hanging.join();
    }

    @Test
    void anIntervalThatIsTooShortOrTooLongIsRefused() {
        for (Duration interval : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofHours(2))) {
            assertThrows(IllegalArgumentException.class, () -> new StoreMetrics(operator, interval));
        }
    }

    @Test
    void whatTheDefaultsBindIsThereAtOnce() throws Exception {
        PrometheusMeterRegistry fresh = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Usage usage = Usage.of(store, carrier, fresh);
        try (DispatchEngine engine = usage.engine();
                StoreMetrics content = usage.content()) {
            engine.acceptAll(Samples.orders(5));
            engine.dispatch(Selection.all()).completion().get();
            content.refresh();
        }
        Exposition seen = Exposition.of(fresh);
        assertEquals(5, seen.sum("shiponce_shipments", "state", "confirmed"));
        assertEquals(5, seen.sum("shiponce_settlements_total", "outcome", "accepted"));
        assertEquals(1, seen.sum("shiponce_engine_problems", "code", "closed"));
        assertEquals(1, seen.sum("shiponce_engine_problems"));
    }
}
