package io.shiponce.benchmarks.contender;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** A little JDBC. */
final class Sql {
    static final String USER = "postgres";

    private Sql() {}

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, USER, "");
    }

    /** The peers' pool: one connection per slot, and a few for their housekeeping. */
    static HikariDataSource pool(Job job) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(job.url());
        config.setUsername(USER);
        config.setMaximumPoolSize(job.slots() + 4);
        return new HikariDataSource(config);
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static boolean bool(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            results.next();
            return results.getBoolean(1);
        }
    }

    static Set<String> texts(Connection connection, String query) throws SQLException {
        Set<String> texts = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                texts.add(results.getString(1));
            }
        }
        return texts;
    }
}
