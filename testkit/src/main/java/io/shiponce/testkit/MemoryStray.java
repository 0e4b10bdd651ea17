package io.shiponce.testkit;

import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Evidence that came before its shipment (S6): the backup had forgotten it, and now its order is handed in again. What was
 * accepted then must not be sent again (R5). Not for threads: the store's lock guards it.
 */
final class MemoryStray {
    private final Memory memory;
    private final Instant now;

    MemoryStray(Memory memory, Instant now) {
        this.memory = memory;
        this.now = now;
    }

    /** Settles the new shipment once more with what was kept under its id. Its receipts are there already. */
    void apply(ShipmentId id, List<HistoryEntry> kept) {
        for (HistoryEntry entry : kept) {
            Optional<Outcome> outcome = Outcome.kept(entry);
            ExchangeId claim = entry.claim();
            if (outcome.isPresent() && claim != null) {
                ShipmentRecord shipment = Objects.requireNonNull(memory.shipments.get(id));
                EngineId by = new EngineId(entry.actor());
                Settlement settlement = new Settlement(
                        id, claim, entry.revision(), entry.attempt(), by, memory.incarnation, outcome.get());
                ShipmentLaw.settle(shipment, settlement, memory.incarnation, () -> false, now)
                        .ifPresent(verdict ->
                                memory.write(new Verdict(verdict.after(), verdict.entries(), null, null, null)));
            }
        }
    }
}
