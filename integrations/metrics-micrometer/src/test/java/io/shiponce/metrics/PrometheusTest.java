package io.shiponce.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shiponce.CarrierLimits;
import io.shiponce.DispatchEngine;
import io.shiponce.EngineSettings;
import io.shiponce.Selection;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.Ledger;
import io.shiponce.testkit.Reply;
import io.shiponce.testkit.ScriptedCarrier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a Prometheus server reads over HTTP is what the carrier has in its own book. */
@Timeout(60)
class PrometheusTest {
    private static final int ORDERS = 500;
    private static final long SEED = Long.getLong("shiponce.seed", 20261128L);

    private final AtomicInteger executedButUnknown = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger normal = new AtomicInteger();

    /** Of ten shipments, about one each is lost on the way, executed without an answer, refused, and not taken at first. */
    private Reply reply(int attempt, String reference) {
        int fate = new Random(SEED + reference.hashCode()).nextInt(10);
        if (fate == 0) {
            executedButUnknown.incrementAndGet();
            return Reply.executedButUnknown();
        } else if (fate == 1) {
            lost.incrementAndGet();
            return Reply.lost();
        } else if (fate == 2) {
            refused.incrementAndGet();
            return Reply.rejected("no such street");
        } else if (fate == 3 && attempt == 1) {
            busy.incrementAndGet();
            return Reply.notSent(Duration.ofMillis(1));
        }
        normal.incrementAndGet();
        return Reply.normal();
    }

    @Test
    void whatIsScrapedIsWhatTheCarrierHasInItsLedger() throws Exception {
        System.out.println("seed: " + SEED + " (-Dshiponce.seed=…)");
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ScriptedCarrier carrier = ScriptedCarrier.atLevel(1, Clock.systemUTC());
        carrier.otherwise(permit -> reply(permit.attempt(), permit.reference()));
        DispatchMetrics dispatch = new DispatchMetrics(List.of(Samples.CARRIER));
        dispatch.bindTo(registry);
        EngineSettings settings = EngineSettings.of(Duration.ofMillis(500), Duration.ofSeconds(30))
                .withPollInterval(Duration.ofMillis(10));
        HttpServer endpoint = endpoint(registry);
        try (DispatchEngine engine = DispatchEngine.builder(new InMemoryShipmentStore(Clock.systemUTC()))
                        .carrier(Samples.CARRIER, carrier, new CarrierLimits(32, Double.POSITIVE_INFINITY, ORDERS))
                        .settings(settings)
                        .listener(dispatch)
                        .build();
                StoreMetrics content = new StoreMetrics(engine.operator(), Duration.ofHours(1))) {
            engine.acceptAll(Samples.orders(ORDERS));
            var run = engine.dispatch(Selection.all());
            // Every doubt is looked up at once; what was lost stays one, and its quiet time is not waited for.
            await(() -> carrier.sends() == ORDERS + busy.get()
                    && carrier.lookups() >= executedButUnknown.get() + lost.get());
            await(() -> run.progress().left() == 0 && run.progress().reconciled() == executedButUnknown.get());
            run.cancel();
            run.completion().get(20, TimeUnit.SECONDS);
            content.bindTo(registry);
            content.refresh();

            compare(scrape(endpoint), carrier.ledger());
        } finally {
            endpoint.stop(0);
        }
    }

    private void compare(Exposition seen, Ledger ledger) {
        assertTrue(List.of(executedButUnknown, lost, refused, busy).stream().allMatch(fate -> fate.get() > 20));
        assertTrue(ledger.duplicates().isEmpty());
        String[] of = {"carrier", Samples.CARRIER};
        // The store's content against the carrier's book.
        assertEquals(ledger.size(), seen.sum("shiponce_shipments", "carrier", Samples.CARRIER, "state", "confirmed"));
        assertEquals(ORDERS, seen.sum("shiponce_shipments", of));
        assertEquals(lost.get(), seen.sum("shiponce_shipments", "state", "in_doubt"));
        assertEquals(refused.get(), seen.sum("shiponce_shipments", "state", "rejected"));
        assertTrue(seen.sum("shiponce_shipments_oldest_age_seconds", "state", "in_doubt") > 0);
        assertEquals(0, seen.sum("shiponce_shipments_oldest_age_seconds", "state", "pending"));
        // What the engine did.
        assertEquals(ORDERS + busy.get(), seen.sum("shiponce_sends_seconds_count", of));
        assertEquals(normal.get(), seen.sum("shiponce_sends_seconds_count", "outcome", "accepted"));
        assertEquals(normal.get(), seen.sum("shiponce_sends_seconds_bucket", "outcome", "accepted", "le", "+Inf"));
        assertEquals(normal.get(), seen.sum("shiponce_settlements_total", "outcome", "accepted"));
        assertEquals(
                ledger.size(),
                seen.sum("shiponce_settlements_total", "outcome", "accepted")
                        + seen.sum("shiponce_reconciliations_total", "state", "confirmed"));
        assertEquals(refused.get(), seen.sum("shiponce_settlements_total", "outcome", "rejected"));
        assertEquals(busy.get(), seen.sum("shiponce_settlements_total", "outcome", "not_sent"));
        int unknown = executedButUnknown.get() + lost.get();
        assertEquals(unknown, seen.sum("shiponce_sends_seconds_count", "outcome", "unknown"));
        assertEquals(unknown, seen.sum("shiponce_doubts_total", "cause", "unknown_answer"));
        assertEquals(0, seen.sum("shiponce_doubts_total", "cause", "claim_expired"));
        assertEquals(0, seen.sum("shiponce_duplicate_alarms_total", of));
        // Each claim was settled, in exchanges.
        assertEquals(ORDERS + busy.get(), seen.sum("shiponce_exchange_claims_sum"));
        assertEquals(ORDERS + busy.get(), seen.sum("shiponce_exchange_settlements_sum"));
        assertTrue(seen.sum("shiponce_exchanges_seconds_count") > 1);
        assertTrue(seen.sum("shiponce_exchanges_seconds_sum") > 0);
        assertEquals(1, seen.sum("shiponce_store_up"));
    }

    private static HttpServer endpoint(PrometheusMeterRegistry registry) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Exposition scrape(HttpServer endpoint) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/metrics");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        return new Exposition(answer.body());
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, "the condition never held");
            Thread.onSpinWait();
        }
    }
}
