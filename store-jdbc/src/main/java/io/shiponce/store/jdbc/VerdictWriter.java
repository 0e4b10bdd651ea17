package io.shiponce.store.jdbc;

import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The only place that changes shipments and their history. A verdict's record is written at once, conditionally on the version
 * before it (S1); what else it orders follows at {@link #flush}, in few batches, in the same transaction (S4).
 *
 * <p>Not for threads; it lives as long as one transaction.
 */
final class VerdictWriter {
    private final Session session;
    private final Moment moment;
    private final List<Verdict> written = new ArrayList<>();
    private final List<Stored> payloads = new ArrayList<>();
    private final List<Stored> replacedPayloads = new ArrayList<>();
    private final List<Stored> receipts = new ArrayList<>();
    private final List<HistoryEntry> strays = new ArrayList<>();
    private final FinishedTally tally = new FinishedTally();

    private record Stored(ShipmentId shipment, Payload bytes) {}

    VerdictWriter(Session session, Moment moment) {
        this.session = session;
        this.moment = moment;
    }

    /** The verdict, its times as they will be read back. */
    static Verdict truncated(Verdict verdict) {
        Verdict spawned = verdict.spawned();
        return new Verdict(
                ShipmentRows.truncated(verdict.after()),
                verdict.entries(),
                verdict.receipt(),
                verdict.payload(),
                spawned == null ? null : truncated(spawned));
    }

    /** First records, of shipments that nobody knew. */
    void insert(List<Verdict> firsts) throws SQLException {
        session.insert(
                session.sql().insertShipment,
                firsts,
                (params, first) -> ShipmentRows.bindInsert(params, first.after(), moment.now()));
        firsts.forEach(first -> remember(first, payloads));
    }

    /** In this order, several of one shipment included. Says of each whether it won; what lost is not written, in no part. */
    boolean[] update(List<Verdict> verdicts) throws SQLException {
        boolean[] won = session.dialect().writesColumns()
                ? updateAtOnce(verdicts)
                : session.conditional(session.sql().updateShipment, verdicts, this::bindUpdate);
        List<Verdict> spawned = new ArrayList<>();
        for (int i = 0; i < won.length; i++) {
            if (won[i]) {
                Verdict verdict = verdicts.get(i);
                remember(verdict, replacedPayloads);
                if (verdict.spawned() != null) {
                    spawned.add(verdict.spawned());
                }
            }
        }
        insert(spawned);
        return won;
    }

    /** As few statements as there are verdicts of one shipment: one statement changes a row once. */
    private boolean[] updateAtOnce(List<Verdict> verdicts) throws SQLException {
        boolean[] won = new boolean[verdicts.size()];
        Set<ShipmentId> ids = new HashSet<>();
        int from = 0;
        for (int to = 1; to <= won.length; to++) {
            ids.add(verdicts.get(to - 1).after().id());
            if (to == won.length || ids.contains(verdicts.get(to).after().id())) {
                boolean[] some = session.conditionalAtOnce(
                        session.sql().updateShipment, verdicts.subList(from, to), this::bindUpdate);
                System.arraycopy(some, 0, won, from, some.length);
                from = to;
                ids.clear();
            }
        }
        return won;
    }

    private void bindUpdate(Params params, Verdict verdict) throws SQLException {
        ShipmentRows.bindUpdate(params, verdict.after(), keepsDoubt(verdict), moment.now());
    }

    private static boolean keepsDoubt(Verdict verdict) {
        return verdict.after().state() == ShipmentState.IN_DOUBT
                && verdict.entries().get(0).from() == ShipmentState.IN_DOUBT;
    }

    private void remember(Verdict verdict, List<Stored> itsPayloads) {
        ShipmentRecord after = verdict.after();
        written.add(verdict);
        tally.add(verdict);
        keep(itsPayloads, after.id(), verdict.payload());
        keep(receipts, after.id(), verdict.receipt());
    }

    /** S6: evidence of a shipment that is not known here. */
    void keepStray(HistoryEntry entry, @Nullable Payload receipt) {
        strays.add(entry);
        keep(receipts, entry.shipment(), receipt);
    }

    private static void keep(List<Stored> list, ShipmentId shipment, @Nullable Payload bytes) {
        if (bytes != null) {
            list.add(new Stored(shipment, bytes));
        }
    }

    /** Writes what is left to write; the commit comes next. */
    void flush() throws SQLException {
        session.insert(session.sql().insertPayload, payloads, VerdictWriter::bind);
        session.batch(session.sql().putPayload, replacedPayloads, VerdictWriter::bind);
        session.insert(session.sql().insertReceipt, receipts, VerdictWriter::bind);
        List<HistoryEntry> entries = new HistoryFold(session).fold(written);
        entries.addAll(strays);
        session.insert(
                session.sql().insertHistory,
                entries,
                (params, entry) -> HistoryRows.bind(params, entry, moment.incarnation()));
        tally.flush(session);
        written.clear();
        payloads.clear();
        replacedPayloads.clear();
        receipts.clear();
        strays.clear();
    }

    private static void bind(Params params, Stored stored) throws SQLException {
        params.text(stored.shipment().value()).bytes(stored.bytes());
    }
}
