package io.shiponce.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The law of the shipment's states: which evidence, expiry or action leads where. Pure: a record in, a record and its history
 * out. Every store calls it and writes what it orders, conditionally on the version it read; so the protocol stands here once.
 *
 * <p>Safe for any thread. {@code docs/protocol.md} holds the same as a table, and a test compares the two.
 */
public final class ShipmentLaw {
    private ShipmentLaw() {}

    /**
     * R12, R14: the first record of a planned shipment: pending, or in doubt where a restored backup may have forgotten that it
     * was sent before.
     */
    public static Verdict plan(
            OrderPlan order, NewShipment planned, @Nullable Quarantine quarantine, String actor, Instant now) {
        Instant placedAt = order.placedAt();
        Doubt doubt = null;
        if (quarantine != null
                && planned.reshipOf() == null
                && !isCertainlyPlacedAfter(quarantine.restoredAt(), placedAt, now)) {
            doubt = new Doubt(Doubt.Cause.RESTORED, now, now.plus(quarantine.quiet()));
        }
        ShipmentState state = doubt != null ? ShipmentState.IN_DOUBT : ShipmentState.PENDING;
        ShipmentRecord first = new ShipmentRecord(
                planned.id(),
                order.key(),
                planned.part(),
                planned.carrier(),
                1,
                state,
                1,
                planned.reference(),
                planned.key(),
                planned.fingerprint(),
                planned.priority(),
                planned.notBefore(),
                now,
                placedAt,
                0,
                0,
                false,
                false,
                null,
                null,
                null,
                null,
                doubt,
                planned.reshipOf());
        HistoryEntry entry = new HistoryEntry(
                planned.id(),
                now,
                HistoryEntry.Kind.PLANNED,
                null,
                state,
                actor,
                1,
                0,
                null,
                null,
                doubt != null ? "perhaps placed before the restore: it may have been sent already" : "",
                1);
        return new Verdict(first, List.of(entry), null, planned.payload(), null);
    }

    /** R14: a date in the future is no date of placing, and a shop's clock may be ahead of the store's. */
    private static boolean isCertainlyPlacedAfter(Instant restoredAt, @Nullable Instant placedAt, Instant now) {
        return placedAt != null
                && placedAt.isAfter(restoredAt.plus(Quarantine.SHOP_CLOCK_TOLERANCE))
                && !placedAt.isAfter(now);
    }

    /** S2, R7, R9: PENDING to CLAIMED. The caller has checked that it is due. */
    public static Verdict claim(ShipmentRecord shipment, ClaimTerms terms, ExchangeId id, EngineId owner, Instant now) {
        if (shipment.state() != ShipmentState.PENDING || shipment.held() != null) {
            throw new IllegalStateException("only a pending shipment that nobody holds can be claimed");
        }
        Edit edit = new Edit(shipment, owner.value(), now);
        RecoveryTerms recovery = terms.recovery();
        if (shipment.exposed()) {
            recovery = Objects.requireNonNull(shipment.claim()).recovery().weakenedBy(recovery);
        }
        edit.attempt++;
        edit.claim = new Claim(
                id, edit.attempt, owner, now, now.plus(terms.timeToLive()), now.plus(terms.quiet()), recovery);
        if (edit.firstClaimedAt == null) {
            edit.firstClaimedAt = now;
        }
        edit.become(ShipmentState.CLAIMED);
        return edit.tell(HistoryEntry.Kind.CLAIMED, id, null, "").verdict();
    }

    /** CLAIMED to IN_DOUBT, by any engine, once the claim has expired by the store's clock; empty if it has not. */
    public static Optional<Verdict> expire(ShipmentRecord shipment, EngineId by, Instant now) {
        Claim claim = shipment.claim();
        if (shipment.state() != ShipmentState.CLAIMED || claim == null || now.isBefore(claim.expiresAt())) {
            return Optional.empty();
        }
        Edit edit = new Edit(shipment, by.value(), now);
        edit.becomeDoubtful(Doubt.Cause.CLAIM_EXPIRED);
        return Optional.of(edit.tell(
                        HistoryEntry.Kind.EXPIRED, claim.id(), null, "claim of " + claim.owner() + " expired unsettled")
                .verdict());
    }

    /**
     * R5, R6: what a settlement does. Empty if it was recorded before.
     *
     * @param recorded whether the history holds this claim's evidence of this kind and number already; asked only where the
     *     claim is not open
     */
    public static Optional<Verdict> settle(
            ShipmentRecord shipment, Settlement settlement, long incarnation, BooleanSupplier recorded, Instant now) {
        boolean sameRevision = settlement.revision() == shipment.revision();
        boolean latest = sameRevision && shipment.isLatestClaim(settlement.claim());
        boolean open = latest && shipment.state() == ShipmentState.CLAIMED;
        if (!open && recorded.getAsBoolean()) {
            return Optional.empty();
        }
        Edit edit = new Edit(shipment, settlement.by().value(), now);
        Outcome outcome = settlement.outcome();
        Payload receipt = null;
        if (outcome instanceof Outcome.Accepted accepted) {
            // R13: what was withdrawn and left all the same is to be cancelled at the carrier.
            edit.cancelRequested |= shipment.state() == ShipmentState.CANCELLED;
            edit.becomeConfirmed(accepted.trackingNumber());
            receipt = accepted.receipt();
        } else if (outcome instanceof Outcome.Unknown unknown) {
            if (unknown.numberFollows()) {
                settleNumberFollows(edit, latest, quietEnd(shipment, latest, now));
            } else {
                settleUnknown(edit, latest, unknown, quietEnd(shipment, latest, now));
            }
            if (!sameRevision || (!latest && !shipment.exposed())) {
                // The latest claim's reference and account say nothing about what this one may have done: no resend at
                // any level.
                edit.capRecovery();
            }
        } else if (latest
                && settlement.incarnation() == incarnation
                && !shipment.awaitsNumber()
                && (open || shipment.state() == ShipmentState.IN_DOUBT)) {
            settleNo(edit, outcome);
        } // A no from any other claim, state or incarnation is history only.
        String number = outcome instanceof Outcome.Accepted accepted ? accepted.trackingNumber() : null;
        edit.tell(
                outcome.kind(),
                settlement.revision(),
                settlement.attempt(),
                settlement.claim(),
                number,
                outcome.detail());
        DuplicateAlarm.of(shipment, settlement, latest)
                .ifPresent(text -> edit.tell(
                        HistoryEntry.Kind.DUPLICATE_ALARM,
                        settlement.revision(),
                        settlement.attempt(),
                        settlement.claim(),
                        number,
                        text));
        return Optional.of(edit.verdict(receipt, null, null));
    }

