package io.shiponce.testkit;

import io.shiponce.carrier.SendPermit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** The permit of the adapter contract's sends. Its first claim was long ago, shortly before midnight, and not on a whole second. */
record ContractPermit(String reference, int attempt, Duration timeout, Supplier<Duration> left) implements SendPermit {
    /** For sends that end by themselves. */
    static final Duration LONG = Duration.ofSeconds(10);

    static ContractPermit of(String reference) {
        return new ContractPermit(reference, 1, LONG, () -> Duration.ofMinutes(5));
    }

    ContractPermit attempt(int newAttempt) {
        return new ContractPermit(reference, newAttempt, timeout, left);
    }

    ContractPermit timeout(Duration newTimeout) {
        return new ContractPermit(reference, attempt, newTimeout, left);
    }

    ContractPermit left(Supplier<Duration> newLeft) {
        return new ContractPermit(reference, attempt, timeout, newLeft);
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
