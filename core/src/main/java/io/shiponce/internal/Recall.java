package io.shiponce.internal;

import io.shiponce.store.ExchangeId;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * R4: exchanges whose outcome this engine never learned. What turns up under their ids is given back, for as long as it can turn up;
 * nothing of it is ever sent. Coordinator only.
 */
final class Recall {
    private final ShipmentStore store;
    private final long watchNanos;
    private final List<Lost> lost = new ArrayList<>();
    private long askAtNanos;

    private static final class Lost {
        final ExchangeId id;
        final Map<Lane, Integer> reserved;
        final long lostAtNanos;
        boolean answered;

        Lost(ExchangeId id, Map<Lane, Integer> reserved, long lostAtNanos) {
            this.id = id;
            this.reserved = reserved;
            this.lostAtNanos = lostAtNanos;
        }
    }

    /** Watches each lost exchange for {@code watch}: then its claims, should they appear after all, expire into doubts. */
    Recall(ShipmentStore store, Duration watch) {
        this.store = store;
        this.watchNanos = watch.toNanos();
    }

    /** R2: until the store has answered, everything that may have been claimed occupies its slot. */
    void lost(ExchangeId id, Map<Lane, Integer> mayHaveClaimed, long nowNanos) {
        mayHaveClaimed.forEach(Lane::reserve);
        lost.add(new Lost(id, Map.copyOf(mayHaveClaimed), nowNanos));
        askAtNanos = nowNanos;
    }

    boolean isDue(long nowNanos) {
        return !lost.isEmpty() && nowNanos - askAtNanos >= 0;
    }

    /** Whether some exchange was never answered for. */
    boolean unanswered() {
        return lost.stream().anyMatch(one -> !one.answered);
    }

    /** Asks for each, and hands on what is to be given back; throws what the store throws, and is then called again. */
    void giveBack(long incarnation, long nowNanos, Consumer<Settlement> back) {
        for (Iterator<Lost> all = lost.iterator(); all.hasNext(); ) {
            Lost one = all.next();
            for (ShipmentRecord claimed : store.claimsOf(one.id)) {
                back.accept(giveBack(claimed, one.id, incarnation));
            }
            if (!one.answered) {
                one.answered = true;
                one.reserved.forEach(Lane::release);
            }
            if (nowNanos - one.lostAtNanos >= watchNanos) {
                all.remove();
            }
        }
        askAtNanos = nowNanos + watchNanos / 50;
    }

    private static Settlement giveBack(ShipmentRecord claimed, ExchangeId id, long incarnation) {
        return new Settlement(
                claimed.id(),
                id,
                claimed.revision(),
                claimed.attempt(),
                Objects.requireNonNull(claimed.claim()).owner(),
                incarnation,
                new Outcome.NotSent(
                        "the store never answered for the claim, so nothing was sent", Duration.ZERO, false));
    }
}
