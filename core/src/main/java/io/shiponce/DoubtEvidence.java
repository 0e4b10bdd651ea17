package io.shiponce;

import io.shiponce.store.Claim;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a doubt, for the person who has to decide; {@link Operator#evidence} collects it.
 *
 * <p>Immutable and safe for any thread. How it was when it was read; it holds no personal data.
 *
 * @param shipment in doubt; its claim tells the attempt, its times and its owner, and is null where a backup has forgotten it
 * @param lastSign of the engine that held the claim; null if none is recorded
 * @param lastWord what its history says last, the carrier's last answer for example; null if it says nothing
 * @param now the store's clock
 */
public record DoubtEvidence(
        Shipment shipment,
        Doubt doubt,
        Control.@Nullable SignOfLife lastSign,
        @Nullable HistoryEntry lastWord,
        Instant now) {

    /** How long it has been in doubt. */
    public Duration age() {
        return Duration.between(doubt.since(), now);
    }

    /** Whether its process may still be sending it: until then nobody can declare it not sent. */
    public boolean isQuiet() {
        return now.isBefore(doubt.quietEndsAt());
    }

    /** The process that held the claim; empty if there was no claim, or its engine names itself in another way. */
    public Optional<OwnerProcess> owner() {
        Claim claim = shipment.claim();
        return claim == null ? Optional.empty() : OwnerProcess.of(claim.owner());
    }
}
