package io.shiponce.examples.power;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import javax.sql.DataSource;

/** Connections on which SQLite syncs less than the store asked for: the setting is changed behind its back. Stateless. */
final class CarelessSource {
    private CarelessSource() {}

    /** Only what the store uses of a data source works. */
    static DataSource of(String url, String synchronous) {
        return (DataSource) proxy(DataSource.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            return careless(DriverManager.getConnection(url), synchronous);
        });
    }

    private static Connection careless(Connection connection, String synchronous) {
        return (Connection) proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("setAutoCommit") && arguments[0].equals(false)) {
                // The store has set everything, and its first transaction has not begun.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA synchronous = " + synchronous);
                }
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(CarelessSource.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
