package io.shiponce.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.shiponce.store.Doubt;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What an engine does with one carrier. All meters are there from the beginning: an alert sees the first event only then. */
final class CarrierMeters {
    /** Up to the default timeout in steps that tell a fast carrier from a slow one, and one beyond. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    /** How a send or its settlement ended. */
    enum Result {
        ACCEPTED,
        REJECTED,
        NOT_SENT,
        UNKNOWN,
        NUMBER_FOLLOWS
    }

    private final Map<Result, Timer> sends;
    private final Map<Result, Counter> settlements;
    private final Map<Doubt.Cause, Counter> doubts;
    private final Map<ShipmentState, Counter> reconciliations;
    private final Counter alarms;
    private final Counter pauses;

    CarrierMeters(MeterRegistry registry, String carrier) {
        sends = each(
                Result.class,
                result -> Timer.builder("shiponce.sends")
                        .description("Calls of the carrier's adapter, by what it said")
                        .tag(Tag.CARRIER, carrier)
                        .tag(Tag.OUTCOME, Tag.value(result))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
        settlements = each(
                Result.class,
                result -> Counter.builder("shiponce.settlements")
                        .description("Outcomes of attempts, as the store recorded them")
                        .tag(Tag.CARRIER, carrier)
                        .tag(Tag.OUTCOME, Tag.value(result))
                        .register(registry));
        doubts = each(
                Doubt.Cause.class,
                cause -> Counter.builder("shiponce.doubts")
                        .description("Settlements and expired claims that left a shipment in doubt")
                        .tag(Tag.CARRIER, carrier)
                        .tag(Tag.CAUSE, Tag.value(cause))
                        .register(registry));
        reconciliations = each(
                ShipmentState.class,
                state -> Counter.builder("shiponce.reconciliations")
                        .description("Doubts that were looked at, by how they stand since")
                        .tag(Tag.CARRIER, carrier)
                        .tag(Tag.STATE, Tag.value(state))
                        .register(registry));
        alarms = Counter.builder("shiponce.duplicate.alarms")
                .description("Shipments that may have left twice")
                .tag(Tag.CARRIER, carrier)
                .register(registry);
        pauses = Counter.builder("shiponce.carrier.pauses")
                .description("Times that this engine paused the carrier")
                .tag(Tag.CARRIER, carrier)
                .register(registry);
    }

    private static <K extends Enum<K>, M> Map<K, M> each(Class<K> keys, Function<K, M> meter) {
        Map<K, M> meters = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            meters.put(key, meter.apply(key));
        }
        return meters;
    }

    void sent(Result result, Duration took) {
        Objects.requireNonNull(sends.get(result)).record(took);
    }

    void settled(Result result) {
        Objects.requireNonNull(settlements.get(result)).increment();
    }

    void doubtful(Doubt.Cause cause) {
        Objects.requireNonNull(doubts.get(cause)).increment();
    }

    void reconciled(ShipmentState state) {
        Objects.requireNonNull(reconciliations.get(state)).increment();
    }

    void alarmed() {
        alarms.increment();
    }

    void paused() {
        pauses.increment();
    }
}
