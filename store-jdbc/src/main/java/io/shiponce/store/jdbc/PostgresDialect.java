package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL from version 13 on, at READ COMMITTED. Whoever stops in the middle of a transaction is cut off by the server after
 * half a call's time, so that those who wait for its rows still get them within theirs (R16).
 */
final class PostgresDialect implements Dialect {
    static final String URL = "jdbc:postgresql:";

    private static final int OLDEST_VERSION = 130_000;

    /** A cold start on a busy machine may take its time. */
    private static final long LOGIN_SECONDS = 5;

    /** First halves of advisory locks. The second ones are one store's: of several in a database, none waits for another. */
    private static final int CONTROL = 0x53484950;

    private static final int MIGRATION = CONTROL + 1;

    /** Second half of the lock of everything that a store's writers share: they may reach its tables by different names. */
    private static final String STORE = "'{meta}'::regclass::oid::int";

    /**
     * Whatever we ask again and again has an index that holds it in its order. Right after a large accept the planner has no
     * statistics, takes all that is pending for little, and would sort it for each claim; or it has planned for a small table, and
     * keeps the plan when the table has grown.
     */
    private static final String BY_INDEX = Stream.of("sort", "seqscan", "hashjoin", "mergejoin")
            .map(way -> " set_config('enable_" + way + "', 'off', false),")
            .collect(Collectors.joining());

    private static final Set<String> LOST_TO_OTHERS = Set.of("40001", "40P01", "55P03");
    private static final Set<String> CUT_OFF = Set.of("57P01", "57P02", "57P03", "25P03", "25P04");

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void checkUrl(String url, boolean exists) {
        // Only the server knows.
    }

    @Override
    public Properties driverProperties(Duration callTimeout) {
        String seconds = String.valueOf(Math.max(2, callTimeout.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "shiponce");
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        // While it logs in, and until a call sets its own limit: the driver gives up waiting for a server that falls
        // silent,
        // but leaves the thread that logs in, and its socket, to wait for ever.
        properties.setProperty("socketTimeout", String.valueOf(Math.max(LOGIN_SECONDS, callTimeout.toSeconds())));
        properties.setProperty("tcpKeepAlive", "true");
        // The server's details show values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    @Override
    public void configure(Connection connection, Duration callTimeout, Deadline deadline) throws SQLException {
        long call = Math.max(10, Math.min(Integer.MAX_VALUE, callTimeout.toMillis()));
        limitTime(connection, Math.max(1, deadline.millisLeft()));
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        String settings = "SELECT set_config('statement_timeout', ?, false), set_config('lock_timeout', ?, false),"
                + " set_config('idle_in_transaction_session_timeout', ?, false), set_config('tcp_user_timeout', ?, false),"
                + " set_config('jit', 'off', false), set_config('client_min_messages', 'warning', false),"
                + BY_INDEX
                + " set_config('plan_cache_mode', 'force_generic_plan', false),"
                + " set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
                + " WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)";
        try (PreparedStatement statement = connection.prepareStatement(settings)) {
            statement.setString(1, String.valueOf(call));
            statement.setString(2, String.valueOf(call / 5));
            statement.setString(3, String.valueOf(call / 2));
            // A client that stops while the server is sending to it is in no transaction's idle state.
            statement.setString(4, String.valueOf(call / 2));
            statement.execute();
        }
        connection.setAutoCommit(false);
    }

    @Override
    public String selectSchema() {
        return "SELECT nspname FROM pg_namespace WHERE nspname = ?";
    }

    @Override
    public boolean tableExists(Connection connection, Names names, String table) throws SQLException {
        return Sql.finds(connection, "SELECT 1 WHERE to_regclass(?) IS NOT NULL", names.table(table));
    }

    @Override
    public void checkServer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(
                        "SELECT current_setting('server_version_num')::int, current_setting('server_version'),"
                                + " pg_is_in_recovery()")) {
            results.next();
            if (results.getInt(1) < OLDEST_VERSION) {
                throw Dialect.unsupported("PostgreSQL " + results.getString(2) + ", older than 13,");
            }
            if (results.getBoolean(3)) {
                throw new StoreRefusedException(
                        Reason.READ_ONLY, "this server is a standby in recovery: give the address of the primary");
            }
        }
    }

