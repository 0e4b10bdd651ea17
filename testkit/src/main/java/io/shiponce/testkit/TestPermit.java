package io.shiponce.testkit;

import io.shiponce.carrier.SendPermit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A permit as a test wants it, for whoever tests an adapter beyond its contract. Its first claim was long ago, shortly before
 * midnight, and not on a whole second; its key follows from its reference.
 *
 * <p>Immutable; safe for any thread if {@code left} is.
 *
 * @param left asked anew each time, as the time left is: one that runs out shows whether the adapter asks last (R3)
 */
public record TestPermit(String reference, int attempt, Duration timeout, Supplier<Duration> left)
        implements SendPermit {
    /** For sends that end by themselves. */
    static final Duration LONG = Duration.ofSeconds(10);

    /** The first attempt under this reference: 10 seconds for the send, and 5 minutes left. */
    public static TestPermit of(String reference) {
        return new TestPermit(reference, 1, LONG, () -> Duration.ofMinutes(5));
    }

    /** The same, of another attempt. */
    public TestPermit withAttempt(int newAttempt) {
        return new TestPermit(reference, newAttempt, timeout, left);
    }

    /** The same, for a send that may take another time. */
    public TestPermit withTimeout(Duration newTimeout) {
        return new TestPermit(reference, attempt, newTimeout, left);
    }

    /** The same, with another time left of its claim. */
    public TestPermit withTimeLeft(Supplier<Duration> newLeft) {
        return new TestPermit(reference, attempt, timeout, newLeft);
    }

    @Override
    public UUID key() {
        return UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Instant firstClaimedAt() {
        return Instant.parse("2003-02-01T23:58:57.123456Z");
    }

    @Override
    public Duration timeLeft() {
        return left.get();
    }
}
