package io.shiponce.internal;

import io.shiponce.store.ExchangeResult;
import io.shiponce.store.Settlement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * R5: what senders brought and the store has not taken yet. Nothing leaves it but what the store says it took; its size is bounded
 * by the slots, since nothing is claimed for a slot whose evidence waits. Coordinator only.
 */
final class Evidence {
    private static final int BATCH = 256;

    private final Map<Settlement, Optional<Source>> waiting = new LinkedHashMap<>();
    private final Set<Settlement> refusedOnce = new HashSet<>();

    /** Whose evidence it is. Late evidence follows an unknown that was given up for. */
    record Source(Lane lane, Run run, boolean late) {}

    void add(Settlement settlement, Source source) {
        waiting.put(settlement, Optional.of(source));
    }

    /** A claim that was never handed out is given back. */
    void addBack(Settlement settlement) {
        waiting.put(settlement, Optional.empty());
    }

    /** Oldest first. */
    List<Settlement> batch() {
        List<Settlement> batch = new ArrayList<>(Math.min(waiting.size(), BATCH));
        for (Settlement settlement : waiting.keySet()) {
            if (batch.size() == BATCH) {
                break;
            }
            batch.add(settlement);
        }
        return batch;
    }

    /** After an exchange that succeeded: what it did not take was locked by somebody, and is offered again. */
    void offered(List<Settlement> batch, List<ExchangeResult.Settled> taken) {
        refusedOnce.addAll(batch);
        for (ExchangeResult.Settled settled : taken) {
            refusedOnce.remove(settled.settlement());
        }
    }

    /** Forgets it, and says whose it was. */
    Optional<Source> taken(Settlement settlement) {
        return Objects.requireNonNullElse(waiting.remove(settlement), Optional.empty());
    }

    /**
     * R2: claims of this lane that stay open in the store whatever the next exchange claims: their evidence could not be written, or is
     * more than goes into one {@link #batch}.
     */
    int overdue(Lane lane) {
        if (refusedOnce.isEmpty() && waiting.size() <= BATCH) {
            return 0;
        }
        int count = 0;
        int place = 0;
        for (Map.Entry<Settlement, Optional<Source>> one : waiting.entrySet()) {
            boolean stays = place++ >= BATCH || refusedOnce.contains(one.getKey());
            boolean ofLane =
                    one.getValue().filter(source -> source.lane == lane).isPresent();
            count += stays && ofLane ? 1 : 0;
        }
        return count;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }
}
