package io.shiponce.store.jdbc;

import io.shiponce.store.EngineId;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence about shipments that come only now: a backup was restored that did not know them, an engine of before the restore
 * reported what it had sent (S6), and now their order is handed in again, or they are shipped again once more. What was accepted then
 * must not be sent again (R5), whatever date the order bears. Not for threads; it lives as long as its transaction.
 */
final class StrayEvidence {
    private final Session session;
    private final Moment moment;

    StrayEvidence(Session session, Moment moment) {
        this.session = session;
        this.moment = moment;
    }

    /**
     * In a caller's transaction, which may see the store as it was before the last of the evidence came: what it cannot see it must not
     * pass over. Databases that notice say so themselves when the row is locked.
     */
    static void checkVisible(Session session, Moment present) throws SQLException {
        if (Moment.read(session).strays() != present.strays()) {
            throw new SQLException(
                    "this transaction began before evidence of a forgotten shipment came: roll it back, and register the order in a new one",
                    "40001");
        }
    }

    /** Replaces records by what the evidence makes of them, and writes that. */
    void apply(Map<ShipmentId, ShipmentRecord> records, VerdictWriter writer) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        List<String> ids = records.keySet().stream().map(ShipmentId::value).toList();
        List<VerdictWriter.Change> changes = new ArrayList<>();
        for (HistoryEntry entry :
                session.query(session.sql().evidence, params -> params.texts(ids), HistoryRows::read)) {
            ShipmentRecord shipment = records.get(entry.shipment());
            Optional<Outcome> outcome = Outcome.kept(entry);
            if (shipment != null && outcome.isPresent()) {
                settle(shipment, entry, outcome.get()).ifPresent(verdict -> {
                    changes.add(new VerdictWriter.Change(shipment, verdict));
                    records.put(shipment.id(), verdict.after());
                });
            }
        }
        writer.update(changes);
    }

    private Optional<Verdict> settle(ShipmentRecord shipment, HistoryEntry entry, Outcome outcome) {
        ExchangeId claim = entry.claim();
        if (claim == null) {
            return Optional.empty();
        }
        Settlement settlement = new Settlement(
                entry.shipment(),
                claim,
                entry.revision(),
                entry.attempt(),
                new EngineId(entry.actor()),
                moment.incarnation(),
                outcome);
        // Its receipt, if there is one, has been kept under this id since then.
        return ShipmentLaw.settle(shipment, settlement, moment.incarnation(), () -> false, moment.now())
                .map(verdict -> new Verdict(verdict.after(), verdict.entries(), null, null, null))
                .map(VerdictWriter::truncated);
    }
}
