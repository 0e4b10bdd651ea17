package io.shiponce.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source as transaction managers make them: in a transaction, a thread and those that it starts get the transaction's
 * connection, which is not in autocommit mode and is not closed by those who use it.
 */
final class ThreadBound {
    private static final ThreadLocal<@Nullable Connection> BOUND = new InheritableThreadLocal<>();

    /** What was asked of the transaction's connection through the source. */
    final List<String> joined = Collections.synchronizedList(new ArrayList<>());

    private final TestDatabase.Place place;

    ThreadBound(TestDatabase.Place place) {
        this.place = place;
    }

    /** Begins this thread's transaction; the connection's close ends it. */
    Connection begin() throws SQLException {
        Connection connection = place.connect();
        connection.setAutoCommit(false);
        BOUND.set(watched(connection));
        return handled(connection, (method, args) -> {
            if (method.getName().equals("close")) {
                BOUND.remove();
            }
            return invoke(connection, method, args);
        });
    }

    private Connection watched(Connection connection) {
        return handled(connection, (method, args) -> {
            joined.add(method.getName());
            return method.getName().equals("close") ? null : invoke(connection, method, args);
        });
    }

    DataSource dataSource() {
        return dataSource(() -> {
            Connection connection = BOUND.get();
            return connection == null ? place.connect() : connection;
        });
    }

    /** One connection for everybody, which stays open, and whose commit may be ignored. */
    static DataSource oneForAll(Connection connection, boolean commits) {
        Connection shared = handled(connection, (method, args) -> {
            boolean ignored =
                    method.getName().equals("close") || (method.getName().equals("commit") && !commits);
            return ignored ? null : invoke(connection, method, args);
        });
        return dataSource(() -> shared);
    }

    static DataSource dataSource(Callable<Connection> source) {
        return (DataSource) Proxy.newProxyInstance(
                ThreadBound.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getConnection")) {
                        return source.call();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What a method of a connection does instead. */
    interface Handling {
        @Nullable
        Object handle(Method method, Object @Nullable [] args) throws Throwable;
    }

    static Connection handled(Connection connection, Handling handling) {
        InvocationHandler handler = (proxy, method, args) -> handling.handle(method, args);
        return (Connection)
                Proxy.newProxyInstance(ThreadBound.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(connection, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
