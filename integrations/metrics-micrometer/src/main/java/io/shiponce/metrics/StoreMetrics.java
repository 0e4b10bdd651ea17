package io.shiponce.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.shiponce.Operator;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what a store holds: how many shipments are where, since when the oldest waits, what is paused. It asks the store once per
 * interval, on a thread of its own, by {@link Operator#counts} and {@link Operator#control}; both cost the same with 10 million
 * finished shipments. Reading the meters asks nothing, so a store that hangs does not make a scrape hang.
 *
 * <p>Safe for any thread; it needs no engine. Bind it, and close it at the end: the thread is a daemon and starts with the first
 * binding. While the store does not answer, {@code shiponce.store.up} is 0, counts stay as they were seen last, and ages grow on.
 * It writes nothing. Every process that binds one shows the same figures: take the largest, never the sum.
 */
public final class StoreMetrics implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMetrics.class);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    private final Operator operator;
    private final Duration interval;
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
    private final Set<String> carriers = new HashSet<>();
    private final Set<String> pausable = new HashSet<>();
    private volatile Snapshot seen = Snapshot.NONE;
    private volatile boolean up;
    private @Nullable ScheduledExecutorService clockwork;

    /**
     * Looks at the store this often.
     *
     * @throws IllegalArgumentException if the interval is not between a second and an hour
     */
    public StoreMetrics(Operator operator, Duration interval) {
        if (interval.compareTo(LEAST) < 0 || interval.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "interval must be between " + LEAST + " and " + MOST + ", was " + interval);
        }
        this.operator = operator;
        this.interval = interval;
        gauge("shiponce.store.up", "1 if the store answered when it was last asked", metrics -> metrics.up ? 1 : 0)
                .register(meters);
        gauge(
                        "shiponce.quarantine",
                        "1 from after-restore until it is lifted: new orders come in doubt",
                        metrics -> metrics.seen.isQuarantined() ? 1 : 0)
                .register(meters);
        age("shiponce.engines.seen.age", "How long ago the last sign of life of any engine was", Snapshot::engineMillis)
                .register(meters);
    }

    /** Looks at the store every 15 seconds. */
    public StoreMetrics(Operator operator) {
        this(operator, Duration.ofSeconds(15));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it never ends, and refresh throws nothing
    public synchronized void bindTo(MeterRegistry registry) {
        meters.add(registry);
        if (clockwork == null) {
            clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "shiponce-metrics");
                thread.setDaemon(true);
                return thread;
            });
            clockwork.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Asks the store, and throws nothing: it is asked again. */
    void refresh() {
        try {
            Snapshot now = Snapshot.of(operator.counts(), operator.control());
            seen = now;
            show(now);
            up = true;
        } catch (Throwable e) {
            if (up) {
                LOG.warn("event=SO-107 The store does not answer for its metrics; they stay as they were", e);
            }
            up = false;
        }
    }

    private synchronized void show(Snapshot now) {
        now.carriers().stream().filter(carriers::add).forEach(this::showCarrier);
        now.pauses().stream().filter(pausable::add).forEach(this::showPause);
    }

    private void showCarrier(String carrier) {
        for (ShipmentState state : ShipmentState.values()) {
            gauge("shiponce.shipments", "Shipments by state", metrics -> metrics.seen.in(carrier, state))
                    .tag(Tag.CARRIER, carrier)
                    .tag(Tag.STATE, Tag.value(state))
                    .register(meters);
        }
        for (Snapshot.Waiting reason : Snapshot.Waiting.values()) {
            gauge(
                            "shiponce.shipments.waiting",
                            "Pending shipments by what they wait for",
                            metrics -> metrics.seen.waiting(carrier, reason))
                    .tag(Tag.CARRIER, carrier)
                    .tag(Tag.REASON, Tag.value(reason))
                    .register(meters);
        }
        for (ShipmentState state : Snapshot.AGED) {
            age(
                            "shiponce.shipments.oldest.age",
                            "How long the oldest has been ready, or in doubt",
                            snapshot -> snapshot.oldestMillis(carrier, state))
                    .tag(Tag.CARRIER, carrier)
                    .tag(Tag.STATE, Tag.value(state))
                    .register(meters);
        }
        if (pausable.add(carrier)) {
            showPause(carrier);
        }
    }

    private void showPause(String carrier) {
        gauge(
                        "shiponce.carrier.paused",
                        "1 if nothing of the carrier is claimed; * is all of them",
                        metrics -> metrics.seen.isPaused(carrier) ? 1 : 0)
                .tag(Tag.CARRIER, carrier)
                .register(meters);
    }

    private Gauge.Builder<StoreMetrics> gauge(String name, String description, ToDoubleFunction<StoreMetrics> value) {
        return Gauge.builder(name, this, value).description(description).strongReference(true);
    }

    private TimeGauge.Builder<StoreMetrics> age(String name, String description, ToLongFunction<Snapshot> millis) {
        return TimeGauge.builder(name, this, TimeUnit.MILLISECONDS, metrics -> millis.applyAsLong(metrics.seen))
                .description(description)
                .strongReference(true);
    }

    /** Looks no more. The meters stay as they are. */
    @Override
    public synchronized void close() {
        if (clockwork != null) {
            clockwork.shutdownNow();
        }
    }
}
