package io.shiponce.examples.process;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections one of whose commits arrives only later, when its caller has been told that the line broke. For one thread. */
final class LateCommits implements DataSource {
    private final String url;
    private boolean holding;
    private Connection held;

    LateCommits(String url) {
        this.url = url;
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

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (connection == held) {
                if (method.getName().equals("close")) {
                    return null;
                }
                throw new SQLException("the line broke", "08006");
            }
            Object result = invoke(connection, method, arguments);
            return method.getName().equals("createStatement") ? statement(connection, (Statement) result) : result;
        });
    }

    private Statement statement(Connection connection, Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (holding && method.getName().equals("execute") && arguments[0].equals("COMMIT")) {
                holding = false;
                held = connection;
                throw new SQLException("the line broke", "08006");
            }
            return invoke(statement, method, arguments);
        });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LateCommits.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is logged.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The address says it.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("none");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
