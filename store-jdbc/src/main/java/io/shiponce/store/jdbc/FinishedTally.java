package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentState;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many shipments are finished, as changes to be summed up: to count millions of them one by one would take as long as there are
 * many. Each transaction appends the changes that it makes, so that no two wait for each other; sweeps fold many rows into few.
 * Not for threads; it lives as long as one transaction.
 */
final class FinishedTally {
    private static final int FOLDED_AT_ONCE = 1_000;
    static final int WORTH_FOLDING = 100;

    private final Map<Key, Long> changes = new LinkedHashMap<>();

    private record Key(String carrier, ShipmentState state) {}

    private record Change(long id, Key key, long by) {}

    void add(Verdict verdict) {
        String carrier = verdict.after().carrier();
        count(carrier, verdict.entries().get(0).from(), -1);
        count(carrier, verdict.after().state(), 1);
    }

    private void count(String carrier, @Nullable ShipmentState state, long by) {
        if (state != null && state.isFinal()) {
            changes.merge(new Key(carrier, state), by, Long::sum);
        }
    }

    void flush(Session session) throws SQLException {
        changes.values().removeIf(by -> by == 0);
        insert(session, changes);
        changes.clear();
    }

    private static void insert(Session session, Map<Key, Long> changes) throws SQLException {
        session.insert(
                session.sql().insertTally,
                changes.entrySet(),
                (params, change) -> params.text(change.getKey().carrier())
                        .name(change.getKey().state())
                        .number(change.getValue().longValue()));
    }

    /** What somebody else is folding is left to them. As long as there are few rows, none is locked: a lock is a write. */
    static void fold(Session session) throws SQLException {
        if (session.first(session.sql().tallyIsLong, Session.Binding.NOTHING, row -> true)
                .isEmpty()) {
            return;
        }
        List<Change> rows = session.query(
                session.sql().tally,
                params -> params.number(FOLDED_AT_ONCE),
                row -> new Change(
                        row.longNumber(), new Key(row.text(), ShipmentState.valueOf(row.text())), row.longNumber()));
        if (rows.size() < WORTH_FOLDING) {
            return;
        }
        Map<Key, Long> sums = new LinkedHashMap<>();
        rows.forEach(row -> sums.merge(row.key(), row.by(), Long::sum));
        boolean[] deleted =
                session.conditional(session.sql().deleteTally, rows, (params, row) -> params.number(row.id()));
        Call.requireAll(deleted, "somebody else folded a locked row of the tally");
        insert(session, sums);
    }
}
