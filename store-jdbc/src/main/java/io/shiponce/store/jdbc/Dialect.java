package io.shiponce.store.jdbc;

import io.shiponce.store.Durability;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** What differs between the databases. One instance belongs to one store; safe for any thread. */
interface Dialect {

    /** What a transaction is about to do. */
    enum Mode {
        READ,
        WRITE,
        /** Writes what every other writer reads first: it waits for them, and they for it. */
        ALONE
    }

    /** The folder of the schema's files. */
    String name();

    /** Refuses what can be known to be wrong before anything is opened; {@code exists} if the database should be there already. */
    void checkUrl(String url, boolean exists);

    /** Properties for the driver, below what the user has set. */
    Properties driverProperties(Duration callTimeout);

    /** Sets what is per connection: durability, time limits, no autocommit. Nothing here may depend on our tables. */
    void configure(Connection connection, Duration callTimeout, Deadline deadline) throws SQLException;

    boolean tableExists(Connection connection, Names names, String table) throws SQLException;

    /** A SELECT of the schema that its one parameter names; null if the database has no schemas. */
    @Nullable
    String selectSchema();

    /** The dialect of the server at the other end, where its address does not say which. */
    default Dialect at(Connection connection) throws SQLException {
        return this;
    }

    /** Refuses a server that is too old, or in its nature not to be written to. */
    void checkServer(Connection connection) throws SQLException;

    /** Why a connection or a write was refused, if that can be said; null otherwise. */
    StoreRefusedException.@Nullable Reason refusal(SQLException failure);

    /**
     * Runs the statements, where the database can in a transaction of their own and one process at a time, however long others
     * take. {@code configure} was called before.
     */
    void migrate(Connection connection, Names names, Migration migration) throws SQLException;

    /** Undoes what a failed migration has left on the connection, which may be a pool's. */
    default void abandonMigration(Connection connection) throws SQLException {
        connection.rollback();
    }

    /** The statements of a schema change. */
    interface Migration {
        void run(Connection connection) throws SQLException;
    }

    /** Begins a transaction, at once with all locks that the mode needs. */
    void begin(Session session, Mode mode) throws SQLException;

    /** Makes exchange and claimsOf of one exchange wait for each other. */
    void lockExchange(Session session, ExchangeId exchange) throws SQLException;

    /** What writers within this process take turns with; null if they need not. */
    @Nullable
    Semaphore writersTurn();

    /** Is called before the first write of a transaction that began as {@link Mode#READ}. */
    default void beforeWrite(Session session) throws SQLException {}

    /** Returns only if the commit is as durable as its settings say; otherwise its outcome is unknown. */
    default void commit(Session session) throws SQLException {
        session.connection().commit();
    }

    /** Undoes the transaction, and lets go of what the connection would hold beyond it: it may be a pool's. */
    default void rollback(Session session) throws SQLException {
        session.connection().rollback();
    }

    /**
     * An expression that names the line of data on which the server writes: another one if it goes on from a copy that may lack
     * the last commits, a promoted standby or a backup (R14). Null if the database cannot tell.
     */
    default @Nullable String lineage() {
        return null;
    }

    /** No answer may take longer than this; harmless where the database is no other process. */
    void limitTime(Connection connection, int millis) throws SQLException;

    /** Whether the database is another process, which can stop reading what it is sent: only then does it help to close the connection. */
    default boolean canBeCutOff() {
        return false;
    }

    /** Whether nothing of the transaction can have been committed, and it is worth being tried again. */
    boolean lostToOthers(SQLException failure);

    /** Whether the connection is broken, rather than what was asked of it. */
    boolean isBroken(SQLException failure);

    /** Whether a table is not as the statement expects it. */
    default boolean isWrongTable(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("42");
    }

    /** The failure as it may be shown: without values of rows, which are people's names and addresses. */
    default SQLException shown(SQLException failure) {
        return failure;
    }

    /** What a person should know about a failure; empty if nothing. */
    String advice(SQLException failure);

    /** An expression for the database's clock in microseconds; null if it has none worth asking. */
    String clock();

    /** A condition: the column is one of the texts of one parameter, set by {@link #setTexts}. */
    String inTexts(String column);

    void setTexts(PreparedStatement statement, int index, List<String> values) throws SQLException;

    /** A condition: the column is one of the few ids that a SELECT finds, which is done first, and once. */
    default String amongIds(String column, String select) {
        return column + " IN (" + select + ")";
    }

    /** A SELECT of the rows {@code s} whose ids are in the texts of one parameter: it reads, and so locks, no other row. */
    default String selectByIds(String columns, String table) {
        return "SELECT " + columns + " FROM " + table + " s WHERE " + inTexts("s.id");
    }

    /** The column that names the carrier of what can be claimed; one that is null elsewhere, where indexes cannot be partial. */
    default String readyCarrier() {
        return "s.carrier";
    }

    /** The order in which claims are taken, as the index of {@link #readyCarrier} has it. */
    default String readyOrder() {
        return "s.priority DESC, s.due_at, s.id";
    }

    /** Whether entries of rows that have left an index stay in it for a while, and are gone past by whoever reads it. */
    default boolean leavesDeadEntries() {
        return false;
    }

