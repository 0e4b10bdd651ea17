package io.shiponce.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.shiponce.DispatchListener;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.metrics.CarrierMeters.Result;
import io.shiponce.store.Doubt;
import io.shiponce.store.Outcome;
import io.shiponce.store.ShipmentRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts and times what an engine does: give it to the engine's builder as a listener, and bind it to a registry before the engine
 * starts, since what happens unbound is not counted.
 *
 * <p>Safe for any thread; several engines of one process may share it, and it may be bound to several registries. Durations are
 * in seconds where the registry keeps to that. It reads and writes nothing of the store, and nothing that it does can fail a
 * dispatch. Counts are this process's since its start: a crash loses them, and what matters is in the store (see {@link
 * StoreMetrics}).
 */
public final class DispatchMetrics implements DispatchListener, MeterBinder {
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Map<String, CarrierMeters> carriers = new ConcurrentHashMap<>();
    private final Timer exchanges = Timer.builder("shiponce.exchanges")
            .description("Exchanges of outcomes for claims with the store")
            .serviceLevelObjectives(
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(50),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5))
            .register(meters);
    private final DistributionSummary claims = DistributionSummary.builder("shiponce.exchange.claims")
            .description("Claims that one exchange gave")
            .register(meters);
    private final DistributionSummary settlements = DistributionSummary.builder("shiponce.exchange.settlements")
            .description("Settlements that one exchange took")
            .register(meters);
    private final Counter outages = Counter.builder("shiponce.store.outages")
            .description("Times that the store stopped answering")
            .register(meters);

    /** Of these carriers all meters are there at once, at zero; of another one once something happens to it. */
    public DispatchMetrics(Collection<String> carriers) {
        carriers.forEach(this::of);
    }

    /** Of each carrier the meters are there once something happens to it. */
    public DispatchMetrics() {
        this(List.of());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        meters.add(registry);
    }

    private CarrierMeters of(String carrier) {
        return carriers.computeIfAbsent(carrier, name -> new CarrierMeters(meters, name));
    }

    @Override
    public void sent(ShipmentRecord claimed, SendOutcome outcome, Duration took) {
        of(claimed.carrier()).sent(result(outcome), took);
    }

    private static Result result(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted) {
            return Result.ACCEPTED;
        } else if (outcome instanceof SendOutcome.Rejected) {
            return Result.REJECTED;
        } else if (outcome instanceof SendOutcome.NotSent) {
            return Result.NOT_SENT;
        } else if (outcome instanceof SendOutcome.NumberFollows) {
            return Result.NUMBER_FOLLOWS;
        } else if (outcome instanceof SendOutcome.Unknown) {
            return Result.UNKNOWN;
        }
        throw new AssertionError(outcome);
    }

    @Override
    public void exchanged(int settled, int claimed, Duration took) {
        exchanges.record(took);
        settlements.record(settled);
        claims.record(claimed);
    }

    @Override
    public void settled(ShipmentRecord shipment, Outcome outcome) {
        CarrierMeters carrier = of(shipment.carrier());
        carrier.settled(result(outcome));
        Doubt doubt = shipment.doubt();
        if (doubt != null) {
            carrier.doubtful(doubt.cause());
        }
    }

    private static Result result(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return Result.ACCEPTED;
        } else if (outcome instanceof Outcome.Rejected) {
            return Result.REJECTED;
        } else if (outcome instanceof Outcome.NotSent) {
            return Result.NOT_SENT;
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return unknown.numberFollows() ? Result.NUMBER_FOLLOWS : Result.UNKNOWN;
        }
        throw new AssertionError(outcome);
    }

    @Override
    public void expired(ShipmentRecord shipment) {
        of(shipment.carrier()).doubtful(Doubt.Cause.CLAIM_EXPIRED);
    }

    @Override
    public void reconciled(ShipmentRecord shipment) {
        of(shipment.carrier()).reconciled(shipment.state());
    }

    @Override
    public void duplicateAlarm(ShipmentRecord shipment) {
        of(shipment.carrier()).alarmed();
    }

    @Override
    public void carrierPaused(String carrier, String reason) {
        of(carrier).paused();
    }

    @Override
    public void storeUnavailable(String detail) {
        outages.increment();
    }
}
