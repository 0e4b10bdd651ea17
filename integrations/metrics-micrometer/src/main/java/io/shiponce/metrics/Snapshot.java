package io.shiponce.metrics;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store as it was seen last. Immutable; ages go on by this process's clock. */
final class Snapshot {
    static final Snapshot NONE = new Snapshot(Map.of(), null, System.nanoTime());

    /** The states in which a shipment waits for somebody. */
    static final List<ShipmentState> AGED = List.of(ShipmentState.PENDING, ShipmentState.IN_DOUBT);

    /** Why a pending shipment is not sent. */
    enum Waiting {
        /** For a free slot. */
        READY,
        /** For a person. */
        HELD,
        /** For the date that its order says. */
        DATED,
        /** For the end of its back-off. */
        BACKING_OFF
    }

    private final Map<String, CarrierCounts> counts;
    private final @Nullable Control control;
    private final long seenAtNanos;

    private Snapshot(Map<String, CarrierCounts> counts, @Nullable Control control, long seenAtNanos) {
        this.counts = Map.copyOf(counts);
        this.control = control;
        this.seenAtNanos = seenAtNanos;
    }

    static Snapshot of(List<CarrierCounts> counts, Control control) {
        Map<String, CarrierCounts> byCarrier = new HashMap<>();
        counts.forEach(one -> byCarrier.put(one.carrier(), one));
        return new Snapshot(byCarrier, control, System.nanoTime());
    }

    Set<String> carriers() {
        return counts.keySet();
    }

    /** What is paused by name; {@link Control#EVERYTHING} is always among it, so that its meter is there before it is needed. */
    Set<String> pauses() {
        Set<String> pauses = new HashSet<>(Set.of(Control.EVERYTHING));
        if (control != null) {
            pauses.addAll(control.pauses().keySet());
        }
        return pauses;
    }

    boolean isPaused(String carrier) {
        return control != null && control.isPaused(carrier);
    }

    boolean isQuarantined() {
        return control != null && control.quarantine() != null;
    }

    long in(String carrier, ShipmentState state) {
        CarrierCounts of = counts.get(carrier);
        return of == null ? 0 : of.in(state);
    }

    long waiting(String carrier, Waiting reason) {
        CarrierCounts of = counts.get(carrier);
        if (of == null) {
            return 0;
        }
        return switch (reason) {
            case READY -> of.ready();
            case HELD -> of.held();
            case DATED -> of.dated();
            case BACKING_OFF -> of.backingOff();
        };
    }

    /** 0 if there is none. */
    long oldestMillis(String carrier, ShipmentState state) {
        CarrierCounts of = counts.get(carrier);
        if (of == null) {
            return 0;
        }
        return millisSince(state == ShipmentState.IN_DOUBT ? of.doubtfulSince() : of.readySince());
    }

    /** 0 if none was ever seen. */
    long engineMillis() {
        if (control == null) {
            return 0;
        }
        return millisSince(control.engines().stream()
                .map(Control.SignOfLife::lastSeen)
                .max(Instant::compareTo)
                .orElse(null));
    }

    private long millisSince(@Nullable Instant then) {
        if (then == null || control == null) {
            return 0;
        }
        long before = Duration.between(then, control.now()).toMillis();
        return Math.max(0, before + (System.nanoTime() - seenAtNanos) / 1_000_000);
    }
}
