package io.shiponce.store.jdbc;

import static java.util.stream.Collectors.joining;

import io.shiponce.store.Durability.Finding;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * H2 from version 2.2 on, at READ COMMITTED, one writer at a time: writers lock the row that all of them read first.
 *
 * <p>H2 does not wait for the disk when it commits. So each call, also one that only reads, ends with {@code CHECKPOINT SYNC}:
 * nothing is answered that a power cut could undo.
 *
 * <p>Rule R16 holds as far as there is one process. Of several that share a server, one that is paused in a write keeps the
 * others waiting until it goes on or is killed. Safety holds, and {@link #advice} says what to do.
 */
final class H2Dialect implements SingleWriterDialect {
    static final String URL = "jdbc:h2:";

    private static final String SYNC = "CHECKPOINT SYNC";

    private static final int MIGRATION_TRIES = 20;
    private static final Duration OTHERS_MIGRATION = Duration.ofSeconds(20);
    private static final int MIGRATION_LOCK_MILLIS = 100;
    private static final int MIGRATION_REST_MILLIS = 10;

    private static final int LOCK_TIMEOUT = 50200;
    private static final int DEADLOCK = 40001;
    private static final int CHANGED_SINCE_READ = 90131;
    private static final int NOT_AN_ADMINISTRATOR = 90040;
    private static final int FILE_IN_USE = 90020;
    private static final int NO_SUCH_DATABASE = 90146;
    private static final Set<Integer> NO_SUCH_TABLE = Set.of(42102, 42103, 42104);
    private static final Set<Integer> READ_ONLY = Set.of(90097, 90096);
    private static final Set<Integer> UNREACHABLE =
            Set.of(28000, FILE_IN_USE, NO_SUCH_DATABASE, 90067, 90011, 90135, 90149);
    private static final Set<Integer> BROKEN = Set.of(90067, 90098, 90121, 90007);

    /** Modes that understand our statements, and keep an empty text as it is. */
    private static final Set<String> MODES = Set.of("REGULAR", "LEGACY", "MYSQL", "MARIADB", "POSTGRESQL");

    private static final Pattern SERVER = Pattern.compile("^(tcp|ssl):.*");
    private static final Pattern MEMORY = Pattern.compile("^mem:.*");
    private static final Pattern OTHER_FILES = Pattern.compile("^(?!file:)[a-zA-Z0-9]{2,}:.*");
    private static final Pattern NO_LOCK = Pattern.compile("(?i).*;FILE_LOCK=NO(;.*)?");

    private final Semaphore writersTurn = new Semaphore(1, true);

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public void checkUrl(String url, boolean exists) {
        String place = url.substring(URL.length()).replaceFirst(";.*", "");
        if (NO_LOCK.matcher(url).matches()) {
            throw new StoreRefusedException(
                    Reason.NOT_DURABLE,
                    "leave FILE_LOCK=NO out of the address: two processes on one file destroy what is in it");
        }
        if (SERVER.matcher(place).matches() || MEMORY.matcher(place).matches()) {
            return;
        }
        if (OTHER_FILES.matcher(place).matches()) {
            throw new StoreRefusedException(
                    Reason.UNSUPPORTED,
                    Dialect.shown(url) + " is no plain file: give one, as in jdbc:h2:file:./shiponce");
        }
        checkFile(place.replaceFirst("^file:", "").replaceFirst("^~", System.getProperty("user.home")), exists);
    }

    private static void checkFile(String name, boolean exists) {
        Path path = Path.of(name + ".mv.db").toAbsolutePath();
        Path directory = path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new StoreRefusedException(
                    Reason.UNREACHABLE,
                    "the directory " + directory + " does not exist: make it, or give another file");
        }
        if (exists && !Files.exists(path)) {
            throw new StoreRefusedException(Reason.SCHEMA, "there is no database " + path + ": " + SchemaCheck.REMEDY);
        }
    }

    /** The only time limit that reaches H2's sockets. */
    @Override
    public Properties driverProperties(Duration callTimeout) {
        Properties properties = new Properties();
        properties.setProperty(
                "NETWORK_TIMEOUT",
                String.valueOf(Math.max(2_000, Math.min(Integer.MAX_VALUE, callTimeout.toMillis()))));
        return properties;
    }

    @Override
    public void configure(Connection connection, Duration callTimeout, Deadline deadline) throws SQLException {
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        long call = Math.max(10, Math.min(Integer.MAX_VALUE, callTimeout.toMillis()));
        try (Statement statement = connection.createStatement()) {
            // The whole database's, and kept in it: other connections' commits are to be kept as well.
            repeat(statement, () -> {
                if (H2Findings.isWriteDelayed(statement)) {
                    statement.execute("SET WRITE_DELAY 0");
                }
            });
            statement.execute("SET LOCK_TIMEOUT " + Math.max(1, deadline.millisLeft()));
            statement.execute("SET QUERY_TIMEOUT " + call);
        }
        connection.setAutoCommit(false);
    }

    @Override
    public String selectSchema() {
        return "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE LOWER(SCHEMA_NAME) = ?";
    }

    /** A condition on a table: it is where the store's are. */
    static String inSchema(Names names) {
        return names.hasSchema() ? "LOWER(TABLE_SCHEMA) = '" + names.schema() + "'" : "TABLE_SCHEMA = SCHEMA()";
    }

    @Override
    public boolean tableExists(Connection connection, Names names, String table) throws SQLException {
        String select = "SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE " + inSchema(names)
                + " AND TABLE_TYPE = 'BASE TABLE' AND LOWER(TABLE_NAME) = ?";
        return Sql.finds(connection, select, names.prefix() + table);
    }

    @Override
    public void checkServer(Connection connection) throws SQLException {
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (Version.of(version).isBefore(Version.of("2.2.220"))) {
            throw Dialect.unsupported("H2 " + version + ", older than 2.2.220,");
        }
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT SETTING_VALUE, READONLY()"
                        + " FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'MODE'")) {
            results.next();
            String mode = results.getString(1);
            if (!MODES.contains(mode.toUpperCase(Locale.ROOT))) {
                throw Dialect.unsupported("H2 in the compatibility mode " + mode);
            }
            if (results.getBoolean(2)) {
                throw new StoreRefusedException(Reason.READ_ONLY, "this database can only be read");
            }
        }
    }

    @Override
    public @Nullable Reason refusal(SQLException failure) {
        int code = failure.getErrorCode();
        if (READ_ONLY.contains(code)) {
            return Reason.READ_ONLY;
        } else if (code == NOT_AN_ADMINISTRATOR) {
            return Reason.NOT_DURABLE;
        }
        boolean unreachable = UNREACHABLE.contains(code) || "08001".equals(failure.getSQLState());
        return unreachable ? Reason.UNREACHABLE : null;
    }

    /** Each of these statements commits by itself, all can be repeated, and the last one says that all are there. */
    @Override
    public void migrate(Connection connection, Names names, Migration migration) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET QUERY_TIMEOUT 0");
            repeat(statement, () -> migration.run(connection));
            statement.execute(SYNC);
        }
    }

    /** Something that may be done twice. */
    @FunctionalInterface
    private interface Change {
        void run() throws SQLException;
    }

    /**
     * Another process may be changing the database as well; H2 lets both wait for each other until the time is up. So it is up soon, and
     * what they have done by now need not be done again. A table that the other one is changing is not found meanwhile, which is said
     * at once: so some time passes between two tries. What another one does takes as long as its machine lets it; anything else is
     * told soon.
     */
    private static void repeat(Statement statement, Change change) throws SQLException {
        Deadline others = Deadline.in(OTHERS_MIGRATION);
        for (int tries = 1; ; tries++) {
            int patience = Math.min(tries, MIGRATION_TRIES);
            statement.execute("SET LOCK_TIMEOUT " + patience * MIGRATION_LOCK_MILLIS);
            try {
                change.run();
                return;
            } catch (SQLException e) {
                if (tries >= MIGRATION_TRIES && (others.isOver() || !isByOthers(e))) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos((long) patience * MIGRATION_REST_MILLIS));
            }
        }
    }

    private static boolean isByOthers(SQLException failure) {
        int code = failure.getErrorCode();
        return code == LOCK_TIMEOUT || code == DEADLOCK || code == CHANGED_SINCE_READ || NO_SUCH_TABLE.contains(code);
    }

    @Override
    public void begin(Session session, Mode mode) throws SQLException {
        session.afterCommit(SYNC);
        if (mode != Mode.READ) {
            if (session.isLimited()) {
                session.execute("SET LOCK_TIMEOUT " + session.millisLeft());
            }
            session.query(session.sql().lockMeta, Session.Binding.NOTHING, row -> true);
        }
    }

    /** Whoever claims is the single writer; what was answered to nobody is waited for like any other. */
    @Override
    public void lockExchange(Session session, ExchangeId exchange) throws SQLException {
        session.query(session.sql().lockMeta, Session.Binding.NOTHING, row -> true);
    }

    @Override
    public Semaphore writersTurn() {
        return writersTurn;
    }

    @Override
    public void limitTime(Connection connection, int millis) {
        // The address's or data source's network timeout does; within one process, the timeouts of locks and queries.
    }

    @Override
    public boolean lostToOthers(SQLException failure) {
        return Set.of(DEADLOCK, CHANGED_SINCE_READ).contains(failure.getErrorCode());
    }

    @Override
    public boolean isBroken(SQLException failure) {
        return BROKEN.contains(failure.getErrorCode());
    }

    @Override
    public String advice(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case LOCK_TIMEOUT ->
                "; another process keeps the database locked: if it is paused in the middle of a write, continue it or"
                        + " kill it";
            case FILE_IN_USE ->
                "; to share the file among processes, give all of them the same address with ;AUTO_SERVER=TRUE, or that"
                        + " of an H2 server";
            case NOT_AN_ADMINISTRATOR ->
                "; only an administrator can make H2 write to the disk: ALTER USER … ADMIN TRUE";
            default -> "";
        };
    }

    @Override
    public String clock() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000000 AS BIGINT)";
    }

    @Override
    public String inTexts(String column) {
        return column + " = ANY (?)";
    }

    @Override
    public void setTexts(PreparedStatement statement, int index, List<String> values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("VARCHAR", values.toArray()));
    }

    @Override
    public String readyCarrier() {
        return "s.ready_carrier";
    }

    /** H2 sees that an index is sorted only if nothing of it is left out, not even what is the same in all rows. */
    @Override
    public String readyOrder() {
        return readyCarrier() + ", " + SingleWriterDialect.super.readyOrder();
    }

    @Override
    public String useIndex(String index) {
        return " USE INDEX (" + index + ")";
    }

    @Override
    public String insertNew(String table, List<String> key, List<String> others) {
        return merge(table, key, Sql.both(key, others), "");
    }

    @Override
    public String upsert(String table, List<String> first, List<String> last) {
        return merge(
                table,
                first.subList(0, 1),
                Sql.both(first, last),
                " WHEN MATCHED THEN UPDATE SET " + Sql.each(last, "%1$s = v.%1$s"));
    }

    private static String merge(String table, List<String> key, List<String> columns, String matched) {
        String same =
                key.stream().map(column -> "t." + column + " = v." + column).collect(joining(" AND "));
        String names = String.join(", ", columns);
        return "MERGE INTO " + table + " t USING (VALUES (" + Sql.markers(columns.size()) + ")) v (" + names + ") ON "
                + same + matched + " WHEN NOT MATCHED THEN INSERT (" + names + ") VALUES ("
                + columns.stream().map(column -> "v." + column).collect(joining(", ")) + ")";
    }

    @Override
    public EventOrder eventOrder() {
        return new SingleWriterEventOrder("least");
    }

    @Override
    public List<Finding> findings(Session session) throws SQLException {
        return H2Findings.of(session);
    }
}
