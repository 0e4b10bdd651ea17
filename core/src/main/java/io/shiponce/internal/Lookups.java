package io.shiponce.internal;

import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.store.Action;
import io.shiponce.store.ShipmentRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks what a carrier holds, and judges what that proves; for reconcilers and people alike. Stateless and safe for any thread. */
public final class Lookups {
    /** How far a carrier's clock may be behind the store's when it says when it made a consignment. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private Lookups() {}

    /** What matches prove: a confirmation, or nothing, and why. */
    public record Judged(Action.@Nullable Found proof, String words) {
        private static Judged nothing(String words) {
            return new Judged(null, words);
        }
    }

    /** Throws nothing: whatever goes wrong is a failed look-up. */
    public static LookupOutcome ask(CarrierLookup lookup, String reference) {
        try {
            LookupOutcome outcome = lookup.lookUp(reference);
            if (outcome == null) {
                return new LookupOutcome.Failed("the adapter returned null");
            }
            return outcome instanceof LookupOutcome.Found found && lacksANumber(found)
                    ? new LookupOutcome.Failed("the adapter returned a match without a tracking number")
                    : outcome;
        } catch (Throwable e) {
            return new LookupOutcome.Failed("the adapter threw " + Words.of(e));
        }
    }

    private static boolean lacksANumber(LookupOutcome.Found found) {
        return found.matches().stream().map(LookupOutcome.Match::trackingNumber).anyMatch(Objects::isNull);
    }

    /** R8: exactly one live match, made not before the first claim, is proof; anything else is not. */
    public static Judged judge(ShipmentRecord doubt, LookupOutcome.Found found) {
        if (found.matches().size() > 1) {
            return Judged.nothing("the carrier holds " + found.matches().size() + " under this reference");
        }
        LookupOutcome.Match match = found.matches().get(0);
        if (match.voided()) {
            return Judged.nothing("the carrier holds a voided one under this reference");
        }
        Instant createdAt = match.createdAt();
        Instant claimedAt = doubt.firstClaimedAt();
        if (createdAt != null && claimedAt != null && createdAt.isBefore(claimedAt.minus(CLOCK_TOLERANCE))) {
            return Judged.nothing("the carrier holds one that is older than the first claim");
        }
        String words = "the carrier holds one live match";
        return new Judged(
                new Action.Found(
                        match.trackingNumber().value(), ReceiptCodec.encode(Receipt.of(match.trackingNumber())), words),
                words);
    }
}
