package io.shiponce.store.jdbc;

import io.shiponce.store.StoreException;
import io.shiponce.store.StoreRefusedException;
import io.shiponce.store.StoreRefusedException.Reason;
import io.shiponce.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens or migrates one database: everything that is refused is refused here. Not for threads. */
final class Opening {
    private static final Set<String> PROPERTIES = new TreeSet<>(Set.of("user", "password", "schema", "tablePrefix"));

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

    private final ConnectionSource source;
    private final StoreSettings settings;
    private final Schema schema;
    private final Names names;
    private @Nullable Dialect dialect;

    Opening(ConnectionSource source, StoreSettings settings, Schema schema) {
        this.source = source;
        this.settings = settings;
        this.schema = schema;
        checkProperties(settings);
        names = Names.of(settings.properties());
    }

    private static void checkProperties(StoreSettings settings) {
        for (String name : settings.properties().keySet()) {
            if (!PROPERTIES.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown property " + name + " of the store; known are " + PROPERTIES);
            }
        }
    }

    /** No claim runs yet that a slow start could outlast: a cold process may take its time. */
    private Duration patience() {
        Duration timeout = settings.callTimeout();
        return timeout.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : timeout;
    }

    /** Checks everything, and hands out what the store needs. */
    Connector open(@Nullable InstantSource clock) {
        Deadline deadline = Deadline.in(patience());
        try {
            Dialect byAddress = dialect(deadline);
            source.check(true);
            try (Connection connection = source.connect(deadline)) {
                Dialect found = byAddress.at(connection);
                StoreConfig config =
                        new StoreConfig(found, new Statements(found, names), settings.callTimeout(), clock);
                check(config, connection, deadline);
                return new Connector(source, config);
            }
        } catch (SQLException e) {
            throw failure("open", e, null);
        }
    }

    private void check(StoreConfig config, Connection connection, Deadline deadline) throws SQLException {
        Dialect found = config.dialect();
        found.checkServer(connection);
        // Before anything is set: a file that is not ours stays as it is.
        checkSchemaExists(found, connection);
        if (!found.tableExists(connection, names, "meta")) {
            throw SchemaCheck.missing(source.shown(), names);
        }
        found.configure(connection, patience(), deadline);
        Session session = new Session(connection, config, deadline);
        if (inTransaction(session, Dialect.Mode.WRITE, this::checkSchema)) {
            inTransaction(session, Dialect.Mode.ALONE, this::claim);
        }
    }

    private static boolean inTransaction(Session session, Dialect.Mode mode, Lane.Work<Boolean> work)
            throws SQLException {
        try {
            session.dialect().begin(session, mode);
            boolean result = work.run(session);
            session.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                session.rollback();
            } catch (SQLException onRollback) {
                e.addSuppressed(onRollback);
            }
            throw e;
        }
    }

    /** Returns whether the store is still nobody's. */
    private boolean checkSchema(Session session) throws SQLException {
        SchemaCheck.check(session, schema);
        boolean unclaimed = SchemaCheck.isUnclaimed(session);
        if (!unclaimed) {
            SchemaCheck.checkOwner(session, settings.installation());
        }
        return unclaimed;
    }

    private boolean claim(Session session) throws SQLException {
        SchemaCheck.claim(session, settings.installation());
        SchemaCheck.checkOwner(session, settings.installation());
        Lineage.start(session);
        return true;
    }

    void migrate() {
        Deadline deadline = Deadline.in(patience());
        try {
            Dialect byAddress = dialect(deadline);
            source.check(false);
            try (Connection connection = source.connect(deadline)) {
                Dialect found = byAddress.at(connection);
                found.checkServer(connection);
                checkSchemaExists(found, connection);
                found.configure(connection, patience(), deadline);
                migrate(found, connection);
            }
        } catch (SQLException e) {
            throw failure("migrate", e, Reason.SCHEMA);
        }
    }

    private void migrate(Dialect found, Connection connection) throws SQLException {
        try {
            found.migrate(connection, names, inside -> schema.migrate(inside, found, names));
        } catch (SQLException | RuntimeException e) {
            try {
                found.abandonMigration(connection);
            } catch (SQLException onAbandoning) {
                e.addSuppressed(onAbandoning);
            }
            throw e;
        }
    }

    /** What {@link #migrate()} would run on a new database. */
    String script() {
        try {
            return schema.script(dialect(Deadline.in(patience())), names);
        } catch (SQLException e) {
            throw failure("ask", e, null);
        }
    }

    private Dialect dialect(Deadline deadline) throws SQLException {
        Dialect found = source.dialect(deadline);
        dialect = found;
        if (names.hasSchema() && found.selectSchema() == null) {
            throw new StoreRefusedException(
                    Reason.UNSUPPORTED, source.shown() + " has no schemas: leave the property schema out");
        }
        return found;
    }

    private void checkSchemaExists(Dialect found, Connection connection) throws SQLException {
        String select = found.selectSchema();
        if (names.hasSchema() && select != null && !Sql.finds(connection, select, names.schema())) {
            throw new StoreRefusedException(
                    Reason.SCHEMA,
                    source.shown() + " has no schema " + names.schema() + ", or hides it from this user: CREATE SCHEMA "
                            + names.schema());
        }
    }

    private StoreException failure(String what, SQLException e, @Nullable Reason otherwise) {
        String message = "cannot " + what + " " + source.shown() + ": " + e.getMessage();
        Dialect known = dialect == null ? Dialect.ofUrl(settings.url()) : dialect;
        if (known != null && otherwise == null && known.refusal(e) == null && known.isWrongTable(e)) {
            return SchemaCheck.foreign(source.shown(), names, e);
        }
        Reason reason = known == null ? null : known.refusal(e);
        reason = reason == null ? otherwise : reason;
        String advice = known == null ? "" : known.advice(e);
        return reason == null
                ? new StoreException(message + advice, e)
                : new StoreRefusedException(reason, message + advice, e);
    }
}
