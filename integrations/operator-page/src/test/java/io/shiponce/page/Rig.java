package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Operation;
import io.shiponce.OperatorListener;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Selection;
import io.shiponce.Shipment;
import io.shiponce.carrier.Address;
import io.shiponce.carrier.Weight;
import io.shiponce.page.view.Seen;
import io.shiponce.store.OrderKey;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.ScriptedCarrier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A store, a carrier, an engine and the page, all in memory. */
final class Rig implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final String ORIGIN = "http://localhost:8080";

    /** Runs as the system's does, and can be put forward: so nobody waits for a quiet time. */
    static final class Shifted extends Clock {
        private volatile Duration by = Duration.ZERO;

        void advance(Duration time) {
            by = by.plus(time);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What the shop's own rule says against everything; empty if it lets it pass. */
    volatile String refusal = "";

    final Shifted clock = new Shifted();
    final InMemoryShipmentStore store = new InMemoryShipmentStore(clock);
    final ScriptedCarrier carrier;
    final DispatchEngine engine;
    final OperatorPage page;

    /** A carrier of this level, the page's own sign-in, on loopback. */
    Rig(int level) {
        this(level, PasswordSignIn.of(PASSWORD), new PageSettings("", Set.of(), ZoneOffset.UTC));
    }

    Rig(int level, SignIn signIn, PageSettings settings) {
        carrier = ScriptedCarrier.atLevel(level, clock);
        engine = DispatchEngine.builder(store)
                .carrier("reference", carrier)
                .operatorListener(new OperatorListener() {
                    @Override
                    public Optional<String> before(Operation operation) {
                        return Optional.of(refusal).filter(reason -> !reason.isEmpty());
                    }
                })
                .settings(EngineSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(16))
                        .withPollInterval(Duration.ofMillis(10)))
                .build();
        page = OperatorPage.of(engine, signIn, settings);
    }

    Shipment accepted(String number) {
        return accepted("augsburg", number, "Ada Ahorn");
    }

    Shipment accepted(String shop, String number, String name) {
        Address to = new Address(name, null, "Maximilianstr. 1", null, "86150", "Augsburg", null, "DE", null, null);
        OrderLine line = new OrderLine("MUG-1", "Mug", 1, null, new Weight(350), true, "", "", null);
        engine.accept(new Order(shop, number, null, "reference", 0, to, List.of(line)));
        return engine.operator()
                .page(ShipmentFilter.ofOrder(new OrderKey(shop, number)), null, 1)
                .get(0);
    }

    /** Sends everything; returns when the run is over. */
    void dispatch() throws Exception {
        engine.dispatch(Selection.all()).completion().get(50, TimeUnit.SECONDS);
    }

    Shipment now(Shipment seen) {
        return engine.operator().find(seen.id()).orElseThrow();
    }

    /** What a form about this shipment carries. */
    static String on(Shipment seen) {
        return Seen.of(seen).toString();
    }

    /** Somebody who has signed in. */
    Browser signedIn(String name) {
        Browser browser = new Browser(page, ORIGIN);
        PageAnswer answer = browser.postWithoutToken("/sign-in", "name", name, "password", PASSWORD);
        assertEquals(303, answer.status(), answer::text);
        assertTrue(answer.headers().get("Set-Cookie").startsWith("shiponce-session="));
        return browser;
    }

    @Override
    public void close() {
        page.close();
        engine.close();
    }
}
