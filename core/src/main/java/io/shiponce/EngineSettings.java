package io.shiponce;

import java.time.Duration;

/**
 * The times and bounds of a {@link DispatchEngine}.
 *
 * <p>Immutable and safe for any thread. Settings in which a send cannot finish within its claim are refused with an {@link
 * IllegalArgumentException}, as is everything out of range; each time is more than nothing, and a day at most. Changing them between two runs is safe: what was promised is recorded
 * with each claim.
 *
 * @param timeout the longest that one send may take
 * @param claimTimeToLive how long a claim holds; at least {@code timeout} plus a tenth of it
 * @param quiet from a claim on, until nothing of it can be under way any more; at least {@code claimTimeToLive}
 * @param pollInterval how often an idle engine looks for work, expired claims and doubts
 * @param maxAttempts at this bound a shipment is held until a person releases it
 * @param closeTimeout how long {@link DispatchEngine#close()} waits for sends in flight
 * @param allowUnsafeStore starts on a store that may lose acknowledged commits; for tests only, and logged as a warning
 * @param seed of the jitter of back-offs
 */
public record EngineSettings(
        Duration timeout,
        Duration claimTimeToLive,
        Duration quiet,
        Duration pollInterval,
        int maxAttempts,
        Duration closeTimeout,
        boolean allowUnsafeStore,
        long seed) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public EngineSettings {
        positive("timeout", timeout);
        positive("claimTimeToLive", claimTimeToLive);
        positive("quiet", quiet);
        positive("pollInterval", pollInterval);
        positive("closeTimeout", closeTimeout);
        if (claimTimeToLive.compareTo(timeout.plus(timeout.dividedBy(10))) < 0) {
            throw new IllegalArgumentException(
                    "a send cannot finish within its claim: claimTimeToLive must be at least 1.1 times"
                            + " timeout, was " + claimTimeToLive + " with a timeout of " + timeout);
        }
        if (quiet.compareTo(claimTimeToLive) < 0) {
            throw new IllegalArgumentException(
                    "quiet must be at least claimTimeToLive, was " + quiet + " < " + claimTimeToLive);
        }
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be positive and at most " + LONGEST + ", was " + value);
        }
    }

    /** A timeout of 5 s, claims of 30 s, and a quiet time of 40 s (claim plus twice the timeout). */
    public static EngineSettings defaults() {
        return of(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /** Defaults around these two: the quiet time is {@code claimTimeToLive} plus twice {@code timeout}. */
    public static EngineSettings of(Duration timeout, Duration claimTimeToLive) {
        return new EngineSettings(
                timeout,
                claimTimeToLive,
                claimTimeToLive.plus(timeout.multipliedBy(2)),
                Duration.ofMillis(250),
                20,
                timeout.plus(timeout),
                false,
                0);
    }

    /** The same with another quiet time. */
    public EngineSettings withQuiet(Duration newQuiet) {
        return new EngineSettings(
                timeout, claimTimeToLive, newQuiet, pollInterval, maxAttempts, closeTimeout, allowUnsafeStore, seed);
    }

    /** The same with another poll interval. */
    public EngineSettings withPollInterval(Duration newPollInterval) {
        return new EngineSettings(
                timeout, claimTimeToLive, quiet, newPollInterval, maxAttempts, closeTimeout, allowUnsafeStore, seed);
    }

    /** The same with another bound of attempts. */
    public EngineSettings withMaxAttempts(int newMaxAttempts) {
        return new EngineSettings(
                timeout, claimTimeToLive, quiet, pollInterval, newMaxAttempts, closeTimeout, allowUnsafeStore, seed);
    }

    /** The same on a store that may lose acknowledged commits: for tests only. */
    public EngineSettings withUnsafeStoreAllowed() {
        return new EngineSettings(timeout, claimTimeToLive, quiet, pollInterval, maxAttempts, closeTimeout, true, seed);
    }

    /** The same with another seed. */
    public EngineSettings withSeed(long newSeed) {
        return new EngineSettings(
                timeout, claimTimeToLive, quiet, pollInterval, maxAttempts, closeTimeout, allowUnsafeStore, newSeed);
    }
}
