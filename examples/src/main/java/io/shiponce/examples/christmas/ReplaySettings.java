package io.shiponce.examples.christmas;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is replayed.
 *
 * <p>Immutable and safe for any thread. A value out of range throws {@link IllegalArgumentException} that names it.
 *
 * @param orders how many, from 1 to 100,000
 * @param kills how often the dispatcher is killed, from 0 to 100
 * @param latency how long each answer of the carrier takes, at most 1 s
 * @param seed of all chance
 * @param storeUrl an address of the person's choice; null for a fresh file
 * @param installation whose store it is
 * @param directory where everything is kept, ledger and logs included
 * @param program how to start this program in another process; the command's arguments follow
 */
public record ReplaySettings(
        int orders,
        int kills,
        Duration latency,
        long seed,
        @Nullable String storeUrl,
        String installation,
        Path directory,
        List<String> program) {
    /** The longest that one send may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** How long a claim holds. */
    static final Duration CLAIM_TTL = Duration.ofSeconds(3);

    private static final Duration MAX_LATENCY = Duration.ofSeconds(1);
    private static final int MAX_SLOTS = 64;

    public ReplaySettings {
        between("orders", orders, 1, 100_000);
        between("kills", kills, 0, 100);
        if (latency.isNegative() || latency.compareTo(MAX_LATENCY) > 0) {
            throw new IllegalArgumentException("latency must be between 0 and 1s, was " + latency);
        }
        program = List.copyOf(program);
    }

    private static void between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", was " + value);
        }
    }

    /** The address of the store. */
    public String store() {
        return storeUrl == null ? "jdbc:sqlite:" + directory.resolve("shiponce.db") : storeUrl;
    }

    Path ledger() {
        return directory.resolve("ledger.tsv");
    }

    /** So many that every kill finds a run that is still in its middle. */
    int slots(int shipments) {
        return Math.max(1, Math.min(MAX_SLOTS, shipments / (4 * (kills + 1))));
    }
}
