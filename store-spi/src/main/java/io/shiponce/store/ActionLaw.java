package io.shiponce.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of {@link ShipmentLaw} about what reconcilers and operators ask for. One instance judges one action. */
final class ActionLaw {
    private final ShipmentRecord shipment;
    private final Instant now;
    private final Edit edit;

    ActionLaw(ShipmentRecord shipment, String actor, Instant now) {
        this.shipment = shipment;
        this.now = now;
        this.edit = new Edit(shipment, actor, now);
    }

    Ruling judge(Action action) {
        if (action instanceof Action.Found found) {
            return confirm(HistoryEntry.Kind.FOUND, found.trackingNumber(), found.receipt(), action);
        } else if (action instanceof Action.DeclareSent sent) {
            return confirm(HistoryEntry.Kind.DECLARED_SENT, sent.trackingNumber(), null, action);
        } else if (action instanceof Action.LookedUp lookedUp) {
            return lookedUp(lookedUp);
        } else if (action instanceof Action.SendAgain again) {
            return sendAgain(again);
        } else if (action instanceof Action.DeclareNotSent) {
            return declareNotSent(action);
        } else if (action instanceof Action.DeclareRefused) {
            return declareRefused(action);
        } else if (action instanceof Action.Cancel) {
            return cancel(action);
        } else if (action instanceof Action.Hold) {
            return hold(action);
        } else if (action instanceof Action.Retry) {
            return retry(action);
        } else if (action instanceof Action.Amend amend) {
            return amend(amend);
        } else if (action instanceof Action.Reship reship) {
            return reship(reship);
        } else if (action instanceof Action.AfterRestore restore) {
            return afterRestore(restore);
        } else if (action instanceof Action.CarrierCancelled cancelled) {
            return carrierCancelled(cancelled);
        }
        throw new AssertionError(action);
    }

    private Ruling confirm(HistoryEntry.Kind kind, String number, @Nullable Payload receipt, Action action) {
        if (shipment.state() != ShipmentState.IN_DOUBT) {
            return notInDoubt();
        }
        edit.becomeConfirmed(number);
        edit.tell(kind, edit.claimId(), number, action.detail());
        return new Ruling.Allowed(edit.verdict(receipt, null, null));
    }

    /** R8: it changes nothing but the history, and when to look again. */
    private Ruling lookedUp(Action.LookedUp lookedUp) {
        if (shipment.state() != ShipmentState.IN_DOUBT) {
            return notInDoubt();
        }
        edit.backOff(lookedUp.backOff());
        return allowed(HistoryEntry.Kind.LOOKED_UP, lookedUp);
    }

    /** R8, R9, R10: only at levels 2 and 3, after the quiet time, and what was seen before its end does not count. */
    private Ruling sendAgain(Action.SendAgain again) {
        Doubt doubt = shipment.doubt();
        if (doubt == null) {
            return notInDoubt();
        }
        if (shipment.awaitsNumber()) {
            return refused("the carrier took it: it is not sent again, its number is looked for");
        }
        if (again.observedAt().isBefore(doubt.quietEndsAt()) || now.isBefore(doubt.quietEndsAt())) {
            return refused("its quiet time lasts until " + doubt.quietEndsAt());
        }
        if (shipment.cancelRequested()) {
            return refused("it is to be cancelled");
        }
        RecoveryTerms left = ShipmentLaw.recordedRecovery(shipment).weakenedBy(again.present());
        if (!ShipmentLaw.mayResend(shipment, left, now)) {
            return refused("its recovery level does not allow to send it again");
        }
        edit.exposed = true;
        edit.become(ShipmentState.PENDING);
        edit.dueAt = now;
        return allowed(HistoryEntry.Kind.SEND_AGAIN, again);
    }

    /** The person answers for every attempt made under this reference; so it is exposed no more (R6). */
    private Ruling declareNotSent(Action action) {
        Doubt doubt = shipment.doubt();
        if (doubt == null) {
            return notInDoubt();
        }
        if (shipment.awaitsNumber()) {
            return refused(
                    "the carrier said that it took it, and gives its number later: it can be declared sent, or refused if"
                            + " the carrier has said so since");
        }
        Optional<Ruling> tooEarly = withinQuietTime(doubt);
        if (tooEarly.isPresent()) {
            return tooEarly.get();
        }
        edit.exposed = false;
        edit.become(shipment.cancelRequested() ? ShipmentState.CANCELLED : ShipmentState.PENDING);
        edit.dueAt = now;
        return allowed(HistoryEntry.Kind.DECLARED_NOT_SENT, action);
    }

    /** The carrier's late no, told by a person: it answers for every attempt under this reference, which is used up. */
    private Ruling declareRefused(Action action) {
        Doubt doubt = shipment.doubt();
        if (doubt == null) {
            return notInDoubt();
        }
        if (!shipment.awaitsNumber()) {
            return refused("the carrier never said that it took it: it can be declared sent, or not sent");
        }
        Optional<Ruling> tooEarly = withinQuietTime(doubt);
        if (tooEarly.isPresent()) {
            return tooEarly.get();
        }
        edit.exposed = false;
        edit.become(ShipmentState.REJECTED);
        return allowed(HistoryEntry.Kind.DECLARED_REFUSED, action);
    }

    private Optional<Ruling> withinQuietTime(Doubt doubt) {
        if (now.isBefore(doubt.quietEndsAt())) {
            Claim claim = shipment.claim();
            return Optional.of(refused("its quiet time lasts until " + doubt.quietEndsAt() + ": until then "
                    + (claim == null ? "a forgotten sender" : claim.owner()) + " may still be sending it"));
        }
        return Optional.empty();
    }

