package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the last claim of each carrier ended in the order of what is ready. Until a vacuum, PostgreSQL's index holds an entry for each
 * shipment that was ready once, and a claim that begins at its start goes past all of them: with a hundred thousand behind it, that
 * takes longer than everything else in an exchange. So the next claim begins where the last one ended.
 *
 * <p>It is a short cut and nothing more: a claim that finds too little from here on begins at the start after all, and one does so again
 * and again, in a twentieth of the time and at least every second. What came in between with a higher priority or an earlier date waits no
 * longer than that; for what this store itself accepted or released, the next claim to begin begins at the start.
 *
 * <p>Safe for any thread. It is lost with the process, and then made anew.
 */
final class ReadyCursor {
    private static final int PARTS = 20;

    /** A server that stood still for once must not put urgent shipments off for long. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;

    /** Never changed, only replaced: which of two replaced it is seen by the map itself. */
    private final AtomicReference<Map<String, Place>> places = new AtomicReference<>(new HashMap<>());

    /** The last row that was claimed, and how long a claim may begin behind it. */
    record Place(int priority, Instant dueAt, String id, long untilNanos) {}

    ReadyCursor(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Something may have become ready before it. */
    void forget() {
        places.set(new HashMap<>());
    }

    /** For one exchange. */
    Walk walk() {
        return new Walk();
    }

    /**
     * How far one exchange goes. What it claims is claimed once it is committed: until then, and if it is not, others begin where it
     * began. Not for threads.
     */
    final class Walk {
        private Map<String, Place> from = Map.of();
        private Map<String, Place> to = Map.of();

        /** Another try of the exchange: the one before was undone. */
        Walk anew() {
            from = Objects.requireNonNull(places.get());
            to = new HashMap<>(from);
            return this;
        }

        /** Null if the next claim is to begin at the start. */
        @Nullable
        Place of(String carrier) {
            Place place = to.get(carrier);
            return place == null || nanos.getAsLong() - place.untilNanos() >= 0 ? null : place;
        }

        /** A claim that began at the start ended with these rows. */
        void found(String carrier, List<ShipmentRecord> rows, long beganAtNanos) {
            long now = nanos.getAsLong();
            move(carrier, rows, now + Math.min((now - beganAtNanos) * PARTS, LONGEST_NANOS));
        }

        /** A claim that began there went on to these rows. */
        void wentOn(String carrier, Place place, List<ShipmentRecord> rows) {
            move(carrier, rows, place.untilNanos());
        }

        private void move(String carrier, List<ShipmentRecord> rows, long untilNanos) {
            if (rows.isEmpty()) {
                to.remove(carrier);
                return;
            }
            ShipmentRecord last = rows.get(rows.size() - 1);
            to.put(carrier, new Place(last.priority(), last.dueAt(), last.id().value(), untilNanos));
        }

        /** The exchange is committed. What became ready meanwhile counts for more than how far it went. */
        void committed() {
            places.compareAndSet(from, to);
        }

        long now() {
            return nanos.getAsLong();
        }
    }
}
