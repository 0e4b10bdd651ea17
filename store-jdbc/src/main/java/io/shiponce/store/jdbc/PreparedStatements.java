package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One connection's statements, each prepared once. Not for threads. */
final class PreparedStatements implements AutoCloseable {
    /** Statements that are built from filters are few, but not counted; this many are kept. */
    private static final int MOST = 200;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** Makes a statement of a text that is always made in the same way. */
    @FunctionalInterface
    interface Preparing {
        PreparedStatement prepare(Connection connection, String sql) throws SQLException;
    }

    PreparedStatements(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement of(Preparing preparing, String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            if (prepared.size() >= MOST) {
                close();
            }
            statement = preparing.prepare(connection, sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Closes all of them; they are prepared again when they are asked for. */
    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }
}
