package io.shiponce.page;

import io.shiponce.DispatchEngine;
import io.shiponce.page.view.Figures;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How everything stands, asked of the store at most once a second, however many people watch. Safe for any thread: one asks, the
 * others get what was there before.
 */
final class Watch {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SAMPLED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DispatchEngine engine;
    private final RunBook runs;
    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Stored latest;

    private record Stored(List<CarrierCounts> counts, Control control, double perSecond, long readAt) {}

    /** How many shipments were finished at one moment. */
    private record Sample(long at, long finished) {}

    Watch(DispatchEngine engine, RunBook runs, LongSupplier nanoTime) {
        this.engine = engine;
        this.runs = runs;
        this.nanoTime = nanoTime;
    }

    /** At most a second old. */
    Figures figures() {
        return figures(stored());
    }

    /** Read now: for what is shown after a person has changed something. */
    Figures newFigures() {
        changed();
        return figures();
    }

    /** What was read before is not shown any more. */
    synchronized void changed() {
        latest = null;
    }

    private Figures figures(Stored stored) {
        return new Figures(stored.counts(), stored.control(), engine.health(), runs.lines(), stored.perSecond());
    }

    private synchronized Stored stored() {
        long now = nanoTime.getAsLong();
        Stored known = latest;
        if (known == null || now - known.readAt() >= FRESH_NANOS) {
            List<CarrierCounts> counts = engine.operator().counts();
            known = new Stored(counts, engine.operator().control(), rate(now, counts), now);
            latest = known;
        }
        return known;
    }

    private double rate(long now, List<CarrierCounts> counts) {
        long finished = counts.stream()
                .mapToLong(carrier -> carrier.in(ShipmentState.CONFIRMED) + carrier.in(ShipmentState.REJECTED))
                .sum();
        if (samples.isEmpty() || now - samples.getLast().at() >= FRESH_NANOS) {
            samples.addLast(new Sample(now, finished));
        }
        while (now - samples.getFirst().at() > SAMPLED_NANOS && samples.size() > 1) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        double seconds = (now - first.at()) / 1e9;
        return seconds < 0.5 ? 0 : Math.max(0, (finished - first.finished()) / seconds);
    }
}
