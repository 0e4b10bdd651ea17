package io.shiponce.benchmarks.micro;

import io.shiponce.CanonicalOrders;
import io.shiponce.Group;
import io.shiponce.Order;
import io.shiponce.OrderLine;
import io.shiponce.Splitter;
import io.shiponce.benchmarks.contender.Goods;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.internal.ConsignmentCodec;
import io.shiponce.internal.Fingerprints;
import io.shiponce.internal.References;
import io.shiponce.internal.ShipmentPlanner;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an order and a shipment cost by themselves: an order of six lines from two places. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up
public class CpuBenchmarks {
    private static final int LINES = 6;

    private final ShipmentPlanner planner = new ShipmentPlanner("benchmarks", Splitter.standard());
    private final OrderKey key = new OrderKey("augsburg", "100001");
    private Order order;
    private String json;
    private Payload payload;
    private Consignment consignment;
    private String reference;

    /** For JMH. */
    public CpuBenchmarks() {}

    /** Makes the order and what becomes of it. */
    @Setup
    public void setUp() {
        order = order("100001");
        json = CanonicalOrders.toJson(order);
        payload = planner.plan(order).shipments().get(0).payload();
        consignment = ConsignmentCodec.decode(payload);
        reference = planner.plan(order).shipments().get(0).reference();
    }

    static Order order(String number) {
        List<OrderLine> lines = new ArrayList<>();
        for (int line = 1; line <= LINES; line++) {
            lines.add(new OrderLine(
                    "SKU-" + line,
                    "Woollen scarf " + line,
                    line,
                    new Money(new BigDecimal("12.50"), "EUR"),
                    new Weight(100L * line),
                    true,
                    line % 2 == 0 ? "LEJ" : "AUG",
                    "standard",
                    null));
        }
        return new Order(
                "augsburg",
                number,
                Instant.parse("2026-12-20T10:00:00Z"),
                Order.DEFAULT_CARRIER,
                0,
                Goods.address(1),
                lines);
    }

    /** The splitter that most shops want. */
    @Benchmark
    public List<Group> splitting() {
        return Splitter.standard().split(Group.of(order));
    }

    /** All that accept does before the store: split, encode, derive, fingerprint. */
    @Benchmark
    public OrderPlan planning() {
        return planner.plan(order);
    }

    /** A canonical order read. */
    @Benchmark
    public Order readingAnOrder() {
        return CanonicalOrders.parse(json);
    }

    /** What is stored of a consignment. */
    @Benchmark
    public Payload encoding() {
        return ConsignmentCodec.encode(consignment);
    }

    /** And read before each send. */
    @Benchmark
    public Consignment decoding() {
        return ConsignmentCodec.decode(payload);
    }

    /** Reference and key of a revision. */
    @Benchmark
    public Object referenceDerivation() {
        return References.of("benchmarks", key, 1, 1);
    }

    /** What is checked before each send. */
    @Benchmark
    public String fingerprint() {
        return Fingerprints.ofRequest(payload, reference);
    }
}
