package io.shiponce.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times as the tables keep them: microseconds since 1970. What lies beyond some 292,000 years from there is moved to that
 * bound.
 */
final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final Instant MIN = toInstant(Long.MIN_VALUE);
    private static final Instant MAX = toInstant(Long.MAX_VALUE);
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE / PER_SECOND);

    private Micros() {}

    static long of(Instant time) {
        if (time.isBefore(MIN)) {
            return Long.MIN_VALUE;
        }
        if (time.isAfter(MAX)) {
            return Long.MAX_VALUE;
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(time.getNano());
        // The first second of all is not whole: going through its end does not overflow.
        return time.getEpochSecond() < 0
                ? (time.getEpochSecond() + 1) * PER_SECOND - (PER_SECOND - micros)
                : time.getEpochSecond() * PER_SECOND + micros;
    }

    static long of(Duration time) {
        Duration bounded = time.compareTo(LONGEST) < 0 ? time : LONGEST;
        return bounded.getSeconds() * PER_SECOND + TimeUnit.NANOSECONDS.toMicros(bounded.getNano());
    }

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND),
                Math.floorMod(micros, PER_SECOND) * TimeUnit.MICROSECONDS.toNanos(1));
    }

    static Duration toDuration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** Whether it will be read back as it is; null will. */
    static boolean isTruncated(@Nullable Instant time) {
        return time == null || truncated(time).equals(time);
    }

    /** The time as it will be read back. */
    static Instant truncated(Instant time) {
        return toInstant(of(time));
    }
}
