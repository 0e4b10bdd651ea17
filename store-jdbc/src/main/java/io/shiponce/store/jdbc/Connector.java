package io.shiponce.store.jdbc;

import io.shiponce.store.Durability;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sessions: each on a new connection of the store's own, with the settings that durability needs. Safe for any thread. */
final class Connector {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    private static final int MAX_TRIES = 5;

    private final ConnectionSource source;
    private final StoreConfig config;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile boolean sound;

    Connector(ConnectionSource source, StoreConfig config) {
        this.source = source;
        this.config = config;
    }

    StoreConfig config() {
        return config;
    }

    String shown() {
        return source.shown();
    }

    /** The audit found everything as it must be: from now on every new connection is held to the same. */
    void requireSound() {
        sound = true;
    }

    /** The same, whose connections are not held to what an audit has found: for the next audit. */
    Connector unchecked() {
        return new Connector(source, config);
    }

    /** If it throws, no connection is left behind. */
    Session connect(Deadline deadline) throws SQLException {
        for (int tries = 1; ; tries++) {
            Connection connection = source.connect(deadline);
            try {
                return session(connection, deadline);
            } catch (SQLException e) {
                // A pool may hand out one that has died in it, and knows that now.
                if (!config.dialect().isBroken(e) || tries == MAX_TRIES || deadline.isOver()) {
                    throw e;
                }
            }
        }
    }

    private Session session(Connection connection, Deadline deadline) throws SQLException {
        try {
            config.dialect().configure(connection, config.callTimeout(), deadline);
            Session session = new Session(connection, config, deadline);
            if (sound) {
                requireSound(session);
            }
            return session;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException onClose) {
                e.addSuppressed(onClose);
            }
            throw e;
        }
    }

    /** Whether a session of before the audit is one that the audit has seen. */
    boolean mayBeUsed(Session session) {
        return !sound || session.isAudited();
    }

    private void requireSound(Session session) throws SQLException {
        Durability durability = new Durability(shown(), config.dialect().findings(session));
        session.audited();
        session.commit();
        if (durability.holds()) {
            told.clear();
        } else {
            tell(durability.complaints());
            throw new SQLException("a new connection is not as durable as the audit found: " + durability.complaints());
        }
    }

    /**
     * An engine that lives through a promotion asks again every few seconds, and its log has said by then that the database does not
     * answer: what has to be done now is said as well, once until all is as it was.
     */
    private void tell(String complaints) {
        if (told.add(complaints)) {
            LOG.error(
                    "event=SO-105 The database answers and is refused, until it is as the audit found it: {}",
                    complaints);
        }
    }
}
