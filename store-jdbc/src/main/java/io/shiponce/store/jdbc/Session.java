package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its prepared statements. Not for threads: whoever borrowed it from a {@link Lane} has it alone. After any
 * exception it must not be used any more, but to be dropped.
 */
final class Session {
    private final Connection connection;
    private final StoreConfig config;
    private final PreparedStatements prepared;
    private final List<Call> ahead = new ArrayList<>();
    private @Nullable Deadline deadline;
    private @Nullable String afterCommit;
    private @Nullable CommitProof proof;
    private boolean audited;
    private boolean answered;

    /** Fills in parameters. */
    @FunctionalInterface
    interface Binding {
        Binding NOTHING = params -> {};

        void bind(Params params) throws SQLException;
    }

    /** Fills in the parameters of one item of a batch. */
    @FunctionalInterface
    interface ItemBinding<T> {
        void bind(Params params, T item) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Row row) throws SQLException;
    }

    /** Without a deadline, a session leaves the connection's time limits as they are. */
    Session(Connection connection, StoreConfig config, @Nullable Deadline deadline) {
        this.connection = connection;
        this.prepared = new PreparedStatements(connection);
        this.config = config;
        this.deadline = deadline;
    }

    Connection connection() {
        return connection;
    }

    StoreConfig config() {
        return config;
    }

    Dialect dialect() {
        return config.dialect();
    }

    Statements sql() {
        return config.statements();
    }

    /** False in a caller's transaction, whose limits are the caller's. */
    boolean isLimited() {
        return deadline != null;
    }

    /** How long the call may still take, at least 1. */
    int millisLeft() {
        return deadline == null ? Integer.MAX_VALUE : Math.max(1, deadline.millisLeft());
    }

    /** A new call begins. */
    void extend(Deadline next) {
        deadline = next;
    }

    /** What the database says of this connection was read. */
    void audited() {
        audited = true;
    }

    boolean isAudited() {
        return audited;
    }

    /** A transaction begins, of which nothing was answered yet. */
    void beginning() {
        ahead.clear();
        answered = false;
    }

    /** Whether the database has answered since the transaction began. */
    boolean isAnswered() {
        return answered;
    }

    <T> List<T> query(String sql, Binding binding, Reading<T> reading) throws SQLException {
        List<T> found = new ArrayList<>();
        run(Call.query(sql, dialect(), binding, reading, found));
        return found;
    }

    /** The same, ahead of the next statement and in the same round trip where the driver can: what is found is there after that one. */
    <T> List<T> queryAhead(String sql, Binding binding, Reading<T> reading) throws SQLException {
        List<T> found = new ArrayList<>();
        goAhead(Call.query(sql, dialect(), binding, reading, found));
        return found;
    }

    <T> Optional<T> first(String sql, Binding binding, Reading<T> reading) throws SQLException {
        return query(sql, binding, reading).stream().findFirst();
    }

    /** Returns how many rows were written. */
    int update(String sql, Binding binding) throws SQLException {
        int[] rows = new int[1];
        run(Call.update(sql, dialect(), binding, (none, count) -> rows[0] = count));
        return rows[0];
    }

    private void goAhead(Call call) throws SQLException {
        if (dialect().joinsStatements()) {
            ahead.add(call);
        } else {
            run(call);
        }
    }

    /** After what goes ahead of it. */
    private void run(Call call) throws SQLException {
        if (ahead.isEmpty()) {
            call.run(prepare(Connection::prepareStatement, call.sql()));
        } else {
            List<Call> calls = new ArrayList<>(ahead);
            calls.add(call);
            ahead.clear();
            Call.runJoined(calls, prepare(Connection::prepareStatement, Call.joined(calls)));
        }
        answered = true;
    }

    /** What was to go ahead of a next statement goes now. */
    void flush() throws SQLException {
        if (!ahead.isEmpty()) {
            run(ahead.remove(ahead.size() - 1));
        }
    }

    /** Returns how many rows each item wrote, as the driver reports it. */
    <T> int[] batch(String sql, Collection<T> items, ItemBinding<T> binding) throws SQLException {
        return batch(dialect()::prepareCounted, sql, items, binding);
    }

    private <T> int[] batch(
            PreparedStatements.Preparing preparing, String sql, Collection<T> items, ItemBinding<T> binding)
            throws SQLException {
        if (items.isEmpty()) {
            return new int[0];
        }
        flush();
        PreparedStatement statement = prepare(preparing, sql);
        for (T item : items) {
            binding.bind(new StatementParams(statement, dialect()), item);
            statement.addBatch();
        }
        int[] counts = statement.executeBatch();
        answered = true;
        return counts;
    }

    /**
     * A batch of conditional writes. For each item: true if it wrote its row, false if the row was not as expected. Every other
     * count is a bug, a driver that does not count included: going on would mean to guess who won.
     */
    <T> boolean[] conditional(String sql, Collection<T> items, ItemBinding<T> binding) throws SQLException {
        int[] counts = batch(sql, items, binding);
        if (counts.length != items.size()) {
            throw new SQLException(counts.length + " update counts for " + items.size() + " statements");
        }
        boolean[] won = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0 && counts[i] != 1) {
                throw new SQLException("a conditional write reported " + counts[i]
                        + " rows, expected 0 or 1: the driver must count each statement of a batch");
            }
            won[i] = counts[i] == 1;
        }
        return won;
    }

    /** The same in one statement, which returns the numbers of the items that wrote their rows, from 1 on; no two are of one row. */
    <T> boolean[] conditionalAtOnce(String sql, Collection<T> items, ItemBinding<T> binding) throws SQLException {
        boolean[] won = new boolean[items.size()];
        if (!items.isEmpty()) {
            run(Call.conditionalAtOnce(sql, items, binding, won));
        }
        return won;
    }

    /** Conditional writes that nobody else can have been faster at: if not now, they are made ahead of the next statement. */
    <T> void required(String sql, Collection<T> items, ItemBinding<T> binding, String otherwise) throws SQLException {
        if (dialect().writesColumns()) {
            goAhead(Call.requiredAtOnce(sql, items, binding, otherwise));
        } else {
            Call.requireAll(conditional(sql, items, binding), otherwise);
        }
    }

    /** A statement that writes all items at once and returns rows. */
    <S, T> List<T> queryAtOnce(String sql, Collection<S> items, ItemBinding<S> binding, Reading<T> reading)
            throws SQLException {
        List<T> found = new ArrayList<>();
        if (!items.isEmpty()) {
            run(Call.queryAtOnce(sql, items, binding, reading, found));
        }
        return found;
    }

    /** Plain inserts: each writes one row, or throws; if not now, then at the next statement, or when it is {@link #flush}ed. */
    <T> void insert(String sql, Collection<T> items, ItemBinding<T> binding) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        if (dialect().writesColumns()) {
            goAhead(Call.insertAtOnce(sql, items, binding));
        } else {
            insertInBatch(sql, items, binding);
        }
    }

    private <T> void insertInBatch(String sql, Collection<T> items, ItemBinding<T> binding) throws SQLException {
        int[] counts = batch(Connection::prepareStatement, sql, items, binding);
        // A driver that joins several inserts into one cannot count them singly.
        if (Arrays.stream(counts).anyMatch(count -> count != 1 && count != Statement.SUCCESS_NO_INFO)) {
            throw new SQLException("an insert reported " + Arrays.toString(counts) + " rows");
        }
    }

    /** Runs a statement that has no parameters and no result. */
    void execute(String sql) throws SQLException {
        flush();
        limitTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        answered = true;
    }

    private PreparedStatement prepare(PreparedStatements.Preparing preparing, String sql) throws SQLException {
        limitTime();
        return prepared.of(preparing, sql);
    }

    /** Down to the socket: no statement may wait longer than the whole call has left. */
    private void limitTime() throws SQLException {
        if (deadline == null) {
            return;
        }
        if (deadline.isOver()) {
            throw new SQLTimeoutException("the call ran out of time: it took longer than " + config.callTimeout());
        }
        dialect().limitTime(connection, deadline.millisLeft());
    }

    /** Of this session's commits, where the database's word is not enough. */
    CommitProof proof() {
        if (proof == null) {
            proof = new CommitProof(this);
        }
        return proof;
    }

    /** Is run right after this transaction's commit; only then is the call answered. */
    void afterCommit(String sql) {
        afterCommit = sql;
    }

    void commit() throws SQLException {
        flush();
        limitTime();
        dialect().commit(this);
        String sql = afterCommit;
        if (sql != null) {
            afterCommit = null;
            finish(sql);
        }
    }

    /** What fails now has no code by which it would look like a transaction that was undone, and can be repeated. */
    private void finish(String sql) throws SQLException {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw new SQLException("it was committed, but then " + sql + " failed: " + e.getMessage(), e);
        }
    }

    void rollback() throws SQLException {
        // Late or not: it is the only way to keep the connection.
        ahead.clear();
        dialect().limitTime(connection, 1_000);
        dialect().rollback(this);
    }

    /** Also in a caller's transaction, which goes on: its statements are not ours to keep. */
    void closeStatements() throws SQLException {
        prepared.close();
    }
}
