package com.example.servletshop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.CanonicalOrders;
import io.shiponce.DispatchEngine;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.simulated.CarrierServer;
import io.shiponce.carrier.simulated.CarrierSettings;
import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.jdbc.JdbcShipmentStore;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A container takes the application away in the middle of its dispatch and deploys it again, three times. Nothing is sent twice, nothing is
 * left in doubt, and of each deployment no thread and no class remains.
 */
@Timeout(300)
class RedeployTest {
    private static final int ORDERS = 80;
    private static final int DEPLOYMENTS = 4;

    @TempDir
    private Path directory;

    private record Compared(List<WeakReference<ClassLoader>> loaders) {}

    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    private Tomcat tomcat;

    @Test
    void takenAwayInTheMiddleItLeavesNothingBehind() throws Exception {
        Path application = WebApplication.in(directory.resolve("application"));
        assertTrue(WebApplication.modules(application) >= 6, "the application has its own ShipOnce");
        Path ledger = directory.resolve("ledger.tsv");
        try (CarrierServer carrier =
                CarrierServer.start(CarrierSettings.of(ledger).withLatency(Duration.ofMillis(100)))) {
            acceptAllButOne();
            start();
            for (int deployment = 1; deployment <= DEPLOYMENTS; deployment++) {
                int goal = ORDERS * deployment / DEPLOYMENTS;
                deployAndDispatch(application, carrier, ledger, deployment, goal);
                assertEquals(List.of(), threadsOfShipOnce());
            }
        } finally {
            stop();
        }
        Ledger executed = Ledger.read(ledger);
        assertEquals(Set.of(), executed.duplicates());
        assertEquals(ORDERS, executed.creates());
        assertEquals(Map.of(ShipmentState.CONFIRMED, (long) ORDERS), states());
        assertEquals(DEPLOYMENTS, loaders.size());
        // The JDK's own code for records remembers the type that it compared last (17), and with it that type's class
        // loader: one, never
        // more. From here on it is one of this test's.
        assertEquals(new Compared(loaders), new Compared(loaders));
        assertEquals(new Compared(loaders).hashCode(), new Compared(loaders).hashCode());
        assertEquals(new Compared(loaders).toString(), new Compared(loaders).toString());
        for (WeakReference<ClassLoader> loader : loaders) {
            await("the class loader of a deployment that is gone is held", () -> isCollected(loader));
        }
    }

    private void start() throws Exception {
        tomcat = new Tomcat();
        tomcat.setBaseDir(directory.resolve("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector();
        tomcat.start();
    }

    private void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        tomcat = null;
    }

    /** In a method of its own: nothing on this stack holds the deployment afterwards. */
    private void deployAndDispatch(Path application, CarrierServer carrier, Path ledger, int deployment, int goal)
            throws Exception {
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(application.toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(Constants.NoDefaultWebXml);
        context.addLifecycleListener(config);
        context.addParameter("shiponce.store", url());
        context.addParameter("shiponce.installation", "servlet-shop");
        context.addParameter("shiponce.carrier", carrier.url().toString());
        tomcat.getHost().addChild(context);
        assertEquals("STARTED", context.getStateName(), "see the log above");
        loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
        assertIsTheApplicationsOwn(context);
        if (deployment == 1) {
            postTheLast();
        }
        await("sends of deployment " + deployment, () -> Ledger.read(ledger).creates() >= goal);
        if (deployment < DEPLOYMENTS) {
            assertTrue(Ledger.read(ledger).creates() < ORDERS, "in the middle");
        } else {
            await("settled", () -> states().equals(Map.of(ShipmentState.CONFIRMED, (long) ORDERS)));
        }
        tomcat.getHost().removeChild(context);
        context.destroy();
        assertEquals(
                Set.of(),
                states().keySet().stream()
                        .filter(state -> state == ShipmentState.CLAIMED || state == ShipmentState.IN_DOUBT)
                        .collect(Collectors.toSet()),
                "what was in flight is settled");
    }

    private static void assertIsTheApplicationsOwn(Context context) {
        Object engine = context.getServletContext().getAttribute(Shipping.ENGINE);
        assertNotSame(DispatchEngine.class, engine.getClass(), "of the application's own class loader");
        assertEquals(DispatchEngine.class.getName(), engine.getClass().getName());
    }

    /**
     * Before the first deployment, so that there is enough to do for all of them; and so that the database's driver is loaded by the
     * container: it runs programs, and the JDK's thread that waits for these keeps the class loader of whoever asked first for a minute.
     */
    private void acceptAllButOne() {
        JdbcShipmentStore.migrate(settings());
        try (ShipmentStore store = JdbcShipmentStore.open(settings());
                DispatchEngine engine = DispatchEngine.builder(store).build()) {
            engine.acceptAll(
                    IntStream.range(1, ORDERS).mapToObj(RedeployTest::order).toList());
        }
    }

    private void postTheLast() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String last = CanonicalOrders.toJson(order(ORDERS));
        assertEquals(201, post(client, last));
        assertEquals(200, post(client, last), "the same again");
        assertEquals(409, post(client, last.replace("MUG-1", "POT-1")), "another one under its number");
        assertEquals(400, post(client, "{\"shop\":\"augsburg\"}"));
    }

    private int post(HttpClient client, String body) throws Exception {
        URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/orders");
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static Order order(int number) {
        Address ada = new Address("Ada Ahorn", null, "Lindenweg 1", null, "86150", "Augsburg", null, "DE", null, null);
        return new Order(
                "augsburg",
                String.valueOf(1000 + number),
                null,
                Order.DEFAULT_CARRIER,
                0,
                ada,
                List.of(OrderLine.of("MUG-1", 1)));
    }

    private StoreSettings settings() {
        return new StoreSettings(url(), "servlet-shop", Duration.ofSeconds(5), Map.of());
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("shop.db");
    }

    private Map<ShipmentState, Long> states() {
        try (ShipmentStore store = JdbcShipmentStore.open(settings())) {
            return store.page(ShipmentFilter.ALL, null, ORDERS + 1).stream()
                    .collect(Collectors.groupingBy(one -> one.state(), Collectors.counting()));
        }
    }

    /** Senders take a moment to end after the engine is closed. */
    private static List<String> threadsOfShipOnce() throws Exception {
        await("threads of a closed engine", () -> names().isEmpty());
        return names();
    }

    private static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("shiponce"))
                .toList();
    }

    private static List<String> threadsOfApplications() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(one -> String.valueOf(one.getContextClassLoader()).contains("WebappClassLoader"))
                .map(Thread::getName)
                .toList();
    }

    /** Uses up the memory, once, if that is what it takes: until then softly reachable objects may stay. */
    private static boolean isCollected(WeakReference<ClassLoader> loader) {
        System.gc();
        if (loader.get() != null) {
            Object[] filling = {};
            try {
                while (loader.get() != null) {
                    filling = new Object[] {filling, new byte[8 << 20]};
                }
            } catch (OutOfMemoryError e) {
                filling = new Object[] {}; // and whatever was softly reachable is gone
            }
        }
        return loader.get() == null;
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "not within 30 s: " + what + "; threads of applications: " + threadsOfApplications());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
