package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** The last row that was claimed, and how long a claim may begin behind it. */
    record Place(int priority, Instant dueAt, String id, long untilNanos) {}

    ReadyCursor(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Null if the next claim is to begin at the start. */
    @Nullable
    Place of(String carrier) {
        Place place = places.get(carrier);
        return place == null || nanos.getAsLong() - place.untilNanos() >= 0 ? null : place;
    }

    /** A claim that began at the start ended with these rows. */
    void found(String carrier, List<ShipmentRecord> rows, long beganAtNanos) {
        long now = nanos.getAsLong();
        move(carrier, rows, now + Math.min((now - beganAtNanos) * PARTS, LONGEST_NANOS));
    }

    /** A claim that began there went on to these rows. */
    void wentOn(String carrier, Place from, List<ShipmentRecord> rows) {
        move(carrier, rows, from.untilNanos());
    }

    private void move(String carrier, List<ShipmentRecord> rows, long untilNanos) {
        if (rows.isEmpty()) {
            places.remove(carrier);
            return;
        }
        ShipmentRecord last = rows.get(rows.size() - 1);
        places.put(carrier, new Place(last.priority(), last.dueAt(), last.id().value(), untilNanos));
    }

    /** Something may have become ready before it. */
    void forget() {
        places.clear();
    }

    long now() {
        return nanos.getAsLong();
    }
}
