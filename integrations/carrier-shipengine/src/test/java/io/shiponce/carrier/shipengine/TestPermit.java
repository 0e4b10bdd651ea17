package io.shiponce.carrier.shipengine;

import io.shiponce.carrier.SendPermit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A permit with plenty of time. */
record TestPermit(String reference, Duration timeout) implements SendPermit {
    static TestPermit of(String reference) {
        return new TestPermit(reference, Duration.ofSeconds(10));
    }

    TestPermit withTimeout(Duration newTimeout) {
        return new TestPermit(reference, newTimeout);
    }

    @Override
    public UUID key() {
        return UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant firstClaimedAt() {
        return Instant.parse("2003-02-01T23:58:57.123456Z");
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofMinutes(5);
    }
}
