package io.shiponce.examples.process;

import io.shiponce.examples.Proxies;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** Connections one of whose commits arrives only later, when its caller has been told that the line broke. For one thread. */
final class LateCommits {
    private final String url;
    private boolean holding;
    private Connection held;

    LateCommits(String url) {
        this.url = url;
    }

    DataSource dataSource() {
        return Proxies.dataSource(this::connect);
    }

    /** The next commit is held back. */
    void hold() {
        holding = true;
    }

    /** It arrives. Whether it succeeds is for the database to say. */
    void commit() throws SQLException {
        try (Connection connection = Objects.requireNonNull(held);
                Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        } catch (SQLException e) {
            System.out.println("[late commit] " + e.getMessage());
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        return Proxies.proxy(Connection.class, (proxy, method, arguments) -> {
            if (connection == held) {
                if (method.getName().equals("close")) {
                    return null;
                }
                throw new SQLException("the line broke", "08006");
            }
            Object result = Proxies.invoke(connection, method, arguments);
            return method.getName().equals("createStatement") ? statement(connection, (Statement) result) : result;
        });
    }

    private Statement statement(Connection connection, Statement statement) {
        return Proxies.proxy(Statement.class, (proxy, method, arguments) -> {
            if (holding && method.getName().equals("execute") && arguments[0].equals("COMMIT")) {
                holding = false;
                held = connection;
                throw new SQLException("the line broke", "08006");
            }
            return Proxies.invoke(statement, method, arguments);
        });
    }
}
