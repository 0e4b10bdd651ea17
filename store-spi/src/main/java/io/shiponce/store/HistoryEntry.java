package io.shiponce.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a shipment: who, when, which attempt, what the carrier answered. Written in the same commit as
 * the transition it tells of.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param at by the store's clock
 * @param from the state before; null for the first entry
 * @param actor the engine or the person
 * @param claim whose evidence it is; null where no claim is concerned
 * @param trackingNumber as the evidence has it; null if it has none
 * @param detail at most 500 characters, no personal data
 * @param count how many equal entries are folded into this one, from 1
 */
public record HistoryEntry(
        ShipmentId shipment,
        Instant at,
        Kind kind,
        @Nullable ShipmentState from,
        ShipmentState to,
        String actor,
        int revision,
        int attempt,
        @Nullable ExchangeId claim,
        @Nullable String trackingNumber,
        String detail,
        int count) {

    /** The longest detail; a longer one is shortened. */
    public static final int MAX_DETAIL = 500;

    /** The longest actor, in characters. */
    public static final int MAX_ACTOR = 200;

    /** What happened. */
    public enum Kind {
        /** The order was accepted and its split stored. */
        PLANNED,
        /** An engine got the right to send. */
        CLAIMED,
        /** Evidence: the carrier took it. */
        ACCEPTED,
        /** Evidence: the carrier refused it. */
        REJECTED,
        /** Evidence: certainly not sent. Repeated ones fold. */
        NOT_SENT,
        /** Evidence: the outcome is unknown. */
        UNKNOWN,
        /** Evidence: the carrier took it, and gives its number later. */
        NUMBER_FOLLOWS,
        /** A claim expired unsettled. */
        EXPIRED,
        /** A look-up found exactly one live match. */
        FOUND,
        /** A look-up proved nothing. Repeated ones fold. */
        LOOKED_UP,
        /** Cleared to be sent again under the same reference. */
        SEND_AGAIN,
        /** A person declared it sent. */
        DECLARED_SENT,
        /** A person declared it not sent. */
        DECLARED_NOT_SENT,
        /** A person declared that the carrier, which had taken it, refused it later. */
        DECLARED_REFUSED,
        /** A person asked to cancel it. */
        CANCEL,
        /** A person asked to keep it back. */
        HELD,
        /** A person released it. */
        RETRY,
        /** A person amended what the carrier had refused. */
        AMENDED,
        /** A person had it shipped again, as another shipment. */
        RESHIPPED,
        /** A backup was restored: sends may have been forgotten. */
        RESTORED,
        /** More than one acceptance, or one of something given up: goods may leave twice. */
        DUPLICATE_ALARM,
        /** The carrier's answer to a cancellation there. */
        CARRIER_CANCEL;

        /** Whether repetitions fold into one entry with a count; never for acceptances, rejections and people's actions. */
        public boolean folds() {
            return this == NOT_SENT || this == LOOKED_UP;
        }
    }

    public HistoryEntry {
        actor = Checks.shortened(Checks.text("actor", actor, 10_000), MAX_ACTOR);
        detail = Checks.shortened(detail, MAX_DETAIL);
        Checks.atLeast("count", count, 1);
    }
}
