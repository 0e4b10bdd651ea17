package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.DispatchRun;
import io.shiponce.EngineSettings;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Selection;
import io.shiponce.Stores;
import io.shiponce.carrier.Address;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.ShipmentStoreFactory;
import io.shiponce.store.StoreSettings;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page answers while the same process dispatches as fast as it can: the incident's frozen user interface. Another number of
 * shipments by {@code -Dpage.shipments=20000}.
 */
@Tag("proof")
@Timeout(600)
class ResponsivenessTest {
    private static final int SHIPMENTS = Integer.getInteger("page.shipments", 100_000);
    private static final int ACCEPTED_AT_ONCE = 10_000;
    private static final int DOUBTS = 25;
    private static final int CARRIER_MILLIS = 10;
    private static final int PAUSE_MILLIS = 20;

    /** Told and documented is what was measured; this says that nothing froze, also on a machine that is busy otherwise. */
    private static final long FROZEN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final List<String> PATHS = List.of(
            "/",
            "/shipments",
            "/shipments?state=PENDING",
            "/shipments?state=CONFIRMED",
            "/shipments?q=1000077",
            "/shipments?q=augsburg/1050077",
            "/rejected",
            "/doubts");

    @TempDir
    private Path directory;

    private ShipmentStoreFactory stores;
    private StoreSettings settings;

    @BeforeEach
    void migrate() {
        String url = "jdbc:sqlite:" + directory.resolve("store.db");
        settings = new StoreSettings(url, "test", Duration.ofSeconds(5), Map.of());
        stores = Stores.discover().forUrl(url);
        stores.migrate(settings);
    }

    private static ScriptedCarrier carrier() {
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        carrier.otherwise(permit -> {
            pause(CARRIER_MILLIS);
            return permit.reference().hashCode() % 500 == 0 ? Reply.rejected("postal code unknown") : Reply.normal();
        });
        return carrier;
    }

    /** Nobody can look its doubts up, so they stay. */
    private static ScriptedCarrier silent() {
        ScriptedCarrier silent = ScriptedCarrier.atLevel(0, Clock.systemUTC());
        silent.otherwise(permit -> Reply.lost());
        return silent;
    }

    @Test
    void thePageAnswersDuringALargeDispatch() throws Exception {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (ShipmentStore store = stores.open(settings);
                DispatchEngine engine = DispatchEngine.builder(store)
                        .carrier("reference", carrier(), CarrierLimits.ofSlots(64))
                        .carrier("silent", silent(), CarrierLimits.ofSlots(64))
                        .settings(EngineSettings.of(Duration.ofSeconds(5), Duration.ofSeconds(30)))
                        .build();
                OperatorPage page = OperatorPage.of(
                        engine, PasswordSignIn.of(Rig.PASSWORD), new PageSettings("", Set.of(), ZoneOffset.UTC));
                PageServer server = PageServer.start(page, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Onlooker ada = Onlooker.signedIn(server.port())) {
            accept(engine, "silent", 0, DOUBTS);
            engine.dispatch(Selection.all()).completion().get(1, TimeUnit.MINUTES);
            long began = System.nanoTime();
            accept(engine, "reference", 1_000_000, SHIPMENTS);
            long accepted = System.nanoTime();
            List<String> paths = new ArrayList<>(PATHS);
            paths.add("/shipments/"
                    + engine.operator()
                            .page(ShipmentFilter.ALL, null, 10_000)
                            .get(9_999)
                            .id());
            for (String path : paths) {
                ada.asks(path); // classes are loaded
            }
            ada.forgets();
            ada.watches();

            DispatchRun run = engine.dispatch(Selection.all());
            while (!run.completion().isDone()) {
                for (String path : paths) {
                    ada.asks(path);
                }
                pause(PAUSE_MILLIS);
            }
            run.completion().get(1, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - accepted) / 1e9;

            System.out.printf(
                    "The page during a dispatch of %,d shipments: accepted in %.1f s, sent in %.1f s, load %.1f before;%n%s%n",
                    SHIPMENTS, (accepted - began) / 1e9, seconds, load, ada.told());
            assertAllIsDone(engine.operator().counts());
            assertTrue(ada.requests() >= 100, "hardly anything was asked: " + ada.told());
            assertTrue(ada.percentile(99) < FROZEN_NANOS, () -> "the page froze: " + ada.told());
            // The live figures come once a second; they were there, and never left anybody waiting.
            assertTrue(ada.events() >= seconds / 2, () -> "hardly any live figures: " + ada.told());
            assertTrue(
                    ada.longestSilence() < TimeUnit.SECONDS.toNanos(1) + 2 * FROZEN_NANOS,
                    () -> "the live figures froze: " + ada.told());
        }
    }

    private static void assertAllIsDone(List<CarrierCounts> counts) {
        assertEquals(DOUBTS, in(counts, ShipmentState.IN_DOUBT));
        assertEquals(SHIPMENTS, in(counts, ShipmentState.CONFIRMED) + in(counts, ShipmentState.REJECTED));
        assertTrue(in(counts, ShipmentState.REJECTED) > 0, "nothing was rejected");
    }

    private static long in(List<CarrierCounts> counts, ShipmentState state) {
        return counts.stream().mapToLong(carrier -> carrier.in(state)).sum();
    }

    private static void accept(DispatchEngine engine, String carrier, int first, int count) {
        Address to = new Address("Ada", null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null);
        for (int done = 0; done < count; done += ACCEPTED_AT_ONCE) {
            engine.acceptAll(IntStream.range(first + done, first + Math.min(count, done + ACCEPTED_AT_ONCE))
                    .mapToObj(number -> new Order(
                            "augsburg",
                            Integer.toString(number),
                            null,
                            carrier,
                            0,
                            to,
                            List.of(OrderLine.of("MUG-1", 1))))
                    .toList());
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
