package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all engines of a store share beside the shipments: pauses, the incarnation, signs of life.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param now the store's clock
 * @param installation whose store this is
 * @param incarnation raised by every restore (R14), see {@link #nextIncarnation}
 * @param quarantine in force since a restore; null if none is
 * @param pauses by carrier; {@link #EVERYTHING} pauses all
 */
public record Control(
        Instant now,
        String installation,
        long incarnation,
        @Nullable Quarantine quarantine,
        Map<String, Pause> pauses,
        List<SignOfLife> engines) {
    /** The carrier name that means all carriers. */
    public static final String EVERYTHING = "*";

    public Control {
        pauses = Map.copyOf(pauses);
        engines = List.copyOf(engines);
    }

    /**
     * R14: the incarnation after a restore at this moment: higher than the present one, and by its time different from any that an
     * engine got after an earlier restore of the same backup.
     */
    public static long nextIncarnation(long present, Instant now) {
        return Math.max(present + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
    }

    /** Whether nothing of this carrier may be claimed. */
    public boolean isPaused(String carrier) {
        return pauses.containsKey(carrier) || pauses.containsKey(EVERYTHING);
    }

    /** Why a carrier is paused, since when, and by whom. */
    public record Pause(Instant since, String by, String reason) {}

    /** The last that was seen of an engine. */
    public record SignOfLife(EngineId engine, Instant firstSeen, Instant lastSeen) {}

    /** A change to what all engines share. */
    public sealed interface Change {

        /** Nothing of this carrier is claimed any more. A second pause keeps the first one's reason. */
        record PauseCarrier(String carrier, String by, String reason) implements Change {
            public PauseCarrier {
                Checks.text("carrier", carrier, ShipmentRecord.MAX_CARRIER);
                Checks.text("by", by, HistoryEntry.MAX_ACTOR);
                Checks.text("reason", reason, HistoryEntry.MAX_DETAIL);
            }
        }

        /** Ends a pause and grants a new budget of doubts (R17), whether or not it was paused. */
        record ResumeCarrier(String carrier, String by) implements Change {
            public ResumeCarrier {
                Checks.text("carrier", carrier, ShipmentRecord.MAX_CARRIER);
                Checks.text("by", by, HistoryEntry.MAX_ACTOR);
            }
        }

        /** R14: raises the incarnation and starts the quarantine. */
        record Restored(Duration quiet) implements Change {}

        /** R14: ends the quarantine. */
        record LiftQuarantine() implements Change {}

        /**
         * R14: the database goes on from a copy of its data, and somebody knows that the copy lacks nothing: a synchronous standby
         * was promoted. Where that is not known it is a restore.
         */
        record NothingLost(String by, String reason) implements Change {
            public NothingLost {
                Checks.text("by", by, HistoryEntry.MAX_ACTOR);
                Checks.text("reason", reason, HistoryEntry.MAX_DETAIL);
            }
        }

        /** An engine is alive. Signs older than 30 days may be forgotten. */
        record Alive(EngineId engine) implements Change {}
    }
}
