package io.shiponce.carrier.dhl;

import io.shiponce.carrier.SendPermit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** A permit as a test wants it. */
record TestPermit(String reference, int attempt, Duration timeout, Supplier<Duration> left) implements SendPermit {

    static TestPermit of(String reference) {
        return new TestPermit(reference, 1, Duration.ofSeconds(20), () -> Duration.ofMinutes(5));
    }

    TestPermit withAttempt(int newAttempt) {
        return new TestPermit(reference, newAttempt, timeout, left);
    }

    TestPermit withTimeout(Duration newTimeout) {
        return new TestPermit(reference, attempt, newTimeout, left);
    }

    TestPermit withTimeLeft(Supplier<Duration> newLeft) {
        return new TestPermit(reference, attempt, timeout, newLeft);
    }

    @Override
    public UUID key() {
        return UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Instant firstClaimedAt() {
        return Instant.EPOCH;
    }

    @Override
    public Duration timeLeft() {
        return left.get();
    }
}
