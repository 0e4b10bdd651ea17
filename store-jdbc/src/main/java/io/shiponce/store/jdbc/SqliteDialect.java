package io.shiponce.store.jdbc;

import io.shiponce.store.Durability.Finding;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQLite: one file, one writer at a time. WAL and synchronous=FULL, so that a commit survives a power cut.
 *
 * <p>Here rule R16 cannot hold: a process that is paused in a write keeps all other writers waiting until it goes on or is
 * killed. Safety holds, and {@link #advice} says what to do.
 */
final class SqliteDialect implements SingleWriterDialect {
    static final String URL = "jdbc:sqlite:";

    private static final int ERROR = 1;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;
    private static final int SYNCHRONOUS_FULL = 2;

    private static final Pattern OWN_SETTINGS = Pattern.compile("[?&](journal_mode|synchronous|locking_mode)=");

    private final Semaphore writersTurn = new Semaphore(1, true);

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public void checkUrl(String url, boolean exists) {
        Matcher own = OWN_SETTINGS.matcher(url);
        if (own.find()) {
            throw new StoreRefusedException(
                    Reason.NOT_DURABLE,
                    "leave " + own.group(1) + " out of the address: the store sets it itself, so that nothing is lost");
        }
        String file = url.substring(URL.length()).replaceFirst("[?].*", "").replaceFirst("^file:", "");
        if (file.isEmpty() || file.startsWith(":") || url.contains("mode=memory")) {
            throw new StoreRefusedException(
                    Reason.NOT_DURABLE,
                    Dialect.shown(url) + " is a database in memory, which forgets everything: give a file, as in "
                            + "jdbc:sqlite:shiponce.db");
        }
        Path path = Path.of(file).toAbsolutePath();
        Path directory = path.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new StoreRefusedException(
                    Reason.UNREACHABLE,
                    "the directory " + directory + " does not exist: make it, or give another file");
        }
        if (Files.isDirectory(path)) {
            throw new StoreRefusedException(Reason.UNREACHABLE, path + " is a directory: give a file in it");
        }
        if (exists && !Files.exists(path)) {
            throw new StoreRefusedException(Reason.SCHEMA, "there is no database " + path + ": " + SchemaCheck.REMEDY);
        }
    }

    @Override
    public Properties driverProperties(Duration callTimeout) {
        return new Properties();
    }

    @Override
    public void configure(Connection connection, Duration callTimeout, Deadline deadline) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + deadline.millisLeft());
            setWal(statement, deadline);
            statement.execute("PRAGMA synchronous = FULL");
            // Elsewhere than on macOS this changes nothing; there, only this reaches the disk.
            statement.execute("PRAGMA fullfsync = TRUE");
            // 16 MiB each: pages that many transactions touch are copied to the file less often, and read less often.
            statement.execute("PRAGMA wal_autocheckpoint = 4096");
            statement.execute("PRAGMA cache_size = -16384");
            // What is erased must not linger in the file's free pages.
            statement.execute("PRAGMA secure_delete = TRUE");
        }
        connection.setAutoCommit(false);
    }

    /** The only pragma that needs the file for itself for a moment, and does not wait for it by itself. */
    private static void setWal(Statement statement, Deadline deadline) throws SQLException {
        while (true) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (e.getErrorCode() != BUSY
                        || deadline.isOver()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
    }

    @Override
    public @Nullable String selectSchema() {
        return null;
    }

    @Override
    public boolean tableExists(Connection connection, Names names, String table) throws SQLException {
        return Sql.finds(
                connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", names.prefix() + table);
    }

    @Override
    public void checkServer(Connection connection) {
        // Whatever the driver brings along is new enough.
    }

    @Override
    public @Nullable Reason refusal(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case READ_ONLY -> Reason.READ_ONLY;
            case CANNOT_OPEN -> Reason.UNREACHABLE;
            case NOT_A_DATABASE -> Reason.UNSUPPORTED;
            default -> "08001".equals(failure.getSQLState()) ? Reason.UNREACHABLE : null;
        };
    }

    @Override
    public void migrate(Connection connection, Names names, Migration migration) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            migration.run(connection);
            statement.execute("COMMIT");
        }
    }

    @Override
    public void abandonMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        }
    }

    /** A reader's snapshot could not become a writer's later on; so writers write first, if only nothing. */
    @Override
    public void begin(Session session, Mode mode) throws SQLException {
        if (mode != Mode.READ) {
            if (session.isLimited()) {
                session.execute("PRAGMA busy_timeout = " + session.millisLeft());
            }
            session.update(session.sql().takeWriteLock, Session.Binding.NOTHING);
        }
    }

    @Override
    public void lockExchange(Session session, ExchangeId exchange) {
        // A single writer waits for every other one anyway.
    }

    @Override
    public Semaphore writersTurn() {
        return writersTurn;
    }

    @Override
    public void limitTime(Connection connection, int millis) {
        // Nothing here waits but the first write, and that is bounded by the busy timeout.
    }

    @Override
    public boolean lostToOthers(SQLException failure) {
        return false;
    }

    @Override
    public boolean isBroken(SQLException failure) {
        return false;
    }

    @Override
    public boolean isWrongTable(SQLException failure) {
        return failure.getErrorCode() == ERROR;
    }

    @Override
    public String advice(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case BUSY, LOCKED ->
                "; another process keeps the file locked: if it is paused in the middle of a write, continue"
                        + " it or kill it";
            case IO_ERROR, FULL, CANNOT_OPEN -> "; is the disk full, or mounted read-only?";
            default -> "";
        };
    }

    @Override
    public String clock() {
        return "NULL";
    }

    @Override
    public String inTexts(String column) {
        return column + " IN (SELECT value FROM json_each(?))";
    }

    @Override
    public void setTexts(PreparedStatement statement, int index, List<String> values) throws SQLException {
        statement.setString(index, JsonTexts.of(values));
    }

    @Override
    public EventOrder eventOrder() {
        return new SingleWriterEventOrder("min");
    }

    @Override
    public List<Finding> findings(Session session) throws SQLException {
        String journal = session.first("PRAGMA journal_mode", Session.Binding.NOTHING, Row::text)
                .orElse("unknown");
        int synchronous = session.first("PRAGMA synchronous", Session.Binding.NOTHING, Row::number)
                .orElse(-1);
        String file = session.first(
                        "SELECT file FROM pragma_database_list WHERE name = 'main'", Session.Binding.NOTHING, row -> {
                            String name = row.textOrNull();
                            return name == null ? "" : name;
                        })
                .orElse("");
        return List.of(
                new Finding(
                        "database file", file.isEmpty() ? "none" : "there", !file.isEmpty(), "use a file, not memory"),
                new Finding("journal_mode", journal, journal.equals("wal"), "PRAGMA journal_mode = WAL"),
                new Finding(
                        "synchronous",
                        String.valueOf(synchronous),
                        synchronous >= SYNCHRONOUS_FULL,
                        "PRAGMA synchronous = FULL (2) on every connection, and never less"));
    }
}
