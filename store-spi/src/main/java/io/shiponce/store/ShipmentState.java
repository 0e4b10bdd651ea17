package io.shiponce.store;

/**
 * Where a shipment stands. {@link ShipmentLaw} moves it; nothing else does.
 *
 * <pre>
 *  accept ──> PENDING ──claim──> CLAIMED ──accepted──> CONFIRMED
 *               │  ^                │ │ └──rejected──> REJECTED ──amend──> PENDING
 *               │  └──not sent──────┘ └────unknown───> IN_DOUBT ──found / sent──> CONFIRMED
 *               └──cancel──> CANCELLED                    └──proven or declared not sent──> PENDING
 * </pre>
 */
public enum ShipmentState {
    /** Waits to be claimed. Moved by an engine's claim or an operator's cancel; a crash leaves it waiting. */
    PENDING,
    /** One engine may send it, once. Moved by that engine's settlement or, when the claim expired, by any engine. */
    CLAIMED,
    /** The carrier has it. Final: no evidence leads out of here. */
    CONFIRMED,
    /** The carrier refused it for good, and no earlier attempt is open. Moved by an operator's amend, or by an acceptance. */
    REJECTED,
    /** Nobody knows whether the carrier has it. Moved by evidence or by a person; never sent again by guesswork. */
    IN_DOUBT,
    /** Withdrawn before anything was sent. Moved only by evidence that something was sent after all. */
    CANCELLED;

    /** Whether nothing automatic will happen to it any more. */
    public boolean isFinal() {
        return switch (this) {
            case CONFIRMED, REJECTED, CANCELLED -> true;
            case PENDING, CLAIMED, IN_DOUBT -> false;
        };
    }
}
