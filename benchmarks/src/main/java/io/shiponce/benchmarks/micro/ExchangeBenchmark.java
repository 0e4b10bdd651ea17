package io.shiponce.benchmarks.micro;

import io.shiponce.Splitter;
import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.store.ClaimRequest;
import io.shiponce.store.ClaimTerms;
import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.RecoveryTerms;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.StoredShipment;
import io.shiponce.testkit.InMemoryShipmentStore;
import io.shiponce.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The law and a store in memory: 640 shipments claimed and settled in exchanges of 64. Per shipment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up
public class ExchangeBenchmark {
    private static final int ORDERS = 320;

    /** The places that an order's goods lie at. */
    private static final int PER_ORDER = 2;

    private static final int SHIPMENTS = ORDERS * PER_ORDER;
    private static final int SLOTS = 64;
    private static final EngineId ENGINE = new EngineId("host:1:benchmark");
    private static final ClaimTerms TERMS = new ClaimTerms(
            Duration.ofSeconds(30), Duration.ofSeconds(40), RecoveryTerms.of(RecoveryTerms.LOOKUP, "account", "v1"));

    private final List<OrderPlan> plans = new ArrayList<>();
    private InMemoryShipmentStore store;
    private int exchanges;

    /** For JMH. */
    public ExchangeBenchmark() {}

    /** Plans the orders. */
    @Setup
    public void plan() {
        ShipmentPlanner planner = new ShipmentPlanner("test", Splitter.standard());
        for (int number = 1; number <= ORDERS; number++) {
            plans.add(planner.plan(CpuBenchmarks.order(String.valueOf(number))));
        }
    }

    /** Each invocation works on a store of its own. */
    @Setup(Level.Invocation)
    public void fill() {
        store = new InMemoryShipmentStore(new MutableClock());
        store.accept(plans, "benchmark");
        exchanges = 0;
    }

    /** Claims, and settles with the next exchange, as the engine does. */
    @Benchmark
    @OperationsPerInvocation(SHIPMENTS)
    public int exchange() {
        List<Settlement> settlements = List.of();
        int settled = 0;
        do {
            ExchangeResult result = store.exchange(request(settlements));
            settled += result.settled().size();
            settlements =
                    result.claimed().stream().map(ExchangeBenchmark::accepted).toList();
        } while (!settlements.isEmpty());
        if (settled != SHIPMENTS) {
            throw new IllegalStateException("settled " + settled);
        }
        return settled;
    }

    private ExchangeRequest request(List<Settlement> settlements) {
        return new ExchangeRequest(
                new ExchangeId("exchange-" + ++exchanges),
                ENGINE,
                1,
                settlements,
                List.of(new ClaimRequest("reference", ShipmentFilter.ALL, SLOTS, 1_000, TERMS)),
                0);
    }

    private static Settlement accepted(StoredShipment claimed) {
        var shipment = claimed.shipment();
        return new Settlement(
                shipment.id(),
                java.util.Objects.requireNonNull(shipment.claim()).id(),
                shipment.revision(),
                shipment.attempt(),
                ENGINE,
                1,
                new Outcome.Accepted("T" + shipment.reference(), Payload.of(new byte[0])));
    }
}
