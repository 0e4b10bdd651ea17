package io.shiponce.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One shipment under the law, a carrier that really executes, senders that die or come late, and people who tell the truth.
 * A number chooses each step; what is impossible is skipped. After each step it checks what must always hold.
 */
final class ProtocolModel {
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final int level;
    private final List<Sender> senders = new ArrayList<>();
    private final List<HistoryEntry> history = new ArrayList<>();

    /** When each reference was first executed, and how often any was. */
    private final Map<String, Instant> executed = new HashMap<>();

    private int executions;
    private boolean declared;
    private ShipmentRecord shipment;
    private Instant now = Sample.NOW;

    /** One claim's holder. It sends at most once, and never after the claim's quiet time began. */
    private static final class Sender {
        private final ExchangeId claim;
        private final ShipmentRecord claimed;
        private boolean sent;
        private boolean executed;
        private boolean followed;
        private boolean dead;

        Sender(ExchangeId claim, ShipmentRecord claimed) {
            this.claim = claim;
            this.claimed = claimed;
        }
    }

    ProtocolModel(int level) {
        this.level = level;
        NewShipment planned = Sample.planned("model", null);
        OrderPlan order = new OrderPlan(Sample.ORDER, "content", null, List.of(planned));
        write(ShipmentLaw.plan(order, planned, null, "import", now));
    }

    void step(int number) {
        ShipmentRecord before = shipment;
        List<Runnable> possible = possible(number / 1_000);
        possible.get(number % possible.size()).run();
        check(before);
    }

