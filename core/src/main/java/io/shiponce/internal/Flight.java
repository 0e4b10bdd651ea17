package io.shiponce.internal;

import io.shiponce.carrier.SendPermit;
import io.shiponce.store.Claim;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoredShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** One claim in the hands of this engine, from the exchange to the last word about it. The permit is for the sender's thread. */
final class Flight implements SendPermit {
    final StoredShipment stored;
    final Lane lane;
    final Run run;
    private final Claim claim;
    private final long incarnation;
    private final Duration timeout;
    private final long endsAtNanos;
    private final LongSupplier nanos;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** When the sender began, by the monotonic clock; 0 as long as it has not. Written by the sender, read by the coordinator. */
    volatile long startedAtNanos;

    /** When the adapter had answered. Written by the sender before it leaves its letter, read by the coordinator when it opens it. */
    long endedAtNanos;

    /** Whether the coordinator gave up waiting (an overrun). Coordinator only. */
    boolean overrun;

    /** R3: {@code askedAtNanos} was read before the claim was asked for, so this clock never runs behind the store's. */
    Flight(
            StoredShipment stored,
            Lane lane,
            Run run,
            long incarnation,
            Duration timeToLive,
            Duration timeout,
            long askedAtNanos,
            LongSupplier nanos) {
        this.stored = stored;
        this.lane = lane;
        this.run = run;
        this.claim = Objects.requireNonNull(stored.shipment().claim());
        this.incarnation = incarnation;
        this.timeout = timeout;
        this.endsAtNanos = askedAtNanos + timeToLive.toNanos();
        this.nanos = nanos;
    }

    ShipmentRecord shipment() {
        return stored.shipment();
    }

    ExchangeId claimId() {
        return claim.id();
    }

    /** Whether the caller is the first: the sender that begins it, or the coordinator that gives it back, never both. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    Settlement settlement(Outcome outcome) {
        return new Settlement(
                shipment().id(),
                claim.id(),
                shipment().revision(),
                claim.attempt(),
                claim.owner(),
                incarnation,
                outcome);
    }

    @Override
    public String reference() {
        return shipment().reference();
    }

    @Override
    public UUID key() {
        return UUID.fromString(shipment().key());
    }

    @Override
    public int attempt() {
        return claim.attempt();
    }

    @Override
    public Instant firstClaimedAt() {
        return Objects.requireNonNull(shipment().firstClaimedAt());
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofNanos(endsAtNanos - nanos.getAsLong());
    }
}
