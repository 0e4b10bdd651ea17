package io.shiponce.benchmarks.lab;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One durable server for a whole run; each trial gets a database of its own. It writes no checkpoint in the middle of a trial: a page's
 * first change after one is logged whole, which would be noise.
 */
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final String base;
    private final long postmaster;
    private int databases;

    private Postgres(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        this.base = server.getJdbcUrl("postgres", "postgres").replaceFirst("/[^/]*$", "/");
        this.postmaster = Long.parseLong(ask("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"));
    }

    static Postgres start() throws IOException, SQLException {
        return new Postgres(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_connections", "400")
                .setServerConfig("checkpoint_timeout", "1h")
                .setServerConfig("max_wal_size", "16GB")
                .start());
    }

    long postmaster() {
        return postmaster;
    }

    String version() throws SQLException {
        return ask("SELECT current_setting('server_version')");
    }

    /** A new, empty database. */
    String create() throws SQLException {
        String name = "trial_" + ++databases;
        run("postgres", "CREATE DATABASE " + name);
        return base + name;
    }

    void drop(String url) throws SQLException {
        run("postgres", "DROP DATABASE " + nameOf(url) + " WITH (FORCE)");
    }

    /** All that were ever committed in this database; those of processes that have ended are counted in full. */
    long transactions(String url) throws SQLException {
        return Long.parseLong(ask("SELECT xact_commit FROM pg_stat_database WHERE datname = '" + nameOf(url) + "'"));
    }

    private static String nameOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String ask(String query) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            results.next();
            return results.getString(1);
        }
    }

    private void run(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(base + database, "postgres", "");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
