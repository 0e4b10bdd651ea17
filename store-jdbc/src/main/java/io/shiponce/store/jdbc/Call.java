package io.shiponce.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement: its text, what fills in its parameters, and what takes its answer, which are rows if it {@code asks}, and else a count.
 * Not for threads.
 */
record Call(String sql, boolean asks, Filling filling, Taking taking) {

    /** Fills in parameters behind the last one that was filled in; returns which is the last one now. */
    @FunctionalInterface
    interface Filling {
        int fill(PreparedStatement statement, int last) throws SQLException;
    }

    /** Takes rows, or a count if there are none. */
    @FunctionalInterface
    interface Taking {
        void take(@Nullable ResultSet rows, int count) throws SQLException;
    }

    static <T> Call query(
            String sql, Dialect dialect, Session.Binding binding, Session.Reading<T> reading, List<T> found) {
        return new Call(sql, true, filling(dialect, binding), taking(reading, found));
    }

    private static <T> Taking taking(Session.Reading<T> reading, List<T> found) {
        return (rows, count) -> {
            Row row = new Row(present(rows));
            while (row.next()) {
                found.add(reading.read(row));
            }
        };
    }

    static Call update(String sql, Dialect dialect, Session.Binding binding, Taking taking) {
        return new Call(sql, false, filling(dialect, binding), taking);
    }

    private static Filling filling(Dialect dialect, Session.Binding binding) {
        return (statement, last) -> {
            StatementParams params = new StatementParams(statement, dialect, last);
            binding.bind(params);
            return params.last();
        };
    }

    /** All items in one statement, whose parameters are columns of them. */
    static <T> Call insertAtOnce(String sql, Collection<T> items, Session.ItemBinding<T> binding) throws SQLException {
        int expected = items.size();
        return new Call(sql, false, columns(items, binding), (rows, count) -> {
            if (count != expected) {
                throw new SQLException("an insert reported " + count + " rows for " + expected);
            }
        });
    }

    /** The same for a statement that returns rows. */
    static <S, T> Call queryAtOnce(
            String sql, Collection<S> items, Session.ItemBinding<S> binding, Session.Reading<T> reading, List<T> found)
            throws SQLException {
        return new Call(sql, true, columns(items, binding), taking(reading, found));
    }

    /** The same for conditional writes, which return the numbers of the items that wrote their rows, from 1 on. */
    static <T> Call conditionalAtOnce(String sql, Collection<T> items, Session.ItemBinding<T> binding, boolean[] won)
            throws SQLException {
        return new Call(sql, true, columns(items, binding), (rows, count) -> {
            ResultSet results = present(rows);
            while (results.next()) {
                int item = results.getInt(1) - 1;
                if (won[item]) {
                    throw new SQLException("a conditional write reported two rows, expected 0 or 1");
                }
                won[item] = true;
            }
        });
    }

    /** The same where each item must have written its row. */
    static <T> Call requiredAtOnce(String sql, Collection<T> items, Session.ItemBinding<T> binding, String otherwise)
            throws SQLException {
        boolean[] won = new boolean[items.size()];
        Call write = conditionalAtOnce(sql, items, binding, won);
        return new Call(sql, true, write.filling, (rows, count) -> {
            write.taking.take(rows, count);
            requireAll(won, otherwise);
        });
    }

    /** Of conditional writes that nobody else can have been faster at. */
    static void requireAll(boolean[] won, String otherwise) throws SQLException {
        for (boolean one : won) {
            if (!one) {
                throw new SQLException(otherwise);
            }
        }
    }

    /** Read at once: until it runs, the items may be others. */
    private static <T> Filling columns(Collection<T> items, Session.ItemBinding<T> binding) throws SQLException {
        return ColumnParams.of(items, binding)::bindTo;
    }

    private static ResultSet present(@Nullable ResultSet rows) throws SQLException {
        if (rows == null) {
            throw new SQLException("a statement that asks was answered without rows");
        }
        return rows;
    }

    /** Runs it by itself. */
    void run(PreparedStatement statement) throws SQLException {
        filling.fill(statement, 0);
        if (asks) {
            try (ResultSet rows = statement.executeQuery()) {
                taking.take(rows, -1);
            }
        } else {
            taking.take(null, statement.executeUpdate());
        }
    }

    /** The text of them all. */
    static String joined(List<Call> calls) {
        return String.join("; ", calls.stream().map(Call::sql).toList());
    }

    /** Runs what was prepared of their {@link #joined} text: one after the other, but sent, and answered, together. */
    static void runJoined(List<Call> calls, PreparedStatement statement) throws SQLException {
        int last = 0;
        for (Call call : calls) {
            last = call.filling.fill(statement, last);
        }
        boolean rows = statement.execute();
        for (Call call : calls) {
            if (rows != call.asks) {
                throw new SQLException("the answers of joined statements came in another order than they did");
            }
            call.takeFrom(statement);
            rows = statement.getMoreResults();
        }
    }

    private void takeFrom(PreparedStatement statement) throws SQLException {
        if (asks) {
            try (ResultSet rows = statement.getResultSet()) {
                taking.take(rows, -1);
            }
        } else {
            taking.take(null, statement.getUpdateCount());
        }
    }
}