    /**
     * An attempt that ended unknown may have been executed, whatever has happened to the shipment since: what was thought
     * settled is in doubt again, and a no of another attempt no longer counts (R6).
     */
    private static void settleUnknown(Edit edit, boolean latest, Outcome.Unknown unknown, Instant quietEnd) {
        switch (edit.state) {
            case CONFIRMED -> {
                // Known to be sent: nothing is in doubt.
            }
            case IN_DOUBT -> {
                edit.exposed |= !latest;
                edit.quietUntil(quietEnd);
            }
            case CLAIMED -> {
                if (latest) {
                    edit.becomeDoubtful(unknown.cause(), quietEnd);
                } else {
                    edit.exposed = true;
                }
            }
            case PENDING -> {
                if (!edit.exposed) {
                    edit.exposed = !latest;
                    edit.becomeDoubtful(unknown.cause(), quietEnd);
                }
            }
            case REJECTED -> {
                edit.exposed = true;
                edit.becomeDoubtful(unknown.cause(), quietEnd);
            }
            case CANCELLED -> {
                edit.cancelRequested = true;
                edit.exposed = true;
                edit.becomeDoubtful(unknown.cause(), quietEnd);
            }
        }
    }

    /**
     * The carrier said yes, and no number. Whatever was thought of it, also that it may be sent again or is being sent, it waits for
     * the number: what may not be forgotten must not depend on how another attempt ends.
     */
    private static void settleNumberFollows(Edit edit, boolean latest, Instant quietEnd) {
        boolean givenUp = edit.state == ShipmentState.REJECTED || edit.state == ShipmentState.CANCELLED;
        if (edit.state != ShipmentState.CONFIRMED) {
            edit.exposed |= !latest || givenUp;
            edit.cancelRequested |= edit.state == ShipmentState.CANCELLED;
            edit.awaitNumber(quietEnd);
        }
    }

    /** A holder that reports late has been alive until now, and so may have been its request: the quiet time begins anew. */
    private static Instant quietEnd(ShipmentRecord shipment, boolean latest, Instant now) {
        Claim claim = shipment.claim();
        if (claim == null) {
            return now;
        }
        if (latest && !now.isAfter(claim.expiresAt())) {
            return claim.quietEndsAt();
        }
        Instant anew = now.plus(Duration.between(claim.claimedAt(), claim.quietEndsAt()));
        return anew.isAfter(claim.quietEndsAt()) ? anew : claim.quietEndsAt();
    }

    /** The holder's certain no. It ends its own attempt only: while exposed, an earlier one stays open (R6). */
    private static void settleNo(Edit edit, Outcome outcome) {
        if (edit.exposed) {
            if (outcome instanceof Outcome.Rejected) {
                edit.becomeDoubtful(Doubt.Cause.REFUSED_WHILE_EXPOSED);
                return;
            }
            if (edit.cancelRequested) {
                edit.becomeDoubtful(Doubt.Cause.CANCEL_WHILE_EXPOSED);
                return;
            }
        } else if (edit.cancelRequested && outcome instanceof Outcome.NotSent) {
            edit.become(ShipmentState.CANCELLED);
            return;
        }
        if (outcome instanceof Outcome.Rejected) {
            edit.become(ShipmentState.REJECTED);
        } else if (outcome instanceof Outcome.NotSent notSent) {
            edit.become(ShipmentState.PENDING);
            edit.backOff(notSent.backOff());
            if (notSent.hold()) {
                edit.held = notSent.detail();
            }
        } else {
            throw new AssertionError(outcome);
        }
    }

    /** R8, R9, R10, R13, R14: what a reconciler or an operator may do to the shipment as it stands. */
    public static Ruling act(ShipmentRecord shipment, Action action, String actor, Instant now) {
        return new ActionLaw(shipment, actor, now).judge(action);
    }

    /** R9: what the latest claim recorded; of a claim that a restored backup may have forgotten, only a find is proof. */
    public static RecoveryTerms recordedRecovery(ShipmentRecord shipment) {
        Claim claim = shipment.claim();
        return claim == null
                ? RecoveryTerms.of(RecoveryTerms.LOOKUP, RecoveryTerms.ANY_SCOPE, RecoveryTerms.ANY_SCOPE)
                : claim.recovery();
    }

    /** R9, R10: whether what may have been executed can be sent again under the same reference and key. */
    public static boolean mayResend(ShipmentRecord shipment, RecoveryTerms recovery, Instant now) {
        if (recovery.level() == RecoveryTerms.IDEMPOTENCY_KEY) {
            Instant first = shipment.firstClaimedAt();
            Duration window = recovery.resendWindow();
            return first != null && window != null && now.isBefore(first.plus(window));
        }
        return recovery.level() == RecoveryTerms.UNIQUE_REFERENCE;
    }
}
