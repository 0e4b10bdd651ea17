package io.shiponce.store.jdbc;

import io.shiponce.store.Durability;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes sessions: each on a new connection of the store's own, with the settings that durability needs. Safe for any thread. */
final class Connector {
    private final ConnectionSource source;
    private final StoreConfig config;
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

    /** If it throws, no connection is left behind. */
    Session connect(Deadline deadline) throws SQLException {
        Connection connection = source.connect();
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

    private void requireSound(Session session) throws SQLException {
        Durability durability = new Durability(shown(), config.dialect().findings(session));
        session.commit();
        if (!durability.holds()) {
            throw new SQLException("a new connection is not as durable as the audit found: " + durability.complaints());
        }
    }
}
