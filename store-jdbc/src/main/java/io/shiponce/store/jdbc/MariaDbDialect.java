package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB from version 10.11 and MySQL from 8.0.17 on, at READ COMMITTED. What the one understands and the other does not stands
 * in comments that only its own server executes: {@code /*M! … *}{@code /} and {@code /*!80000 … *}{@code /}.
 *
 * <p>Whoever stops in the middle of a transaction is cut off by the server after half a call's time, but no less than a second
 * (R16); MySQL, which cannot tell, closes every connection that was idle for so long.
 */
class MariaDbDialect implements Dialect {
    static final List<String> URLS = List.of("jdbc:mariadb:", "jdbc:mysql:");

    /** Compares byte by byte, trailing spaces included. */
    static final String COLLATE = "/*M! COLLATE utf8mb4_nopad_bin */ /*!80017 COLLATE utf8mb4_0900_bin */";

    private static final int NO_SUCH_DATABASE = 1049;
    private static final int NO_DATABASE_CHOSEN = 1046;
    private static final int NOT_OF_THIS_DATABASE = 1044;
    private static final int STATEMENT_BINLOG = 1665;
    private static final int LOCK_TIMEOUT = 1205;
    static final int DEADLOCK = 1213;
    private static final int CHANGED_SINCE_READ = 1020;

    /** Not allowed to write a table or column, or nobody is: neither any table, nor any of InnoDB's. */
    private static final Set<Integer> READ_ONLY = Set.of(1036, 1142, 1143, 1290, 1792, 1836);

    private static final Set<Integer> CUT_OFF = Set.of(1053, 1152, 1927, 4031);

    /** MySQL would lock the texts of a parameter as well, and cannot. */
    private static final String OF_SHIPMENTS = " /*!80001 OF s */";

    private static final Pattern FAILOVER_MODE = Pattern.compile("^jdbc:(mariadb|mysql):[a-z-]+:");

    private static final Pattern PASSWORD_BEFORE_HOST = Pattern.compile("^jdbc:mariadb:[^/]*//[^/?]*@");

    private static final String RELEASE = "DO RELEASE_ALL_LOCKS()";

    /** All the texts of one parameter, as rows. None is longer than the longest that is looked for. */
    private static final String TEXTS = "JSON_TABLE(?, '$[*]' COLUMNS (value VARCHAR(200) CHARACTER SET utf8mb4 "
            + COLLATE + " PATH '$')) AS wanted";

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public void checkUrl(String url, boolean exists) {
        if (FAILOVER_MODE.matcher(url).find()) {
            // Its driver would go on at another server in the middle, without the settings that this one was given.
            throw new StoreRefusedException(
                    Reason.UNSUPPORTED,
                    Dialect.shown(url)
                            + ": name the hosts without a failover mode, as in jdbc:mariadb://HOST,HOST/DATABASE:"
                            + " each new connection then goes to the first of them that answers");
        }
        if (PASSWORD_BEFORE_HOST.matcher(url).find()) {
            // Its driver would take the password for a port, and show it.
            throw new StoreRefusedException(
                    Reason.UNREACHABLE,
                    Dialect.shown(url) + ": give user and password not before the host, but as properties, or as in"
                            + " jdbc:mariadb://HOST/DATABASE?user=…&password=…");
        }
    }

    /** Names that both drivers have. */
    @Override
    public Properties driverProperties(Duration callTimeout) {
        String millis = String.valueOf(Math.max(2_000, Math.min(Integer.MAX_VALUE, callTimeout.toMillis())));
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", millis);
        properties.setProperty("socketTimeout", millis);
        properties.setProperty("tcpKeepAlive", "true");
        // Large batches of small statements: the server parses each once, and twice as many get through.
        properties.setProperty("useServerPrepStmts", "true");
        return properties;
    }

    @Override
    public void configure(Connection connection, Duration callTimeout, Deadline deadline) throws SQLException {
        limitTime(connection, Math.max(1, deadline.millisLeft()));
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        long call = Math.max(10, Math.min(Integer.MAX_VALUE, callTimeout.toMillis()));
        long lock = wholeSeconds(call / 5);
        long idle = wholeSeconds(call / 2);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION innodb_lock_wait_timeout = " + lock + ", lock_wait_timeout = " + lock
                    // A client that stops while it is being sent to, or in the middle of a statement, is in no
                    // transaction's idle state.
                    + ", net_read_timeout = " + idle + ", net_write_timeout = " + idle
                    // What is too long is an error, and never cut.
                    + ", sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', unique_checks = 1"
                    + "/*M! , max_statement_time = " + call / 1_000.0 + ", idle_transaction_timeout = " + idle + " */"
                    + "/*!80000 , max_execution_time = " + call + ", wait_timeout = " + idle + " */");
        }
        connection.setAutoCommit(false);
    }

    private static long wholeSeconds(long millis) {
        return Math.max(1, Duration.ofMillis(millis).toSeconds());
    }

    @Override
    public String selectSchema() {
        return "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?";
    }

    /** Where the tables are, as a text in SQL. */
    static String schema(Names names) {
        return names.hasSchema() ? "'" + names.schema() + "'" : "DATABASE()";
    }

    @Override
    public boolean tableExists(Connection connection, Names names, String table) throws SQLException {
        String select =
                "SELECT 1 FROM information_schema.tables WHERE table_schema = " + schema(names) + " AND table_name = ?";
        return Sql.finds(connection, select, names.prefix() + table);
    }

    /** A node of a cluster has the same address as any server. */
    @Override
    public Dialect at(Connection connection) throws SQLException {
        return GaleraDialect.isNode(connection) ? new GaleraDialect() : this;
    }

    @Override
    public void checkServer(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        String version = server.getDatabaseProductVersion();
        boolean isMariaDb =
                version.contains("MariaDB") || server.getDatabaseProductName().equals("MariaDB");
        String oldest = isMariaDb ? "10.11" : "8.0.17";
        if (Version.of(version).isBefore(Version.of(oldest))) {
            throw Dialect.unsupported((isMariaDb ? "MariaDB " : "MySQL ") + version + ", older than " + oldest + ",");
        }
    }

    @Override
    public @Nullable Reason refusal(SQLException failure) {
        int code = failure.getErrorCode();
        if (READ_ONLY.contains(code)) {
            return Reason.READ_ONLY;
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        // No connection, not authorized, too many connections.
        boolean unreachable = state.startsWith("08")
                || state.startsWith("28")
                || Set.of(NO_SUCH_DATABASE, NO_DATABASE_CHOSEN, NOT_OF_THIS_DATABASE)
                        .contains(code);
        return unreachable ? Reason.UNREACHABLE : code == STATEMENT_BINLOG ? Reason.UNSUPPORTED : null;
    }

    /** Each of these statements commits by itself; all can be repeated after a crash, and the last one says that all are there. */
    @Override
    public void migrate(Connection connection, Names names, Migration migration) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = 3600"
                    + "/*M! , max_statement_time = 0 */ /*!80000 , max_execution_time = 0 */");
        }
        migrateLocked(connection, names, migration);
    }

    void migrateLocked(Connection connection, Names names, Migration migration) throws SQLException {
        // Names of locks are the whole server's.
        String lock = "SELECT GET_LOCK(CONCAT('shiponce-migrate-', SHA1(CONCAT(COALESCE(" + schema(names) + ", ''), '."
                + names.prefix() + "'))), 3600)";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet locked = statement.executeQuery(lock)) {
                if (!locked.next() || locked.getInt(1) != 1) {
                    throw new SQLException("another process has been changing the schema for an hour");
                }
            }
            migration.run(connection);
            connection.commit();
            statement.execute(RELEASE);
        }
    }

    /** The lock is the connection's: in a pool, it would keep everybody else from migrating. */
    @Override
    public void abandonMigration(Connection connection) throws SQLException {
        rollbackAndRelease(connection);
    }

    /** All writers share a row with the one who changes what they read first. */
    @Override
    public void begin(Session session, Mode mode) throws SQLException {
        switch (mode) {
            case READ -> {
                // READ COMMITTED needs nothing.
            }
            case WRITE -> session.query(session.sql().shareMeta, Session.Binding.NOTHING, row -> true);
            case ALONE -> session.query(session.sql().lockMeta, Session.Binding.NOTHING, row -> true);
        }
    }

    /** The lock is the connection's: it lasts through a commit whose answer was lost, and must be let go after every other (S9). */
    @Override
    public void lockExchange(Session session, ExchangeId exchange) throws SQLException {
        session.afterCommit(RELEASE);
        String lock = "shiponce-exchange-" + Long.toHexString(LockKey.of(exchange.value()));
        boolean locked = session.first(
                        "SELECT GET_LOCK(?, ?)",
                        params -> params.text(lock).number(wholeSeconds(session.millisLeft() / 2)),
                        row -> row.number() == 1)
                .orElse(false);
        if (!locked) {
            throw new SQLException("the exchange is still under way", "HYT00");
        }
    }

    /** In a pool, the lock of an exchange that failed would be held by whoever gets the connection next: nobody could ask for its claims. */
    @Override
    public void rollback(Session session) throws SQLException {
        rollbackAndRelease(session.connection());
    }

    private static void rollbackAndRelease(Connection connection) throws SQLException {
        connection.rollback();
        try (Statement statement = connection.createStatement()) {
            statement.execute(RELEASE);
        }
    }

    @Override
    public @Nullable Semaphore writersTurn() {
        return null;
    }

    @Override
    public void limitTime(Connection connection, int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }

    @Override
    public boolean canBeCutOff() {
        return true;
    }

    /** A lock that was not to be had undoes one statement only; whoever repeats the call has rolled back the rest before. */
    @Override
    public boolean lostToOthers(SQLException failure) {
        return Set.of(LOCK_TIMEOUT, DEADLOCK, CHANGED_SINCE_READ).contains(failure.getErrorCode());
    }

    @Override
    public boolean isBroken(SQLException failure) {
        String state = failure.getSQLState();
        return (state != null && state.startsWith("08")) || CUT_OFF.contains(failure.getErrorCode());
    }

    @Override
    public String advice(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case NO_DATABASE_CHOSEN -> "; name a database in the address, as in jdbc:mariadb://HOST/DATABASE";
            case STATEMENT_BINLOG -> "; set binlog_format = ROW";
            default -> "";
        };
    }

    @Override
    public String clock() {
        return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
    }

    @Override
    public String inTexts(String column) {
        return column + " IN (SELECT wanted.value FROM " + TEXTS + ")";
    }

    /** In this order and by this index: left to itself, the server may read a small table from end to end, and lock it all. */
    @Override
    public String selectByIds(String columns, String table) {
        return "SELECT " + columns + " FROM " + TEXTS + " STRAIGHT_JOIN " + table
                + " s FORCE INDEX (PRIMARY) ON s.id = wanted.value";
    }

    @Override
    public void setTexts(PreparedStatement statement, int index, List<String> values) throws SQLException {
        statement.setString(index, JsonTexts.of(values));
    }

    @Override
    public String readyCarrier() {
        return "s.ready_carrier";
    }

    /** Without it, the server may read all rows that can be claimed to sort them, and lock them all. */
    @Override
    public String useIndex(String index) {
        return " FORCE INDEX (" + index + ")";
    }

    @Override
    public String insertNew(String table, List<String> key, List<String> others) {
        return Sql.insert(table, Sql.both(key, others), "SELECT " + Sql.markers(key.size() + others.size()))
                .replaceFirst("^INSERT", "INSERT IGNORE");
    }

    @Override
    public String upsert(String table, List<String> first, List<String> last) {
        return Sql.insertRow(table, Sql.both(first, last)) + " ON DUPLICATE KEY UPDATE "
                + Sql.each(last, "%1$s = VALUES(%1$s)");
    }

    /** A statement that may be asked for keys is sent as it is; others may be joined into one, and are not counted singly then. */
    @Override
    public PreparedStatement prepareCounted(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
    }

    @Override
    public String lockRows() {
        return " FOR UPDATE" + OF_SHIPMENTS;
    }

    @Override
    public String shareRow() {
        return " LOCK IN SHARE MODE";
    }

    @Override
    public String lockFreeRows() {
        return " FOR UPDATE" + OF_SHIPMENTS + " SKIP LOCKED";
    }

    @Override
    public EventOrder eventOrder() {
        return new PlacedEventOrder();
    }

    @Override
    public List<String> ownTables() {
        return List.of("event", "gate", "mark");
    }

    /** Servers that replicate from each other have different ids. */
    @Override
    public String lineage() {
        return "CONCAT('server ', @@server_id)";
    }

    @Override
    public List<Finding> findings(Session session) throws SQLException {
        return MariaDbFindings.of(session);
    }
}
