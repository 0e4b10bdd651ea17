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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens or migrates one database: everything that is refused is refused here. Not for threads. */
final class Opening {
    static final String DEFAULT_PREFIX = "shiponce_";

    private static final Set<String> PROPERTIES = new TreeSet<>(Set.of("user", "password", "tablePrefix"));
    private static final Pattern PREFIX = Pattern.compile("[a-z_][a-z0-9_]{0,29}");

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

    private final ConnectionSource source;
    private final StoreSettings settings;
    private final String prefix;
    private @Nullable Dialect dialect;

    Opening(ConnectionSource source, StoreSettings settings) {
        this.source = source;
        this.settings = settings;
        this.prefix = prefix(settings);
    }

    private static String prefix(StoreSettings settings) {
        for (String name : settings.properties().keySet()) {
            if (!PROPERTIES.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown property " + name + " of the store; known are " + PROPERTIES);
            }
        }
        String prefix = settings.properties().getOrDefault("tablePrefix", DEFAULT_PREFIX);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "tablePrefix must be 1 to 30 of a-z, 0-9 and _, not beginning with a digit");
        }
        return prefix;
    }

    /** No claim runs yet that a slow start could outlast: a cold process may take its time. */
    private Duration patience() {
        Duration timeout = settings.callTimeout();
        return timeout.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : timeout;
    }

    /** Checks everything, and hands out what the store needs. */
    Connector open(@Nullable InstantSource clock) {
        source.check(true);
        Deadline deadline = Deadline.in(patience());
        try {
            Dialect found = source.dialect(deadline);
            dialect = found;
            StoreConfig config = new StoreConfig(found, new Statements(found, prefix), settings.callTimeout(), clock);
            check(config, deadline);
            return new Connector(source, config);
        } catch (SQLException e) {
            throw failure("open", e, null);
        }
    }

    private void check(StoreConfig config, Deadline deadline) throws SQLException {
        Dialect found = config.dialect();
        try (Connection connection = source.connect(deadline)) {
            found.checkServer(connection);
            // Before anything is set: a file that is not ours stays as it is.
            if (!found.tableExists(connection, prefix + "meta")) {
                throw SchemaCheck.missing(source.shown(), prefix);
            }
            found.configure(connection, patience(), deadline);
            Session session = new Session(connection, config, deadline);
            if (inTransaction(session, Dialect.Mode.WRITE, this::checkSchema)) {
                inTransaction(session, Dialect.Mode.ALONE, this::claim);
            }
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
            session.rollback();
            throw e;
        }
    }

    /** Returns whether the store is still nobody's. */
    private boolean checkSchema(Session session) throws SQLException {
        SchemaCheck.check(session);
        boolean unclaimed = SchemaCheck.isUnclaimed(session);
        if (!unclaimed) {
            SchemaCheck.checkOwner(session, settings.installation());
        }
        return unclaimed;
    }

    private boolean claim(Session session) throws SQLException {
        SchemaCheck.claim(session, settings.installation());
        SchemaCheck.checkOwner(session, settings.installation());
        return true;
    }

    void migrate() {
        source.check(false);
        Deadline deadline = Deadline.in(patience());
        try {
            Dialect found = source.dialect(deadline);
            dialect = found;
            try (Connection connection = source.connect(deadline)) {
                found.checkServer(connection);
                found.configure(connection, patience(), deadline);
                found.migrate(connection, inside -> Schema.migrate(inside, found, prefix));
            }
        } catch (SQLException e) {
            throw failure("migrate", e, Reason.SCHEMA);
        }
    }

    private StoreException failure(String what, SQLException e, @Nullable Reason otherwise) {
        String message = "cannot " + what + " " + source.shown() + ": " + e.getMessage();
        Dialect known = dialect == null ? Dialect.ofUrl(settings.url()) : dialect;
        if (known != null && otherwise == null && known.refusal(e) == null && known.isWrongTable(e)) {
            return SchemaCheck.foreign(source.shown(), prefix, e);
        }
        Reason reason = known == null ? null : known.refusal(e);
        reason = reason == null ? otherwise : reason;
        String advice = known == null ? "" : known.advice(e);
        return reason == null
                ? new StoreException(message + advice, e)
                : new StoreRefusedException(reason, message + advice, e);
    }
}
