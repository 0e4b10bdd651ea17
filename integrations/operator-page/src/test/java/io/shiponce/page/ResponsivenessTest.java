package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Selection;
import io.shiponce.Stores;
import io.shiponce.carrier.Address;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page answers while the same process dispatches as fast as it can: the incident's frozen user interface. Another number of
 * shipments by {@code -Dpage.shipments=100000}.
 */
@Tag("proof")
@Timeout(1_200)
class ResponsivenessTest {
    private static final int SHIPMENTS = Integer.getInteger("page.shipments", 20_000);
    private static final List<String> PATHS = List.of(
            "/",
            "/shipments",
            "/shipments?state=PENDING",
            "/shipments?state=CONFIRMED",
            "/shipments?q=100077",
            "/rejected",
            "/doubts");

    @TempDir
    private Path directory;

    @Test
    void thePageAnswersDuringALargeDispatch() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("store.db");
        StoreSettings settings = new StoreSettings(url, "test", Duration.ofSeconds(5), Map.of());
        var stores = Stores.discover().forUrl(url);
        stores.migrate(settings);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        carrier.otherwise(permit -> {
            pause(20);
            return permit.reference().hashCode() % 500 == 0 ? Reply.rejected("postal code unknown") : Reply.normal();
        });
        try (ShipmentStore store = stores.open(settings);
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier("reference", carrier, CarrierLimits.ofSlots(64))
                        .settings(EngineSettings.of(Duration.ofSeconds(5), Duration.ofSeconds(30)))
                        .build();
                OperatorPage page = OperatorPage.of(
                        engine, PasswordSignIn.of(Rig.PASSWORD), new PageSettings("", Set.of(), ZoneOffset.UTC))) {
            accept(engine);
            Browser ada = new Browser(page, Rig.ORIGIN);
            ada.postWithoutToken("/sign-in", "name", "Ada", "password", Rig.PASSWORD);
            PATHS.forEach(path -> assertEquals(200, ada.get(path).status(), path)); // classes are loaded

            var run = engine.dispatch(Selection.all());
            List<Long> nanos = new ArrayList<>();
            while (!run.completion().isDone()) {
                for (String path : PATHS) {
                    long began = System.nanoTime();
                    PageAnswer answer = ada.get(path);
                    nanos.add(System.nanoTime() - began);
                    assertEquals(200, answer.status(), answer::text);
                }
                pause(20);
            }
            run.completion().get(1, TimeUnit.MINUTES);

            tell(nanos, run.progress().perSecond());
            assertTrue(nanos.size() >= 10 * PATHS.size(), "hardly anything was asked: " + nanos.size());
            assertEquals(0, engine.operator().counts().get(0).in(ShipmentState.PENDING));
            assertEquals(0, engine.operator().counts().get(0).in(ShipmentState.IN_DOUBT));
            assertEquals(
                    SHIPMENTS,
                    engine.operator().counts().get(0).in(ShipmentState.CONFIRMED)
                            + engine.operator().counts().get(0).in(ShipmentState.REJECTED));
            // The figure is the one that is told; this only says that nothing froze, however busy the machine is.
            assertTrue(percentile(nanos, 99) < TimeUnit.SECONDS.toNanos(2), "the page froze");
        }
    }

    private static void accept(DispatchEngine engine) {
        Address to = new Address("Ada", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null);
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < SHIPMENTS; i++) {
            orders.add(new Order(
                    "augsburg",
                    Integer.toString(100_000 + i),
                    null,
                    "reference",
                    0,
                    to,
                    List.of(OrderLine.of("MUG-1", 1))));
        }
        engine.acceptAll(orders);
    }

    private static void tell(List<Long> nanos, double perSecond) {
        System.out.printf(
                "The page during a dispatch of %,d shipments, %,.0f per second: %,d requests, median %.1f ms, p99 %.1f ms,"
                        + " longest %.1f ms%n",
                SHIPMENTS,
                perSecond,
                nanos.size(),
                percentile(nanos, 50) / 1e6,
                percentile(nanos, 99) / 1e6,
                percentile(nanos, 100) / 1e6);
    }

    private static long percentile(List<Long> nanos, int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