    /** What can happen next. The number decides details, so that two steps of one kind can differ. */
    private List<Runnable> possible(int choice) {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> advance(choice));
        steps.add(() -> person(choice));
        for (Sender sender : senders) {
            steps.add(() -> send(sender, choice));
            steps.add(() -> answer(sender, choice));
        }
        switch (shipment.state()) {
            case PENDING -> steps.addAll(List.of(() -> claim(choice), () -> claim(choice), () -> claim(choice)));
            case CLAIMED -> steps.addAll(List.of(this::expire, this::expire));
            case IN_DOUBT ->
                steps.addAll(List.of(
                        () -> lookUp(choice),
                        () -> lookUp(choice),
                        this::declareNotSent,
                        this::declareNotSent,
                        this::declareRefused,
                        this::declareSent));
            case REJECTED -> steps.addAll(List.of(this::amend, this::amend, this::amend));
            case CONFIRMED, CANCELLED -> {
                // Only what comes late.
            }
        }
        return steps;
    }

    /** Rare, or nothing else would ever happen. */
    private void person(int choice) {
        switch (choice % 20) {
            case 0 -> act(new Action.Cancel("cancel"));
            case 1 -> act(new Action.AfterRestore(Sample.QUIET, "nothing was forgotten, but nobody knows"));
            case 2 -> act(new Action.Hold("hold"));
            default -> act(new Action.Retry("retry"));
        }
    }

    private void expire() {
        now = later(now, Objects.requireNonNull(shipment.claim()).expiresAt());
        write(ShipmentLaw.expire(shipment, Sample.ENGINE, now).orElseThrow());
    }

    private void advance(int choice) {
        now = later(now.plusSeconds(1), choice % 3 == 0 ? now.plus(Duration.ofHours(5)) : shipment.dueAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The engine claims; where the law of resending forbids the send, it gives the claim back in doubt. */
    private void claim(int choice) {
        if (shipment.state() != ShipmentState.PENDING || shipment.held() != null || now.isBefore(shipment.dueAt())) {
            return;
        }
        ExchangeId id = new ExchangeId("claim-" + senders.size());
        write(ShipmentLaw.claim(
                shipment,
                new ClaimTerms(Duration.ofSeconds(30), Sample.QUIET, declared(choice)),
                id,
                Sample.ENGINE,
                now));
        Sender sender = new Sender(id, shipment);
        senders.add(sender);
        if (shipment.exposed()
                && !ShipmentLaw.mayResend(shipment, shipment.claim().recovery(), now)) {
            sender.dead = true;
            settle(sender, new Outcome.Unknown("may not be sent again", Doubt.Cause.RESEND_IMPOSSIBLE));
        }
    }

    /** An adapter declares what its carrier offers, or less. */
    private RecoveryTerms declared(int choice) {
        int lower = choice % 3 == 0 ? 0 : Math.min(level, 1);
        return choice % 2 == 0 ? strongest() : RecoveryTerms.of(lower, "account", "1");
    }

    private RecoveryTerms strongest() {
        return level == RecoveryTerms.IDEMPOTENCY_KEY
                ? new RecoveryTerms(level, "account", "1", LIFETIME.dividedBy(2))
                : RecoveryTerms.of(level, "account", "1");
    }

    /** A paused sender may send at any time, but for level 3 (assumption 4). */
    private void send(Sender sender, int choice) {
        boolean tooLate = level == RecoveryTerms.IDEMPOTENCY_KEY
                && !now.isBefore(sender.claimed.claim().quietEndsAt());
        if (sender.dead || sender.sent || tooLate) {
            return;
        }
        sender.sent = true;
        if (choice % 5 == 0) {
            return; // Lost on its way; or taken, and given up by the carrier before anything left.
        }
        Instant first = executed.get(sender.claimed.reference());
        boolean repeated = first != null
                && (level == RecoveryTerms.UNIQUE_REFERENCE
                        || (level == RecoveryTerms.IDEMPOTENCY_KEY && now.isBefore(first.plus(LIFETIME))));
        if (!repeated) {
            executed.putIfAbsent(sender.claimed.reference(), now);
            executions++;
            sender.executed = true;
        } else if (level == RecoveryTerms.IDEMPOTENCY_KEY) {
            sender.executed = true; // The first answer, once more.
        }
    }

    /** Only what an honest adapter may say; a refused repetition looks like a no (R6). */
    private void answer(Sender sender, int choice) {
        if (sender.dead && !sender.sent) {
            return;
        }
        if (choice % 3 == 0 && sender.sent) {
            settle(sender, Sample.unknown());
        } else if (sender.sent && (sender.followed || choice % 7 == 0)) {
            sender.followed = true; // An attempt says yes once.
            settle(sender, Sample.numberFollows());
        } else if (sender.executed) {
            settle(sender, Sample.accepted("TRACK-" + sender.claimed.reference()));
        } else {
            sender.dead = true; // It answered: it will not send any more.
            settle(sender, choice % 2 == 0 || !sender.sent ? Sample.notSent() : Sample.rejected());
        }
    }

    private void settle(Sender sender, Outcome outcome) {
        Settlement settlement = new Settlement(
                shipment.id(),
                sender.claim,
                sender.claimed.revision(),
                sender.claimed.attempt(),
                Sample.ENGINE,
                1,
                outcome);
        Optional<Verdict> verdict = ShipmentLaw.settle(shipment, settlement, 1, () -> recorded(settlement), now);
        verdict.ifPresent(this::write);
        assertEquals(
                Optional.empty(),
                ShipmentLaw.settle(shipment, settlement, 1, () -> recorded(settlement), now),
                "repeated evidence does nothing");
    }

    private boolean recorded(Settlement settlement) {
        String number = settlement.outcome() instanceof Outcome.Accepted accepted ? accepted.trackingNumber() : null;
        return history.stream()
                .anyMatch(entry -> entry.kind() == settlement.outcome().kind()
                        && settlement.claim().equals(entry.claim())
                        && Objects.equals(number, entry.trackingNumber()));
    }

    /** At levels 2 and 3 it may lag: absent, although it was executed. */
    private void lookUp(int choice) {
        Instant quietEnd = Objects.requireNonNull(shipment.doubt()).quietEndsAt();
        if (level == RecoveryTerms.NONE) {
            return;
        }
        boolean lags = level > RecoveryTerms.LOOKUP && choice % 3 == 0;
        if (executed.containsKey(shipment.reference()) && !lags) {
            act(new Action.Found("TRACK-" + shipment.reference(), Sample.RECEIPT, "found"));
        } else {
            now = later(now, quietEnd);
            act(new Action.SendAgain(now, strongest(), "absent"));
        }
    }

    /** Only if it is true: nothing was executed, and nobody is left who could send. */
    private void declareNotSent() {
        if (executions > 0) {
            return;
        }
        senders.forEach(sender -> sender.dead = true);
        now = later(now, Objects.requireNonNull(shipment.doubt()).quietEndsAt());
        declared = true;
        act(new Action.DeclareNotSent("asked the carrier"));
    }

    /** The same of what the carrier took: it has refused it since. */
    private void declareRefused() {
        if (executions > 0 || !shipment.awaitsNumber()) {
            return;
        }
        senders.forEach(sender -> sender.dead = true);
        now = later(now, Objects.requireNonNull(shipment.doubt()).quietEndsAt());
        declared = true;
        act(new Action.DeclareRefused("their portal says: refused"));
    }

    private void declareSent() {
        if (executions > 0) {
            act(new Action.DeclareSent("TRACK-" + executed.keySet().iterator().next(), "seen"));
        }
    }

    private void amend() {
        String next = shipment.reference() + "x";
        act(new Action.Amend(next, "key", "other", Sample.PAYLOAD, "amend"));
    }

    private void act(Action action) {
        if (ShipmentLaw.act(shipment, action, "ada", now) instanceof Ruling.Allowed allowed) {
            write(allowed.verdict());
        }
    }

    private void write(Verdict verdict) {
        long version = shipment == null ? 0 : shipment.version();
        assertEquals(version + 1, verdict.after().version());
        shipment = verdict.after();
        history.addAll(verdict.entries());
    }

    private void check(ShipmentRecord before) {
        assertTrue(executions <= 1, () -> "executed " + executions + " times: " + history);
        boolean accepted = history.stream().anyMatch(entry -> entry.kind() == HistoryEntry.Kind.ACCEPTED);
        if (accepted || before.state() == ShipmentState.CONFIRMED) {
            assertEquals(ShipmentState.CONFIRMED, shipment.state(), "an acceptance can only end confirmed");
        }
        boolean byPerson = declared;
        declared = false;
        if (before.awaitsNumber() && !byPerson) {
            assertTrue(
                    shipment.awaitsNumber() || shipment.state() == ShipmentState.CONFIRMED,
                    () -> "the carrier said yes, and that was forgotten: " + history);
        }
        if (before.exposed() && !byPerson) {
            assertFalse(
                    shipment.state() == ShipmentState.REJECTED || shipment.state() == ShipmentState.CANCELLED,
                    "an earlier attempt is open: only a person can say that nothing was sent");
        }
        if (shipment.state() == ShipmentState.CLAIMED || shipment.state() == ShipmentState.PENDING) {
            assertTrue(!shipment.exposed() || shipment.claim() != null, "exposed by a claim that nobody knows");
        }
        assertFalse(
                shipment.state() == ShipmentState.PENDING && shipment.cancelRequested(),
                "it would be sent all the same");
    }
}