    /** Appended to a table whose rows are read by this index, in its order and no further than needed. */
    default String useIndex(String index) {
        return "";
    }

    /** Whether many rows are written by one statement whose parameters are arrays; each is a column of all rows. */
    default boolean writesColumns() {
        return false;
    }

    /** Whether several statements can be sent as one text, and are answered one after the other. */
    default boolean joinsStatements() {
        return false;
    }

    /** An INSERT of one row, or of many if columns are written. */
    default String insertRows(String table, List<String> columns) {
        return Sql.insertRow(table, columns);
    }

    /**
     * S1: an UPDATE that is conditional on the version before it. Its parameters are the columns' values, whether a doubt stays the
     * same (a forgiven one stays so as long as it lasts), the id, and the version before.
     */
    default String updateShipment(String table, List<String> columns) {
        return "UPDATE " + table + " SET " + String.join(" = ?, ", columns)
                + " = ?, doubt_forgiven = doubt_forgiven AND ? WHERE id = ? AND version = ?";
    }

    /** An INSERT of one row, or of none if its key exists; it is counted as 1 or 0. */
    default String insertNew(String table, List<String> key, List<String> others) {
        return Sql.insert(table, Sql.both(key, others), "SELECT " + Sql.markers(key.size() + others.size()))
                + " WHERE TRUE ON CONFLICT DO NOTHING";
    }

    /** The same of many rows, where columns are written: it returns the keys that did not exist. */
    default String insertNewRows(String table, List<String> key, List<String> others) {
        return insertNew(table, key, others);
    }

    /** An INSERT of one row, or a change of the last columns only if the key, the first of the others, exists. */
    default String upsert(String table, List<String> first, List<String> last) {
        return Sql.insertRow(table, Sql.both(first, last)) + " ON CONFLICT (" + first.get(0) + ") DO UPDATE SET "
                + Sql.each(last, "%1$s = excluded.%1$s");
    }

    /** For a batch whose statements must be counted one by one. */
    default PreparedStatement prepareCounted(Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Appended to a SELECT whose rows are about to be written; waits for rows that others hold. */
    String lockRows();

    /** Appended to a SELECT whose rows are about to be written; leaves out rows that others hold (R16). */
    String lockFreeRows();

    /** Appended to a SELECT of a row that must be the present one, also for a transaction that sees an older state. */
    String shareRow();

    /** Where events stand in the order in which they are read, and which of them can be read already. */
    EventOrder eventOrder();

    /** S11. */
    interface EventOrder {
        /** The column between incarnation and id. */
        String column();

        /** The condition that leaves out what was read already and what an earlier event could still appear before. */
        String condition(String history, String meta);

        void bind(Params params, EventCursor cursor) throws SQLException;

        /** The columns to sort by. */
        String ordering();

        /** Whether what is written now comes after all that was written under this incarnation; if not, only another one helps. */
        default boolean goesOn(Session session) throws SQLException {
            return true;
        }

        /** Whether events get their places only when they are read, by {@link #place}. */
        default boolean placesLater() {
            return false;
        }

        /** Gives up to so many events a place that have none yet, in the transaction that reads them afterwards. */
        default void place(Session session, int limit) throws SQLException {}
    }

    /** Tables that only this database needs, as in {@link Statements#tables}. */
    default List<String> ownTables() {
        return List.of();
    }

    /** What the database says about itself: whether what it commits is kept. */
    List<Durability.Finding> findings(Session session) throws SQLException;

    /** The dialect for an address; null if it is none that is supported. */
    static @Nullable Dialect ofUrl(String url) {
        if (url.startsWith(SqliteDialect.URL)) {
            return new SqliteDialect();
        } else if (url.startsWith(PostgresDialect.URL)) {
            return new PostgresDialect();
        } else if (MariaDbDialect.URLS.stream().anyMatch(url::startsWith)) {
            return new MariaDbDialect();
        }
        return url.startsWith(H2Dialect.URL) ? new H2Dialect() : null;
    }

    /** The dialect for a database, by the name that its driver gives. */
    static Dialect of(String product) {
        return switch (product) {
            case "SQLite" -> new SqliteDialect();
            case "PostgreSQL" -> new PostgresDialect();
            case "MariaDB", "MySQL" -> new MariaDbDialect();
            case "H2" -> new H2Dialect();
            default -> throw unsupported(product);
        };
    }

    static StoreRefusedException unsupported(String what) {
        return new StoreRefusedException(
                StoreRefusedException.Reason.UNSUPPORTED,
                what
                        + " is not supported; supported are SQLite (jdbc:sqlite:FILE), PostgreSQL (jdbc:postgresql://HOST/DATABASE),"
                        + " MariaDB (jdbc:mariadb://HOST/DATABASE), MySQL (jdbc:mysql://HOST/DATABASE) and H2"
                        + " (jdbc:h2:file:FILE)");
    }

    /** For messages: which error it was, where the driver says so. */
    static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : " (SQLState " + state + ")";
    }

    /** An address without what may be secret. */
    static String shown(StoreSettings settings) {
        return shown(settings.url());
    }

    static String shown(String url) {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    }
}
