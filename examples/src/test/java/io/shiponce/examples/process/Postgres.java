package io.shiponce.examples.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that keeps what it commits, as a server is set up by default: the embedded one's own settings lose commits,
 * and would be refused. Its processes can be killed, and started again on the same data and port.
 */
final class Postgres implements MortalServer {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final int ENDS_WITHIN_SECONDS = 30;

    private final Path data;
    private EmbeddedPostgres server;

    private Postgres(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    static Postgres start(Path data) throws IOException {
        return new Postgres(data, start(data, 0));
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTS_WITHIN)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /**
     * A server that follows this one, named {@code standby}, on a copy of its data that is made while it works. It starts as a
     * reader; {@link #promote} makes it a primary.
     */
    Postgres standby(Path copy) throws IOException, SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            DataCopy.of(data, copy);
            try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port() + " user=postgres application_name=standby'\n");
        return start(copy);
    }

    /** From now on it writes; returns when it does. */
    void promote() throws SQLException {
        query("SELECT pg_promote(true, " + STARTS_WITHIN.toSeconds() + ")");
    }

    /** Runs a statement as the superuser; its first value as a text, if it has any. */
    String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet results = statement.getResultSet()) {
                return results.next() ? results.getString(1) : "";
            }
        }
    }

    @Override
    public String database(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name + "?user=postgres";
    }

    int port() {
        return server.getPort();
    }

    /** As the superuser, to look at the server. */
    Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public void kill() throws Exception {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The server's immediate stop: it quits without finishing anything. */
    void stopImmediately() throws Exception {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = processes();
        new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
                .start()
                .waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        for (ProcessHandle one : all) {
            one.onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void startAgain() throws IOException {
        int port = server.getPort();
        server.close();
        server = start(data, port);
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private List<ProcessHandle> processes() throws IOException {
        ProcessHandle postmaster = postmaster();
        // The postmaster first, so that it cannot start another child.
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
