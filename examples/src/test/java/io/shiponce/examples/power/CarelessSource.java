package io.shiponce.examples.power;

import io.shiponce.examples.Proxies;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import javax.sql.DataSource;

/** Connections on which SQLite syncs less than the store asked for: the setting is changed behind its back. Stateless. */
final class CarelessSource {
    private CarelessSource() {}

    static DataSource of(String url, String synchronous) {
        return Proxies.dataSource(() -> careless(DriverManager.getConnection(url), synchronous));
    }

    private static Connection careless(Connection connection, String synchronous) {
        return Proxies.proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("setAutoCommit") && arguments[0].equals(false)) {
                // The store has set everything, and its first transaction has not begun.
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA synchronous = " + synchronous);
                }
            }
            return Proxies.invoke(connection, method, arguments);
        });
    }
}
