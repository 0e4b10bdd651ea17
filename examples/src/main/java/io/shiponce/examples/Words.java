package io.shiponce.examples;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. Stateless and safe for any thread. */
public final class Words {

    private Words() {}

    /** For example {@code 850 ms}, {@code 4.2 s}, {@code 3 min 20 s}, {@code 5 h 12 min}, {@code 3 days}. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toMillis() < 1_000) {
            return duration.toMillis() + " ms";
        } else if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        } else if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        } else if (seconds < 2 * 86_400) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + " days";
    }

    /** For example {@code 1 shipment}, {@code 3,500 shipments}. */
    public static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    /** For example {@code 3,500}. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Seconds with three decimals, for JSON. */
    public static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
