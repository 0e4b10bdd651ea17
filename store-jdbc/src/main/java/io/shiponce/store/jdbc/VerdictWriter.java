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
import java.util.Objects;
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
    private final List<Verdict> payloads = new ArrayList<>();
    private final List<Verdict> replacedPayloads = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<HistoryEntry> strays = new ArrayList<>();
    private final FinishedTally tally = new FinishedTally();

    private record Receipt(ShipmentId shipment, Payload bytes) {}

    /**
     * What a verdict makes of a shipment. Only what differs is written: the rest stands in the row as it did {@code before}, or the
     * version is another one, and nothing is written.
     */
    record Change(ShipmentRecord before, Verdict verdict) {
        ShipmentId id() {
            return before.id();
        }
    }

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

    /** In this order. Says of each whether it won; what lost is not written, in no part. */
    boolean[] update(List<Change> changes) throws SQLException {
        boolean[] won = new boolean[changes.size()];
        Update update = new Update(changes);
        int from = 0;
        for (List<Change> some : singly(changes)) {
            boolean[] those = session.dialect().writesColumns()
                    ? session.conditionalAtOnce(update.sql, some, update)
                    : session.conditional(update.sql, some, update);
            System.arraycopy(those, 0, won, from, those.length);
            from += those.length;
        }
        List<Verdict> winners = new ArrayList<>();
        for (int i = 0; i < won.length; i++) {
            if (won[i]) {
                winners.add(changes.get(i).verdict());
            }
        }
        remember(winners);
        return won;
    }

    /** The same of rows that are locked, or where there is one writer only: nobody can have been faster. */
    void updateLocked(List<Change> changes) throws SQLException {
        Update update = new Update(changes);
        for (List<Change> some : singly(changes)) {
            session.required(update.sql, some, update, "a locked shipment was changed by somebody else");
        }
        remember(changes.stream().map(Change::verdict).toList());
    }

    /** All columns that one of the changes changes are written for each of them. */
    private final class Update implements Session.ItemBinding<Change> {
        private final long columns;
        final String sql;

        Update(List<Change> changes) {
            long changed = 0;
            for (Change change : changes) {
                changed |=
                        ShipmentRows.changed(change.before(), change.verdict().after());
            }
            this.columns = changed;
            this.sql = session.sql().updateShipment(changed);
        }

        @Override
        public void bind(Params params, Change change) throws SQLException {
            Verdict verdict = change.verdict();
            ShipmentRows.bindUpdate(params, verdict.after(), columns, keepsDoubt(verdict), moment.now());
        }
    }

    /** Cut where a shipment comes once more, which is seldom: one statement changes a row once. */
    private static List<List<Change>> singly(List<Change> changes) {
        List<List<Change>> cut = new ArrayList<>();
        Set<ShipmentId> ids = new HashSet<>();
        int from = 0;
        for (int to = 0; to < changes.size(); to++) {
            if (!ids.add(changes.get(to).id())) {
                cut.add(changes.subList(from, to));
                from = to;
                ids.clear();
                ids.add(changes.get(to).id());
            }
        }
        if (from < changes.size()) {
            cut.add(changes.subList(from, changes.size()));
        }
        return cut;
    }

    private static boolean keepsDoubt(Verdict verdict) {
        return verdict.after().state() == ShipmentState.IN_DOUBT
                && verdict.entries().get(0).from() == ShipmentState.IN_DOUBT;
    }

    private void remember(List<Verdict> verdicts) throws SQLException {
        List<Verdict> spawned = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            remember(verdict, replacedPayloads);
            if (verdict.spawned() != null) {
                spawned.add(verdict.spawned());
            }
        }
        insert(spawned);
    }

    private void remember(Verdict verdict, List<Verdict> withPayload) {
        written.add(verdict);
        tally.add(verdict);
        if (verdict.payload() != null) {
            withPayload.add(verdict);
        }
        keepReceipt(verdict.after().id(), verdict.receipt());
    }

    /** S6: evidence of a shipment that is not known here. */
    void keepStray(HistoryEntry entry, @Nullable Payload receipt) {
        strays.add(entry);
        keepReceipt(entry.shipment(), receipt);
    }

    private void keepReceipt(ShipmentId shipment, @Nullable Payload receipt) {
        if (receipt != null) {
            receipts.add(new Receipt(shipment, receipt));
        }
    }

    /** Writes what is left to write; the commit comes next. */
    void flush() throws SQLException {
        if (!strays.isEmpty()) {
            session.update(session.sql().countStrays, Session.Binding.NOTHING);
        }
        session.insert(session.sql().insertPayload, payloads, VerdictWriter::bindPayload);
        session.batch(session.sql().putPayload, replacedPayloads, VerdictWriter::bindPayload);
        session.insert(session.sql().insertReceipt, receipts, VerdictWriter::bindReceipt);
        List<HistoryEntry> entries = new HistoryFold(session).fold(written);
        entries.addAll(strays);
        session.insert(
                session.sql().insertHistory,
                entries,
                (params, entry) -> HistoryRows.bind(params, entry, moment.incarnation()));
        tally.flush(session);
        session.flush();
        written.clear();
        payloads.clear();
        replacedPayloads.clear();
        receipts.clear();
        strays.clear();
    }

    private static void bindPayload(Params params, Verdict verdict) throws SQLException {
        ShipmentRecord shipment = verdict.after();
        params.text(shipment.id().value())
                .text(shipment.order().shop())
                .text(shipment.order().number())
                .text(shipment.reference())
                .bytes(Objects.requireNonNull(verdict.payload()));
    }

    private static void bindReceipt(Params params, Receipt receipt) throws SQLException {
        params.text(receipt.shipment().value()).bytes(receipt.bytes());
    }
}