    @Override
    public @Nullable Reason refusal(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return null;
        }
        if (state.equals("25006") || state.equals("42501")) {
            return Reason.READ_ONLY;
        }
        // No connection, not authorized, no such database, not up yet, too many connections.
        boolean unreachable = state.startsWith("08")
                || state.startsWith("28")
                || Set.of("3D000", "57P03", "53300").contains(state);
        return unreachable ? Reason.UNREACHABLE : null;
    }

    /** Another process that migrates is waited for; a table that others use, no longer than ever: they would wait behind us. */
    @Override
    public void migrate(Connection connection, Names names, Migration migration) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        String schema = names.hasSchema() ? "'" + names.schema() + "'" : "current_schema()";
        try (Statement statement = connection.createStatement()) {
            String patience = lockTimeout(statement);
            statement.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0");
            statement.execute("SELECT pg_advisory_xact_lock(" + MIGRATION + ", hashtext(concat(" + schema + ", '."
                    + names.prefix() + "')))");
            statement.execute("SET LOCAL lock_timeout = '" + patience + "'");
        }
        migration.run(connection);
        connection.commit();
    }

    private static String lockTimeout(Statement statement) throws SQLException {
        try (ResultSet results = statement.executeQuery("SHOW lock_timeout")) {
            results.next();
            return results.getString(1);
        }
    }

    /** All writers share a lock with the one who changes what they read first. */
    @Override
    public void begin(Session session, Mode mode) throws SQLException {
        switch (mode) {
            case READ -> {
                // READ COMMITTED needs nothing.
            }
            case WRITE -> lockControl(session, "SELECT pg_advisory_xact_lock_shared(?, " + STORE + ")");
            case ALONE -> lockControl(session, "SELECT pg_advisory_xact_lock(?, " + STORE + ")");
        }
    }

    private static void lockControl(Session session, String sql) throws SQLException {
        session.queryAhead(session.sql().sql(sql), params -> params.number(CONTROL), row -> true);
    }

    /** A commit whose answer was lost may still be under way in the server: its lock is held until it is through (S9). */
    @Override
    public void lockExchange(Session session, ExchangeId exchange) throws SQLException {
        long lock = LockKey.of(exchange.value());
        session.queryAhead("SELECT pg_advisory_xact_lock(?)", params -> params.number(lock), row -> true);
    }

    @Override
    public @Nullable Semaphore writersTurn() {
        return null;
    }

    /**
     * A wait for a synchronous standby that was cancelled, by a time limit or a person, ends in success and a warning: what was
     * committed is on this server, and may be on no other.
     */
    @Override
    public void commit(Session session) throws SQLException {
        Connection connection = session.connection();
        connection.clearWarnings();
        connection.commit();
        SQLWarning warning = connection.getWarnings();
        if (warning != null) {
            throw new SQLException("it was committed, but perhaps not for good: " + warning.getMessage());
        }
    }

    /** Each promotion starts a timeline, and so does each restore to a point in time. */
    @Override
    public String lineage() {
        return "(SELECT system_identifier FROM pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)";
    }

    @Override
    public void limitTime(Connection connection, int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }

    @Override
    public boolean canBeCutOff() {
        return true;
    }

    @Override
    public boolean lostToOthers(SQLException failure) {
        return failure.getSQLState() != null && LOST_TO_OTHERS.contains(failure.getSQLState());
    }

    @Override
    public boolean isBroken(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || CUT_OFF.contains(state));
    }

    /**
     * A driver that was not told {@code logServerErrorDetail=false}, as a shop's own mostly was not, shows parameters of batches and
     * the server's details. The server's own message is the first line of the error behind it.
     */
    @Override
    public SQLException shown(SQLException failure) {
        SQLException next = failure.getNextException();
        SQLException told = failure instanceof BatchUpdateException && next != null ? next : failure;
        String message = told.getMessage() == null ? "" : told.getMessage();
        String first = message.lines().findFirst().orElse("");
        if (told == failure && first.equals(message)) {
            return failure;
        }
        SQLException shown = new SQLException(first, failure.getSQLState(), failure.getErrorCode());
        shown.setStackTrace(failure.getStackTrace());
        return shown;
    }

    @Override
    public String advice(SQLException failure) {
        return "";
    }

    @Override
    public String clock() {
        return "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    }

    @Override
    public String inTexts(String column) {
        return column + " = ANY (?)";
    }

    /** An array, not a subquery: that may be joined in an order in which one of the two tables is gone through. */
    @Override
    public String amongIds(String column, String select) {
        return column + " = ANY (ARRAY(" + select + "))";
    }

    @Override
    public void setTexts(PreparedStatement statement, int index, List<String> values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", values.toArray()));
    }

    @Override
    public boolean leavesDeadEntries() {
        return true;
    }

    /** Half the work of a batch of single statements, for the server and for the driver. */
    @Override
    public boolean writesColumns() {
        return true;
    }

    /** In one round trip. Each has its own snapshot: what waits for a lock goes ahead of what must see what was done under it. */
    @Override
    public boolean joinsStatements() {
        return true;
    }

    /** Rows are made in the order in which they are in the arrays. */
    @Override
    public String insertRows(String table, List<String> columns) {
        return Sql.insert(table, columns, "SELECT * FROM unnest(" + Sql.markers(columns.size()) + ")");
    }

    /** Of keys that exist nothing is returned. */
    @Override
    public String insertNewRows(String table, List<String> key, List<String> others) {
        List<String> columns = Sql.both(key, others);
        return insertRows(table, columns) + " ON CONFLICT DO NOTHING RETURNING " + String.join(", ", key);
    }

    @Override
    public String updateShipment(String table, List<String> columns) {
        String sets = columns.stream().map(column -> column + " = v." + column).collect(Collectors.joining(", "));
        return "UPDATE " + table + " s SET " + sets
                + ", doubt_forgiven = s.doubt_forgiven AND v.same_doubt FROM unnest("
                + Sql.markers(columns.size() + 3) + ") WITH ORDINALITY AS v (" + String.join(", ", columns)
                + ", same_doubt, known_id, known_version, item) WHERE s.id = v.known_id AND s.version = v.known_version"
                + " RETURNING v.item";
    }

    @Override
    public String lockRows() {
        return " FOR UPDATE";
    }

    @Override
    public String shareRow() {
        return " FOR SHARE";
    }

    @Override
    public String lockFreeRows() {
        return " FOR UPDATE SKIP LOCKED";
    }

    @Override
    public EventOrder eventOrder() {
        return new PostgresEventOrder();
    }

    @Override
    public List<Finding> findings(Session session) throws SQLException {
        Names names = session.sql().names();
        List<String> tables = session.sql().tables().stream().map(names::table).toList();
        List<Finding> findings = new ArrayList<>(session.query(
                        "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
                                + " current_setting('synchronous_commit'), current_setting('transaction_read_only'),"
                                + " pg_is_in_recovery()::text, current_setting('server_encoding'),"
                                + " current_setting('transaction_isolation'),"
                                + " (SELECT string_agg(c.relname, ', ') FROM pg_class c WHERE c.relpersistence <> 'p'"
                                + " AND c.oid IN (SELECT to_regclass(t) FROM unnest(?::text[]) AS t))",
                        params -> params.texts(tables),
                        PostgresDialect::findings)
                .get(0));
        findings.addAll(Lineage.findings(session));
        return findings;
    }

    private static List<Finding> findings(Row row) throws SQLException {
        return List.of(
                expect("fsync", row.text(), "on", "set fsync = on in postgresql.conf and restart"),
                expect("full_page_writes", row.text(), "on", "set full_page_writes = on in postgresql.conf and reload"),
                synchronousCommit(row.text()),
                expect(
                        "transaction_read_only",
                        row.text(),
                        "off",
                        "connect to the primary, with a role that may write"),
                expect("pg_is_in_recovery()", row.text(), "false", "connect to the primary"),
                expect("server_encoding", row.text(), "UTF8", "create the database with ENCODING 'UTF8'"),
                // To a transaction that keeps its first view, claimsOf would not show what it has waited for.
                expect(
                        "transaction_isolation",
                        row.text(),
                        "read committed",
                        "let this connection keep READ COMMITTED, as it sets it"),
                unlogged(row.textOrNull()));
    }

    private static Finding expect(String setting, String value, String expected, String remedy) {
        return new Finding(setting, value, value.equals(expected), remedy);
    }

    private static Finding synchronousCommit(String value) {
        return new Finding(
                "synchronous_commit",
                value,
                value.equals("on") || value.equals("remote_apply"),
                "let this connection keep synchronous_commit = on, as it sets it");
    }

    private static Finding unlogged(@Nullable String tables) {
        return new Finding(
                "unlogged tables",
                tables == null ? "none" : tables,
                tables == null,
                "ALTER TABLE … SET LOGGED: a crash empties unlogged tables");
    }
}
