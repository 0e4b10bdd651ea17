package io.shiponce.testkit;

import io.shiponce.carrier.CancelOutcome;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierCancellation;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Consignment;
import io.shiponce.carrier.LookupOutcome;
import io.shiponce.carrier.Receipt;
import io.shiponce.carrier.Recovery;
import io.shiponce.carrier.SendOutcome;
import io.shiponce.carrier.SendPermit;
import io.shiponce.carrier.TrackingNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A carrier and its adapter in one, which does what a test scripts and writes what it executes into a {@link Ledger} of its
 * own. What it does with a repeated reference follows its level: it ships again at levels 0 and 1, refuses at level 2 with an
 * answer that is unknown, and at level 3 gives the first answer for as long as it remembers the key.
 *
 * <p>Safe for any thread. Without a script every send is met by {@link Reply#normal()}. It knows nothing of any store.
 */
public final class ScriptedCarrier implements CarrierAdapter, CarrierLookup, CarrierCancellation {
    private final Clock clock;
    private final Recovery recovery;
    private final Ledger ledger = new Ledger();
    private final Map<String, Deque<Reply>> scripts = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private Function<SendPermit, Reply> otherwise = permit -> Reply.normal();
    private boolean rejectsRepeats;
    private Duration lookupLag = Duration.ZERO;
    private boolean lookupFails;
    private boolean cancelFails;
    private int sends;
    private int lookups;
    private boolean closed;

    /** A carrier that offers what {@code recovery} says. */
    public ScriptedCarrier(Recovery recovery, Clock clock) {
        this.recovery = recovery;
        this.clock = clock;
    }

    /** A carrier of level 0 to 3 by this clock; at level 3 it remembers keys for 24 hours. */
    public static ScriptedCarrier atLevel(int level, Clock clock) {
        Recovery.Level[] levels = Recovery.Level.values();
        Recovery.Level chosen = levels[Objects.checkIndex(level, levels.length)];
        return new ScriptedCarrier(
                chosen == Recovery.Level.IDEMPOTENCY_KEY
                        ? Recovery.idempotencyKey("scripted", "1", Duration.ofHours(24))
                        : Recovery.of(chosen, "scripted", "1"),
                clock);
    }

    /** The next sends under this reference are met by these, in this order; those after them as without a script. */
    public synchronized ScriptedCarrier script(String reference, Reply... replies) {
        scripts.computeIfAbsent(reference, key -> new ArrayDeque<>()).addAll(List.of(replies));
        return this;
    }

    /** How sends are met that no script names. Called by the senders' threads. */
    public synchronized ScriptedCarrier otherwise(Function<SendPermit, Reply> newOtherwise) {
        otherwise = newOtherwise;
        return this;
    }

    /** Whether a reference that was executed before is refused for good, at every level: the no that proves nothing (R6). */
    public synchronized ScriptedCarrier rejectsRepeats(boolean newRejectsRepeats) {
        rejectsRepeats = newRejectsRepeats;
        return this;
    }

    /** How long a look-up does not see what was executed. */
    public synchronized ScriptedCarrier lookupLag(Duration newLookupLag) {
        lookupLag = newLookupLag;
        return this;
    }

    /** Whether look-ups fail. */
    public synchronized ScriptedCarrier lookupFails(boolean newLookupFails) {
        lookupFails = newLookupFails;
        return this;
    }

    /** Whether cancellations fail. */
    public synchronized ScriptedCarrier cancelFails(boolean newCancelFails) {
        cancelFails = newCancelFails;
        return this;
    }

    /** What it executed. */
    public Ledger ledger() {
        return ledger;
    }

    /** How often it was asked to send, whatever became of it. */
    public synchronized int sends() {
        return sends;
    }

    /** How often it was asked for a reference. */
    public synchronized int lookups() {
        return lookups;
    }

    /** Whether {@link #close()} was called. */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public SendOutcome send(Consignment consignment, SendPermit permit) {
        Reply reply = nextReply(permit);
        SendOutcome own = reply.arrives() ? create(permit.reference()) : null;
        reply.meanwhile().run(); // Outside the lock: it may wait.
        Throwable thrown = reply.thrown();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        } else if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
        SendOutcome told = reply.answer();
        return told == null ? Objects.requireNonNull(own) : told;
    }

    private Reply nextReply(SendPermit permit) {
        Function<SendPermit, Reply> chosen;
        synchronized (this) {
            sends++;
            Deque<Reply> script = scripts.get(permit.reference());
            if (script != null && !script.isEmpty()) {
                return script.remove();
            }
            chosen = otherwise;
        }
        return chosen.apply(permit);
    }

    private synchronized SendOutcome create(String reference) {
        List<Ledger.Line> before = ledger.of(reference);
        if (before.isEmpty()) {
            return execute(reference);
        }
        if (rejectsRepeats) {
            return new SendOutcome.Rejected("the reference was used before");
        }
        Ledger.Line newest = before.get(before.size() - 1);
        return switch (recovery.level()) {
            case NONE, LOOKUP -> execute(reference);
            case UNIQUE_REFERENCE -> new SendOutcome.Unknown("409: the reference was used before");
            case IDEMPOTENCY_KEY -> remembers(newest) ? accepted(newest) : execute(reference);
        };
    }

    private boolean remembers(Ledger.Line line) {
        return clock.instant().isBefore(line.at().plus(Objects.requireNonNull(recovery.keyLifetime())));
    }

    private SendOutcome execute(String reference) {
        ledger.append(reference, String.format(Locale.ROOT, "TRACK-%06d", ledger.size() + 1), clock.instant());
        List<Ledger.Line> executed = ledger.of(reference);
        return accepted(executed.get(executed.size() - 1));
    }

    private static SendOutcome accepted(Ledger.Line line) {
        return new SendOutcome.Accepted(Receipt.of(new TrackingNumber(line.trackingNumber())));
    }

    @Override
    public synchronized LookupOutcome lookUp(String reference) {
        lookups++;
        if (recovery.level() == Recovery.Level.NONE) {
            return new LookupOutcome.Failed("501: look-up is not offered");
        }
        if (lookupFails) {
            return new LookupOutcome.Failed("no answer");
        }
        Instant visibleUntil = clock.instant().minus(lookupLag);
        List<LookupOutcome.Match> matches = ledger.of(reference).stream()
                .filter(line -> !line.at().isAfter(visibleUntil))
                .map(line -> new LookupOutcome.Match(
                        new TrackingNumber(line.trackingNumber()),
                        line.at(),
                        cancelled.contains(line.trackingNumber())))
                .toList();
        return matches.isEmpty() ? new LookupOutcome.Absent() : new LookupOutcome.Found(matches);
    }

    @Override
    public synchronized CancelOutcome cancel(TrackingNumber trackingNumber) {
        if (cancelFails) {
            return new CancelOutcome.Failed("no answer");
        }
        boolean known =
                ledger.lines().stream().anyMatch(line -> line.trackingNumber().equals(trackingNumber.value()));
        if (!known) {
            return new CancelOutcome.Refused("404: no such number");
        }
        cancelled.add(trackingNumber.value());
        return new CancelOutcome.Cancelled();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
