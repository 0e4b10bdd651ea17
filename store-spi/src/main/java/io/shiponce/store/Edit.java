package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shipment record being changed by {@link ShipmentLaw}, and the history entries that tell of it. Not for threads. */
final class Edit {
    private final ShipmentRecord before;
    private final Instant now;
    private final String actor;
    private final List<HistoryEntry> entries = new ArrayList<>(2);

    ShipmentState state;
    int revision;
    String reference;
    String key;
    String fingerprint;
    Instant dueAt;
    int attempt;
    int attemptsForgiven;
    boolean exposed;
    boolean cancelRequested;

    @Nullable
    String held;

    @Nullable
    Claim claim;

    @Nullable
    Instant firstClaimedAt;

    @Nullable
    String trackingNumber;

    @Nullable
    Doubt doubt;

    Edit(ShipmentRecord before, String actor, Instant now) {
        this.before = before;
        this.actor = actor;
        this.now = now;
        state = before.state();
        revision = before.revision();
        reference = before.reference();
        key = before.key();
        fingerprint = before.fingerprint();
        dueAt = before.dueAt();
        attempt = before.attempt();
        attemptsForgiven = before.attemptsForgiven();
        exposed = before.exposed();
        cancelRequested = before.cancelRequested();
        held = before.held();
        claim = before.claim();
        firstClaimedAt = before.firstClaimedAt();
        trackingNumber = before.trackingNumber();
        doubt = before.doubt();
    }

    void become(ShipmentState next) {
        if (next == ShipmentState.IN_DOUBT) {
            throw new AssertionError("use becomeDoubtful");
        }
        state = next;
        doubt = null;
        if (next == ShipmentState.CONFIRMED || next == ShipmentState.CANCELLED) {
            held = null;
        }
    }

    /** A doubt keeps its first cause and time for as long as it lasts. Its first look-up is due at once. */
    void becomeDoubtful(Doubt.Cause cause) {
        becomeDoubtful(cause, claim == null ? now : claim.quietEndsAt());
    }

    void becomeDoubtful(Doubt.Cause cause, Instant quietEndsAt) {
        if (doubt == null) {
            state = ShipmentState.IN_DOUBT;
            doubt = new Doubt(cause, now, quietEndsAt);
            dueAt = now;
        }
    }

    /** The carrier said yes: that is the cause from now on, whatever it was before. The number is looked for at once. */
    void awaitNumber(Instant quietEndsAt) {
        Doubt before = doubt;
        state = ShipmentState.IN_DOUBT;
        doubt = new Doubt(Doubt.Cause.NUMBER_FOLLOWS, before == null ? now : before.since(), quietEndsAt);
        if (before != null) {
            quietUntil(before.quietEndsAt());
        }
        dueAt = now;
    }

    String actor() {
        return actor;
    }

    /** A doubt's quiet time is never shortened. */
    void quietUntil(Instant quietEndsAt) {
        Doubt before = doubt;
        if (before != null && quietEndsAt.isAfter(before.quietEndsAt())) {
            doubt = new Doubt(before.cause(), before.since(), quietEndsAt);
        }
    }

    /** From now on only a find or a person can end a doubt, whatever the carrier offers. */
    void capRecovery() {
        if (claim != null) {
            RecoveryTerms terms = claim.recovery();
            int capped = Math.min(terms.level(), RecoveryTerms.LOOKUP);
            claim = new Claim(
                    claim.id(),
                    claim.attempt(),
                    claim.owner(),
                    claim.claimedAt(),
                    claim.expiresAt(),
                    claim.quietEndsAt(),
                    RecoveryTerms.of(capped, terms.scope(), terms.format()));
        }
    }

    void backOff(Duration time) {
        dueAt = now.plus(time);
    }

    @Nullable
    ExchangeId claimId() {
        return claim == null ? null : claim.id();
    }

    /** A record has one tracking number, the first; others stay in the history. */
    void becomeConfirmed(String number) {
        become(ShipmentState.CONFIRMED);
        if (trackingNumber == null) {
            trackingNumber = number;
        }
    }

    Edit tell(HistoryEntry.Kind kind, @Nullable ExchangeId about, @Nullable String number, String detail) {
        return tell(kind, revision, attempt, about, number, detail);
    }

    Edit tell(
            HistoryEntry.Kind kind,
            int ofRevision,
            int ofAttempt,
            @Nullable ExchangeId about,
            @Nullable String number,
            String detail) {
        entries.add(new HistoryEntry(
                before.id(), now, kind, before.state(), state, actor, ofRevision, ofAttempt, about, number, detail, 1));
        return this;
    }

    Verdict verdict(@Nullable Payload receipt, @Nullable Payload payload, @Nullable Verdict spawned) {
        ShipmentRecord after = new ShipmentRecord(
                before.id(),
                before.order(),
                before.part(),
                before.carrier(),
                before.version() + 1,
                state,
                revision,
                reference,
                key,
                fingerprint,
                before.priority(),
                before.notBefore(),
                dueAt,
                before.placedAt(),
                attempt,
                attemptsForgiven,
                exposed,
                cancelRequested,
                held,
                claim,
                firstClaimedAt,
                trackingNumber,
                doubt,
                before.reshipOf());
        return new Verdict(after, entries, receipt, payload, spawned);
    }

    Verdict verdict() {
        return verdict(null, null, null);
    }
}