    /** R13: what may have been sent cannot be cancelled here; the wish is remembered. */
    private Ruling cancel(Action action) {
        switch (shipment.state()) {
            case PENDING -> {
                if (shipment.exposed()) {
                    return refused(
                            "an earlier attempt may have been executed (R6): it can be cancelled while it is claimed or"
                                    + " in doubt, or once it is confirmed");
                }
                edit.become(ShipmentState.CANCELLED);
            }
            case CLAIMED, IN_DOUBT, CONFIRMED -> {
                if (shipment.cancelRequested()) {
                    return refused("its cancellation was asked for already");
                }
                edit.cancelRequested = true;
            }
            case REJECTED -> {
                return refused("the carrier rejected it: nothing was sent, and nothing will be");
            }
            case CANCELLED -> {
                return refused("it is cancelled already");
            }
        }
        return allowed(HistoryEntry.Kind.CANCEL, action);
    }

    private Ruling hold(Action action) {
        if (shipment.state() != ShipmentState.PENDING || shipment.held() != null) {
            return refused("only a pending shipment that nobody holds can be held; it is " + describe());
        }
        edit.held = action.detail();
        return allowed(HistoryEntry.Kind.HELD, action);
    }

    private Ruling retry(Action action) {
        if (shipment.state() != ShipmentState.PENDING) {
            return refused("only a pending shipment can be retried; it is " + describe());
        }
        edit.held = null;
        edit.attemptsForgiven = edit.attempt;
        edit.dueAt = now;
        return allowed(HistoryEntry.Kind.RETRY, action);
    }

    /** R7: only the certain no of an unexposed shipment frees it for a new reference. */
    private Ruling amend(Action.Amend amend) {
        if (shipment.state() != ShipmentState.REJECTED || shipment.exposed()) {
            return refused("only a rejected shipment without an open attempt can be amended; it is " + describe());
        }
        if (amend.reference().equals(shipment.reference()) || amend.key().equals(shipment.key())) {
            return refused("a new revision needs a new reference and a new key");
        }
        edit.revision++;
        edit.reference = amend.reference();
        edit.key = amend.key();
        edit.fingerprint = amend.fingerprint();
        edit.firstClaimedAt = null;
        edit.attemptsForgiven = edit.attempt;
        edit.cancelRequested = false;
        edit.held = null;
        edit.dueAt = now;
        edit.become(ShipmentState.PENDING);
        edit.tell(HistoryEntry.Kind.AMENDED, null, null, amend.detail());
        return new Ruling.Allowed(edit.verdict(null, amend.payload(), null));
    }

    private Ruling reship(Action.Reship reship) {
        switch (shipment.state()) {
            case PENDING, CLAIMED, IN_DOUBT, REJECTED -> {
                return refused("only a confirmed or cancelled shipment can be shipped again; it is " + describe());
            }
            case CONFIRMED, CANCELLED -> {
                if (!shipment.id().equals(reship.shipment().reshipOf())) {
                    throw new IllegalArgumentException("a reshipment must name the shipment that it repeats");
                }
            }
        }
        edit.tell(
                HistoryEntry.Kind.RESHIPPED,
                null,
                null,
                reship.detail() + " (as " + reship.shipment().id() + ")");
        Verdict spawned = ShipmentLaw.plan(
                new OrderPlan(shipment.order(), "-", shipment.placedAt(), List.of(reship.shipment())),
                reship.shipment(),
                null,
                edit.actor(),
                now);
        return new Ruling.Allowed(edit.verdict(null, null, spawned));
    }

    /** R14: what the backup does not know may have been sent; only a find or a person can tell. */
    private Ruling afterRestore(Action.AfterRestore restore) {
        if (shipment.state() == ShipmentState.CONFIRMED) {
            return refused("it is CONFIRMED");
        }
        Instant quietEnd = now.plus(restore.quiet());
        Claim claim = shipment.claim();
        if (claim != null && claim.quietEndsAt().isAfter(quietEnd)) {
            quietEnd = claim.quietEndsAt();
        }
        edit.capRecovery();
        edit.exposed = true;
        edit.cancelRequested |= shipment.state() == ShipmentState.CANCELLED;
        if (shipment.awaitsNumber()) {
            edit.awaitNumber(quietEnd);
        } else {
            edit.doubt = null;
            edit.becomeDoubtful(Doubt.Cause.RESTORED, quietEnd);
        }
        return allowed(HistoryEntry.Kind.RESTORED, restore);
    }

    private Ruling carrierCancelled(Action.CarrierCancelled cancelled) {
        if (shipment.state() != ShipmentState.CONFIRMED) {
            return refused("only a confirmed shipment is cancelled at its carrier; it is " + describe());
        }
        if (cancelled.done()) {
            edit.cancelRequested = false;
        }
        return allowed(HistoryEntry.Kind.CARRIER_CANCEL, cancelled);
    }

    private Ruling allowed(HistoryEntry.Kind kind, Action action) {
        return new Ruling.Allowed(
                edit.tell(kind, edit.claimId(), null, action.detail()).verdict());
    }

    private Ruling notInDoubt() {
        return refused("only a doubt can be settled so; it is " + describe());
    }

    private String describe() {
        return shipment.state() + (shipment.held() == null ? "" : " (held: " + shipment.held() + ")");
    }

    private static Ruling refused(String reason) {
        return new Ruling.Refused(reason);
    }
}
