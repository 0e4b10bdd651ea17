package io.shiponce.carrier.http;

import io.shiponce.carrier.SendPermit;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** A permit as a test wants it. */
record TestPermit(Duration timeout, Supplier<Duration> left) implements SendPermit {

    static TestPermit of(Duration timeout) {
        return new TestPermit(timeout, () -> Duration.ofMinutes(1));
    }

    @Override
    public String reference() {
        return "SO-ABCDEFGH";
    }

    @Override
    public UUID key() {
        return new UUID(1, 2);
    }

    @Override
    public int attempt() {
        return 1;
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
