package io.shiponce.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/** A data source whose connections tell a test what happens on them, and let it interfere. */
class Tap {
    private final TestDatabase.Place place;

    Tap(TestDatabase.Place place) {
        this.place = place;
    }

    /** A statement is about to be run. */
    void beforeExecute(String sql) throws SQLException {}

    /** A statement was run, or rows of one of several joined ones are fetched; returns what the caller sees. */
    Object afterExecute(Connection connection, String sql, Object result) throws SQLException {
        return result;
    }

    /** A statement failed, by the database's own word. */
    void failed(String sql, SQLException failure) {}

    /** A method of a statement is about to be called: what it sends, or collects to be sent. */
    void called(String method) {}

    void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    /** The version that the server says to have. */
    String version(String real) {
        return real;
    }

    /** The caller is done with a connection. */
    void closed(Connection connection) throws SQLException {
        connection.close();
    }

    /** The store cuts off a connection. */
    void aborted(Connection connection, Executor executor) throws SQLException {
        connection.abort(executor);
    }

    /** The store has set all that it sets on a connection, and is about to begin transactions. */
    void configured(Connection connection) throws SQLException {}

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, args) -> {
            if (method.getName().equals("getConnection")) {
                return tapped(place.connect());
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private Connection tapped(Connection connection) {
        return proxy(Connection.class, (proxy, method, args) -> {
            switch (method.getName()) {
                case "commit" -> {
                    commit(connection);
                    return null;
                }
                case "close" -> {
                    closed(connection);
                    return null;
                }
                case "abort" -> {
                    aborted(connection, (Executor) args[0]);
                    return null;
                }
                case "setAutoCommit" -> {
                    if (args[0].equals(false)) {
                        configured(connection);
                    }
                    connection.setAutoCommit((Boolean) args[0]);
                    return null;
                }
                case "getMetaData" -> {
                    return proxy(DatabaseMetaData.class, metaData(connection.getMetaData()));
                }
                case "createStatement" -> {
                    Statement statement = connection.createStatement();
                    return proxy(Statement.class, statements(connection, statement, ""));
                }
                case "prepareStatement" -> {
                    String sql = (String) args[0];
                    PreparedStatement prepared = (PreparedStatement) invoke(connection, method, args);
                    return proxy(PreparedStatement.class, statements(connection, prepared, sql));
                }
                default -> {
                    return invoke(connection, method, args);
                }
            }
        });
    }

    private InvocationHandler metaData(DatabaseMetaData real) {
        return (proxy, method, args) -> {
            Object answer = invoke(real, method, args);
            return method.getName().equals("getDatabaseProductVersion") ? version((String) answer) : answer;
        };
    }

    private InvocationHandler statements(Connection connection, Statement statement, String prepared) {
        return (proxy, method, args) -> {
            called(method.getName());
            if (method.getName().equals("getResultSet")) {
                return afterExecute(connection, prepared, invoke(statement, method, args));
            }
            if (!method.getName().startsWith("execute")) {
                return invoke(statement, method, args);
            }
            String sql = args == null ? prepared : (String) args[0];
            beforeExecute(sql);
            Object result;
            try {
                result = invoke(statement, method, args);
            } catch (SQLException e) {
                failed(sql, e);
                throw e;
            }
            return afterExecute(connection, sql, result);
        };
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Tap.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
