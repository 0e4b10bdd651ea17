package io.shiponce.store.jdbc;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.Durability;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentStore;
import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreSettings;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps shipments in SQLite, PostgreSQL, MariaDB, one server or a Galera cluster, MySQL or H2.
 *
 * <p>Safe for any thread. It works on connections of its own: one, as long as calls do not overlap, which those of one engine do
 * not; a second while orders are accepted beside it; and never more than five: one for dispatch ({@link #exchange} and {@link
 * #claimsOf}), one for {@link #accept}, one for what people and reconcilers do, two for reading. What an overlap has left over is
 * closed by a later call, ten seconds after its last use.
 *
 * <p>Each call is one transaction, but for {@link #register}; none joins a caller's (R11). A call that fails with {@link
 * StoreException} may have been committed or not; its connection is closed, and the next call opens another one. A crash leaves
 * what was committed.
 *
 * <p>Time is the server's clock, or with SQLite this machine's; times are kept in microseconds. Texts of carriers that no
 * database can keep (the character 0, halves of surrogate pairs) are stored with a replacement character.
 */
public final class JdbcShipmentStore implements ShipmentStore {
    private static final int READERS = 2;

    private final Connector connector;
    private final IdleSessions idle = new IdleSessions(System::nanoTime);
    private final ReadyCursor cursor;
    private final Lane dispatch;
    private final Lane accept;
    private final Lane operate;
    private final Lane read;

    JdbcShipmentStore(Connector connector) {
        this(connector, System::nanoTime);
    }

    /** With another clock for the short cuts of claims: for tests. */
    JdbcShipmentStore(Connector connector, LongSupplier nanos) {
        this.connector = connector;
        cursor = new ReadyCursor(nanos);
        dispatch = new Lane("dispatch", connector, idle, 1);
        accept = new Lane("accept", connector, idle, 1);
        operate = new Lane("operate", connector, idle, 1);
        read = new Lane("read", connector, idle, READERS);
    }

    /**
     * By the address in the settings, through {@link java.sql.DriverManager}.
     *
     * @throws StoreRefusedException if it cannot be used as it is; nothing was written
     */
    public static JdbcShipmentStore open(StoreSettings settings) {
        return open(ConnectionSource.ofUrl(settings), settings, null);
    }

    /**
     * Through the caller's data source, whose connections the store keeps for itself while it is open: they must not be shared
     * with anybody, nor come from a pooler that changes the session between transactions. The source is asked on threads of the
     * store's own, where no transaction of the caller's is open. The store sets time limits and durability on its connections, and
     * leaves these set. The address in the settings is used in messages only.
     *
     * @throws StoreRefusedException if it cannot be used as it is; nothing was written
     */
    public static JdbcShipmentStore open(DataSource dataSource, StoreSettings settings) {
        return open(ConnectionSource.of(dataSource, settings), settings, null);
    }

    /** The same, with another clock than the database's own: for simulations and tests. */
    public static JdbcShipmentStore open(DataSource dataSource, StoreSettings settings, InstantSource clock) {
        return open(ConnectionSource.of(dataSource, settings), settings, clock);
    }

    /** By the address in the settings, with another clock than the database's own: for simulations and tests. */
    public static JdbcShipmentStore open(StoreSettings settings, InstantSource clock) {
        return open(ConnectionSource.ofUrl(settings), settings, clock);
    }

    private static JdbcShipmentStore open(
            ConnectionSource source, StoreSettings settings, @Nullable InstantSource clock) {
        return new JdbcShipmentStore(new Opening(source, settings, Schema.PRESENT).open(clock));
    }

    /**
     * Brings the schema to this version; harmless if it is, also when several processes do so at once.
     *
     * @throws StoreRefusedException if the schema is of a newer version or cannot be changed
     */
    public static void migrate(StoreSettings settings) {
        new Opening(ConnectionSource.ofUrl(settings), settings, Schema.PRESENT).migrate();
    }

    /** The same through a data source. */
    public static void migrate(DataSource dataSource, StoreSettings settings) {
        new Opening(ConnectionSource.of(dataSource, settings), settings, Schema.PRESENT).migrate();
    }

    @Override
    public Duration callTimeout() {
        return connector.config().callTimeout();
    }

    @Override
    public Durability audit() {
        return DurabilityAudit.run(connector, dispatch);
    }

    @Override
    public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
        List<AcceptResult> results = accept.call(Dialect.Mode.WRITE, session -> Acceptance.run(session, plans, actor));
        cursor.forget();
        return results;
    }

    /**
     * Accepts an order inside the caller's own transaction (S13): it is stored if and when the caller commits, together with
     * whatever else the caller wrote, and can be claimed from then on. Never commits or rolls back; after an exception the
     * caller has to roll back. The connection leads to this store's database and is not in autocommit
     * mode; if it may look into another schema first, the store needs the property {@code schema}.
     *
     * <p>Until the caller's transaction ends, another accept of the same order waits, and so does {@code after-restore}; with
     * SQLite and H2, every other writer. So it should be the last thing that the transaction does. It is as durable as the caller's
     * commit; with H2, as the next call of this store. On a Galera cluster {@code after-restore} at another node does not wait, and
     * the caller's commit fails.
     *
     * @throws IllegalArgumentException if the connection is in autocommit mode; nothing was written
     * @throws StoreException if the database failed
     */
    public AcceptResult register(Connection connection, OrderPlan plan, String actor) {
        Session session = new Session(connection, connector.config(), null);
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalArgumentException(
                        "the connection must be in a transaction: call setAutoCommit(false)");
            }
            try {
                connector.config().dialect().begin(session, Dialect.Mode.WRITE);
                return Acceptance.register(session, plan, actor);
            } finally {
                session.closeStatements();
            }
        } catch (SQLException e) {
            SQLException shown = connector.config().dialect().shown(e);
            throw new StoreException("register: " + shown.getMessage() + Dialect.state(e), shown);
        }
    }

    @Override
    public ExchangeResult exchange(ExchangeRequest request) {
        Deadline deadline = dispatch.deadline();
        ReadyCursor.Walk walk = cursor.walk();
        ExchangeResult result = dispatch.call(
                        Dialect.Mode.WRITE, deadline, session -> Exchange.run(session, request, walk.anew()))
                .orElseGet(() -> dispatch.call(
                        Dialect.Mode.ALONE, deadline, session -> Exchange.runAlone(session, request, walk.anew())));
        walk.committed();
        return result;
    }

    @Override
    public List<ShipmentRecord> claimsOf(ExchangeId exchange) {
        return dispatch.call(Dialect.Mode.READ, session -> Queries.claimsOf(session, exchange));
    }

    @Override
    public List<TransitionResult> transition(List<Transition> transitions) {
        List<TransitionResult> results =
                operate.call(Dialect.Mode.WRITE, session -> Transitions.run(session, transitions));
        cursor.forget();
        return results;
    }

    @Override
    public Optional<StoredShipment> find(ShipmentId shipment) {
        return read.call(Dialect.Mode.READ, session -> Queries.find(session, shipment));
    }

    @Override
    public List<ShipmentRecord> page(ShipmentFilter filter, @Nullable ShipmentId after, int limit) {
        return read.call(Dialect.Mode.READ, session -> Queries.page(session, filter, after, positive(limit)));
    }

    @Override
    public List<HistoryEntry> history(ShipmentId shipment) {
        return read.call(Dialect.Mode.READ, session -> Queries.history(session, shipment));
    }

    @Override
    public List<Payload> receipts(ShipmentId shipment) {
        return read.call(Dialect.Mode.READ, session -> Queries.receipts(session, shipment));
    }

    /**
     * {@inheritDoc}
     *
     * <p>With PostgreSQL an event is shown once every older transaction of the cluster has ended. With MariaDB and MySQL reading
     * also writes: it gives events their places.
     *
     * @throws IllegalArgumentException if the cursor is not one of this store
     */
    @Override
    public List<Event> events(String cursor, int limit) {
        EventCursor after = EventCursor.parse(cursor);
        return read.call(Dialect.Mode.READ, session -> Queries.events(session, after, positive(limit)));
    }

    @Override
    public List<CarrierCounts> counts(ShipmentFilter filter) {
        return read.call(Dialect.Mode.READ, session -> Counting.run(session, filter));
    }

    @Override
    public Control control() {
        return read.call(Dialect.Mode.READ, Controls::read);
    }

    @Override
    public Control control(Control.Change change) {
        return operate.call(Controls.mode(change), session -> Controls.change(session, change));
    }

    @Override
    public List<ShipmentRecord> erasable(Instant finishedBefore, int limit) {
        return read.call(Dialect.Mode.READ, session -> Queries.erasable(session, finishedBefore, positive(limit)));
    }

    @Override
    public int erase(List<ShipmentRecord> seen) {
        return operate.call(Dialect.Mode.WRITE, session -> Erasure.run(session, seen));
    }

    private static int positive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return limit;
    }

    @Override
    public void close() {
        idle.close();
    }
}
