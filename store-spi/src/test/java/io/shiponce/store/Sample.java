package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Builds shipment records in any state, as if two claims had been made; the second one is the latest. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-12-20T10:00:00Z");
    static final Duration QUIET = Duration.ofMinutes(1);
    static final ShipmentId ID = new ShipmentId("shipment-1");
    static final OrderKey ORDER = new OrderKey("augsburg", "100001");
    static final EngineId ENGINE = new EngineId("host/1/a");
    static final EngineId OTHER_ENGINE = new EngineId("host/2/b");
    static final ExchangeId LATEST = new ExchangeId("claim-2");
    static final ExchangeId OLDER = new ExchangeId("claim-1");
    static final String REFERENCE = "REF-00000001";
    static final Payload RECEIPT = Payload.of(new byte[] {1, 2, 3});
    static final Payload PAYLOAD = Payload.of(new byte[] {4, 5, 6});
    static final long INCARNATION = 7;
    static final RecoveryTerms NONE = RecoveryTerms.of(RecoveryTerms.NONE, "account", "1");
    static final RecoveryTerms LOOKUP = RecoveryTerms.of(RecoveryTerms.LOOKUP, "account", "1");
    static final RecoveryTerms UNIQUE = RecoveryTerms.of(RecoveryTerms.UNIQUE_REFERENCE, "account", "1");
    static final RecoveryTerms KEY =
            new RecoveryTerms(RecoveryTerms.IDEMPOTENCY_KEY, "account", "1", Duration.ofHours(12));
    static final ClaimTerms TERMS = new ClaimTerms(Duration.ofSeconds(30), QUIET, LOOKUP);

    private static final Set<ShipmentState> NEEDS_NUMBER = Set.of(ShipmentState.CONFIRMED);

    private final ShipmentState state;
    private int revision = 1;
    private boolean exposed;
    private boolean cancelRequested;
    private String held;
    private RecoveryTerms recovery = LOOKUP;
    private Instant quietEndsAt = NOW.minusSeconds(1);
    private Instant firstClaimedAt = NOW.minusSeconds(600);
    private boolean neverClaimed;
    private Doubt.Cause cause = Doubt.Cause.CLAIM_EXPIRED;

    private Sample(ShipmentState state) {
        this.state = state;
    }

    static Sample of(ShipmentState state) {
        return new Sample(state);
    }

    /** As the tables of the protocol's page name it: a state, and of a doubt perhaps its cause. */
    static Sample of(String stateAndCause) {
        String[] parts = stateAndCause.split(": ", 2);
        Sample sample = of(ShipmentState.valueOf(parts[0]));
        return parts.length == 2 ? sample.cause(Doubt.Cause.valueOf(parts[1])) : sample;
    }

    Sample cause(Doubt.Cause newCause) {
        cause = newCause;
        return this;
    }

    Sample revision(int newRevision) {
        revision = newRevision;
        return this;
    }

    Sample exposed(boolean newExposed) {
        exposed = newExposed;
        return this;
    }

    Sample cancelRequested(boolean newCancelRequested) {
        cancelRequested = newCancelRequested;
        return this;
    }

    Sample held(String newHeld) {
        held = newHeld;
        return this;
    }

    Sample recovery(RecoveryTerms newRecovery) {
        recovery = newRecovery;
        return this;
    }

    Sample quietEndsAt(Instant newQuietEndsAt) {
        quietEndsAt = newQuietEndsAt;
        return this;
    }

    Sample firstClaimedAt(Instant newFirstClaimedAt) {
        firstClaimedAt = newFirstClaimedAt;
        return this;
    }

    Sample neverClaimed() {
        neverClaimed = true;
        return this;
    }

    ShipmentRecord build() {
        Claim claim =
                new Claim(LATEST, 2, ENGINE, NOW.minusSeconds(60), NOW.minusSeconds(30), NOW.minusSeconds(1), recovery);
        boolean doubtful = state == ShipmentState.IN_DOUBT;
        return new ShipmentRecord(
                ID,
                ORDER,
                1,
                "reference",
                5,
                state,
                revision,
                REFERENCE,
                "00000000-0000-0000-0000-000000000001",
                "fingerprint",
                0,
                Instant.EPOCH,
                NOW.minusSeconds(60),
                null,
                neverClaimed ? 0 : 2,
                0,
                exposed,
                cancelRequested,
                held,
                neverClaimed ? null : claim,
                neverClaimed ? null : firstClaimedAt,
                NEEDS_NUMBER.contains(state) ? "TRACK-1" : null,
                doubtful ? new Doubt(cause, NOW.minusSeconds(30), quietEndsAt) : null,
                null);
    }

    static Settlement settlement(ExchangeId claim, Outcome outcome) {
        return settlement(claim, outcome, 1, INCARNATION);
    }

    static Settlement settlement(ExchangeId claim, Outcome outcome, int revision, long incarnation) {
        return new Settlement(ID, claim, revision, claim.equals(LATEST) ? 2 : 1, ENGINE, incarnation, outcome);
    }

    static Outcome accepted(String number) {
        return new Outcome.Accepted(number, RECEIPT);
    }

    static Outcome rejected() {
        return new Outcome.Rejected("address unknown");
    }

    static Outcome notSent() {
        return new Outcome.NotSent("connection refused", Duration.ofSeconds(5), false);
    }

    static Outcome unknown() {
        return new Outcome.Unknown("timeout", Doubt.Cause.UNKNOWN_ANSWER);
    }

    static Outcome numberFollows() {
        return new Outcome.Unknown("202, the number follows", Doubt.Cause.NUMBER_FOLLOWS);
    }

    static NewShipment planned(String id, ShipmentId reshipOf) {
        return new NewShipment(
                new ShipmentId(id),
                1,
                "reference",
                "REF-" + id,
                "00000000-0000-0000-0000-000000000009",
                "fingerprint",
                3,
                NOW.plusSeconds(9),
                PAYLOAD,
                reshipOf);
    }
}
