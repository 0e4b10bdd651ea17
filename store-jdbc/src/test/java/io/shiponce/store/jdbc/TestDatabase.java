package io.shiponce.store.jdbc;

import io.shiponce.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every behaviour is tested on. Each test gets tables of its own. */
enum TestDatabase {
    SQLITE("SQLite 3", "synchronous is 0", "PRAGMA synchronous = OFF", "PRAGMA synchronous = FULL") {
        @Override
        Place fresh() {
            return new Place("jdbc:sqlite:" + Directory.PATH.resolve(TABLES.incrementAndGet() + ".db"), Map.of());
        }
    },
    POSTGRESQL(
            "PostgreSQL 1",
            "synchronous_commit is off",
            "SET synchronous_commit = off",
            "SET synchronous_commit = on") {
        @Override
        Place fresh() {
            return new Place(
                    Server.URL, Map.of("user", "postgres", "tablePrefix", "t" + TABLES.incrementAndGet() + "_"));
        }
    },
    MARIADB(
            "MariaDB 1",
            "innodb_flush_log_at_trx_commit is 2",
            "SET GLOBAL innodb_flush_log_at_trx_commit = 2",
            "SET GLOBAL innodb_flush_log_at_trx_commit = 1") {
        @Override
        Place fresh() {
            return given(MariaDb.URL);
        }
    },
    H2("H2 2", "WRITE_DELAY is 500", "SET WRITE_DELAY 500", "SET WRITE_DELAY 0") {
        @Override
        Place fresh() {
            return new Place(
                    "jdbc:h2:file:" + Directory.PATH.resolve("h2-" + TABLES.incrementAndGet()), Map.of("user", "sa"));
        }
    };

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final String RUN = "t" + Long.toString(System.currentTimeMillis(), 36) + "_";

    static Place mysql() {
        return given(OnMySql.Given.url());
    }

    /** On a server that other runs use as well. */
    private static Place given(String url) {
        return new Place(url, Map.of("tablePrefix", RUN + TABLES.incrementAndGet() + "_"));
    }

    /** How the audit describes it. */
    final String description;

    /** What the audit finds after {@link #loosen}. */
    final String complaint;

    /** Makes a connection, or all of them, commit without waiting for the disk. */
    final String loosen;

    /** Undoes that. */
    final String tighten;

    TestDatabase(String description, String complaint, String loosen, String tighten) {
        this.description = description;
        this.complaint = complaint;
        this.loosen = loosen;
        this.tighten = tighten;
    }

    abstract Place fresh();

    Dialect dialect() {
        return Objects.requireNonNull(Dialect.ofUrl(fresh().url()));
    }

    /** Where one test has its tables. */
    record Place(String url, Map<String, String> properties) {

        StoreSettings settings() {
            return settings(Duration.ofSeconds(20));
        }

        StoreSettings settings(Duration callTimeout) {
            return new StoreSettings(url, "test", callTimeout, properties);
        }

        String prefix() {
            return names().prefix();
        }

        Names names() {
            return Names.of(properties);
        }

        /** The same with another property. */
        Place with(String property, String value) {
            Map<String, String> changed = new HashMap<>(properties);
            changed.put(property, value);
            return new Place(url, changed);
        }

        /** Under the usual prefix in a new schema of its own; of a database that has schemas. */
        Place inOwnSchema() throws SQLException {
            String schema = RUN + "schema_" + TABLES.incrementAndGet();
            execute("CREATE SCHEMA " + schema);
            return with("schema", schema).with("tablePrefix", Names.DEFAULT_PREFIX);
        }

        /** A connection of the test's own, in autocommit mode. */
        Connection connect() throws SQLException {
            String user = properties.get("user");
            return user == null
                    ? DriverManager.getConnection(url)
                    : DriverManager.getConnection(url, user, properties.getOrDefault("password", ""));
        }

        /** Runs a statement behind the store's back; {@code {x}} stands for a table. */
        void execute(String sql) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(names().fill(sql));
            }
        }
    }

    /** One directory for all tests of this JVM; it ends with the JVM. */
    private static final class Directory {
        static final Path PATH = create();

        private static Path create() {
            try {
                Path directory = Files.createTempDirectory("shiponce-store");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory.toFile())));
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(File directory) {
            for (File file : Objects.requireNonNullElse(directory.listFiles(), new File[0])) {
                file.delete();
            }
            directory.delete();
        }
    }

    /** The server of the build, or one that is given. */
    private static final class MariaDb {
        static final String URL = Objects.requireNonNullElseGet(
                System.getProperty("shiponce.mariadb"),
                () -> MariaDbServer.start("--log-bin=binlog", "--sync-binlog=1", "--max_allowed_packet=16M")
                        .database("store"));
    }

    /** One durable server for all tests of this JVM; it ends with the JVM. */
    private static final class Server {
        static final String URL = start();

        private static String start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start()
                        .getJdbcUrl("postgres", "postgres")
                        .replaceFirst("[?].*", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
