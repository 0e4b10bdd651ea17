package io.shiponce.page.view;

import io.shiponce.Health;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How everything stands, at one moment. Immutable and safe for any thread.
 *
 * @param runs that were started from the page, the newest first
 * @param perSecond how many were finished lately, by whichever engine
 */
public record Figures(
        List<CarrierCounts> counts, Control control, Health health, List<RunLine> runs, double perSecond) {
    /** The order in which states are shown. */
    public static final List<ShipmentState> STATES = List.of(
            ShipmentState.PENDING,
            ShipmentState.CLAIMED,
            ShipmentState.IN_DOUBT,
            ShipmentState.REJECTED,
            ShipmentState.CANCELLED,
            ShipmentState.CONFIRMED);

    /** The width of the bar, in its own units. */
    public static final int BAR = 1_000;

    /** A part of the bar. */
    public record Part(String kind, long from, long width) {}

    /** How many are in a state. */
    public long in(ShipmentState state) {
        return counts.stream().mapToLong(carrier -> carrier.in(state)).sum();
    }

    /** How many a person keeps back. */
    public long held() {
        return counts.stream().mapToLong(CarrierCounts::held).sum();
    }

    /** All. */
    public long total() {
        return STATES.stream().mapToLong(this::in).sum();
    }

    /** All of which nothing automatic is to come. */
    public long finished() {
        return STATES.stream()
                .filter(ShipmentState::isFinal)
                .mapToLong(this::in)
                .sum();
    }

    /** The bar, from what is finished to what is not; what there is at all has at least a hair's width. */
    public List<Part> bar() {
        List<Part> parts = new ArrayList<>();
        long total = Math.max(1, total());
        long at = 0;
        for (int i = STATES.size() - 1; i >= 0; i--) {
            ShipmentState state = STATES.get(i);
            long width = Math.min(BAR - at, in(state) == 0 ? 0 : Math.max(4, in(state) * BAR / total));
            parts.add(new Part(state.name(), at, width));
            at += width;
        }
        return parts;
    }

    /** Since when the longest waiting of those that could be sent waits; null if none does. */
    public @Nullable Duration oldestReady() {
        return oldest(CarrierCounts::readySince).orElse(null);
    }

    /** How old the oldest doubt is; null if there is none. */
    public @Nullable Duration oldestDoubt() {
        return oldest(CarrierCounts::doubtfulSince).orElse(null);
    }

    private Optional<Duration> oldest(Function<CarrierCounts, @Nullable Instant> since) {
        return counts.stream()
                .map(since)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(first -> Duration.between(first, control.now()));
    }

    /** Every carrier that has shipments or a pause. */
    public List<CarrierLine> carriers() {
        TreeMap<String, CarrierLine> lines = new TreeMap<>();
        control.pauses().forEach((name, pause) -> {
            if (!name.equals(Control.EVERYTHING)) {
                lines.put(name, new CarrierLine(name, null, pause));
            }
        });
        counts.forEach(carrier -> lines.put(
                carrier.carrier(),
                new CarrierLine(carrier.carrier(), carrier, control.pauses().get(carrier.carrier()))));
        return List.copyOf(lines.values());
    }

    /** The pause of everything; null if there is none. */
    public Control.@Nullable Pause pausedAll() {
        return control.pauses().get(Control.EVERYTHING);
    }

    /** One carrier. */
    public record CarrierLine(String name, @Nullable CarrierCounts counts, Control.@Nullable Pause pause) {
        /** How many of it are in a state. */
        public long in(ShipmentState state) {
            return counts == null ? 0 : counts.in(state);
        }
    }
}
