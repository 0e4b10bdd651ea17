package io.shiponce.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.shiponce.Acceptance;
import io.shiponce.DispatchEngine;
import io.shiponce.Selection;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** When the engine starts and stops, and what is left of it. */
@Timeout(60)
class EngineLifecycleTest {
    @TempDir
    private Path directory;

    /** A web server starts in one of the last phases; this one notes whether the engine runs then. */
    private static final class WebServer implements SmartLifecycle {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private ApplicationContext application;
        private volatile boolean running;

        private boolean engineRuns() {
            return application.getBean(EngineLifecycle.class).isRunning();
        }

        @Override
        public void start() {
            events.add("engine runs at the start: " + engineRuns());
            running = true;
        }

        @Override
        public void stop() {
            events.add("engine runs at the stop: " + engineRuns());
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return SmartLifecycle.DEFAULT_PHASE - 2048;
        }
    }

    @Test
    void nothingIsSentBeforeTheWebServerHasStarted() throws Exception {
        accepted("1");
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        WebServer server = new WebServer();
        with(carrier)
                .withInitializer(context -> server.application = context)
                .withBean(WebServer.class, () -> server)
                .run(context -> {
                    Shop.await("sent", () -> carrier.ledger().size() == 1);
                    assertEquals(List.of("engine runs at the start: false"), server.events);
                });
        assertEquals("engine runs at the stop: false", server.events.get(1));
    }

    /** What is in flight when the application stops is finished and settled, while store and adapter are still open. */
    @Test
    void aStopWaitsForWhatIsInFlightAndSettlesIt() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, Clock.systemUTC());
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> {
            sending.countDown();
            await(answer);
            assertFalse(carrier.isClosed());
        }));
        accepted("1");
        with(carrier).run(context -> {
            await(sending);
            Thread stopper = new Thread(() -> close(context.getSourceApplicationContext()));
            stopper.start();
            Shop.await("stopping", () -> stopper.getState() == Thread.State.TIMED_WAITING);
            answer.countDown();
            stopper.join();
        });
        assertTrue(carrier.isClosed());
        assertEquals(List.of(ShipmentState.CONFIRMED), states());
    }

    /** One that does not answer is left claimed, and nobody waits for it any longer than was set. */
    @Test
    void aStopEndsInTimeAndLeavesTheRestClaimed() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(0, Clock.systemUTC());
        carrier.otherwise(permit -> Reply.normal().meanwhile(() -> {
            sending.countDown();
            await(never);
        }));
        accepted("1");
        with(carrier).withPropertyValues("shiponce.dispatch.close-timeout=50ms").run(context -> {
            await(sending);
            long begin = System.nanoTime();
            close(context.getSourceApplicationContext());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertTrue(took.compareTo(Duration.ofSeconds(4)) < 0, () -> "took " + took);
        });
        never.countDown();
        assertEquals(List.of(ShipmentState.CLAIMED), states());
    }

    @Test
    void anApplicationThatComesAndGoesLeavesNoThreadAndNoConnection() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(Shop.url(directory));
            JdbcShipmentStore.migrate(pool, settings());
            for (int round = 1; round <= 3; round++) {
                String number = String.valueOf(round);
                ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
                Shop.bare()
                        .withBean("pool", HikariDataSource.class, () -> pool, bean -> bean.setDestroyMethodName(""))
                        .withBean("reference", ScriptedCarrier.class, () -> carrier)
                        .withPropertyValues("shiponce.installation=test", "shiponce.dispatch.poll-interval=10ms")
                        .run(context -> {
                            context.getBean(OrderIntake.class).accept(Shop.order(number));
                            Shop.await("sent", () -> carrier.ledger().size() == 1);
                            assertTrue(pool.getHikariPoolMXBean().getActiveConnections() > 0);
                            assertTrue(threads().contains("shiponce-coordinator"), () -> "threads: " + threads());
                        });
                Shop.await("threads gone: " + threads(), () -> threads().isEmpty());
                assertEquals(0, pool.getHikariPoolMXBean().getActiveConnections());
            }
        }
    }

    @Test
    void whatIsAcceptedAfterTheStopIsKept() {
        Shop.at(directory).run(context -> {
            context.getBean(EngineLifecycle.class).stop();
            DispatchEngine engine = context.getBean(DispatchEngine.class);

            assertInstanceOf(Acceptance.Accepted.class, engine.accept(Shop.order("late")));
            assertEquals(0, context.getBean(ScriptedCarrier.class).sends());
            assertThrows(IllegalStateException.class, () -> engine.dispatch(Selection.all()));
            assertThrows(
                    IllegalStateException.class,
                    () -> context.getBean(EngineLifecycle.class).start());
        });
        Shop.at(directory)
                .run(context -> Shop.await(
                        "sent by the next one",
                        () -> context.getBean(ScriptedCarrier.class).ledger().size() == 1));
    }

    private ApplicationContextRunner with(ScriptedCarrier carrier) {
        return Shop.bare()
                .withBean("reference", ScriptedCarrier.class, () -> carrier)
                .withPropertyValues(
                        "shiponce.installation=test",
                        "shiponce.store.url=" + Shop.url(directory),
                        "shiponce.dispatch.poll-interval=10ms");
    }

    private StoreSettings settings() {
        return new StoreSettings(Shop.url(directory), "test", Duration.ofSeconds(5), Map.of());
    }

    private void accepted(String number) {
        JdbcShipmentStore.migrate(settings());
        try (ShipmentStore store = JdbcShipmentStore.open(settings());
                DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.accept(Shop.order(number));
        }
    }

    private List<ShipmentState> states() {
        try (ShipmentStore store = JdbcShipmentStore.open(settings())) {
            return store.page(ShipmentFilter.ALL, null, 10).stream()
                    .map(one -> one.state())
                    .toList();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("shiponce"))
                .sorted()
                .toList();
    }

    private static void close(Object context) {
        ((ConfigurableApplicationContext) context).close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
