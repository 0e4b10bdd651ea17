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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every behaviour is tested on. Each test gets tables of its own. */
enum TestDatabase {
    SQLITE {
        @Override
        Place fresh() {
            return new Place("jdbc:sqlite:" + Directory.PATH.resolve(TABLES.incrementAndGet() + ".db"), Map.of());
        }
    },
    POSTGRESQL {
        @Override
        Place fresh() {
            return new Place(
                    Server.URL, Map.of("user", "postgres", "tablePrefix", "t" + TABLES.incrementAndGet() + "_"));
        }
    };

    private static final AtomicInteger TABLES = new AtomicInteger();

    abstract Place fresh();

    /** Where one test has its tables. */
    record Place(String url, Map<String, String> properties) {

        StoreSettings settings() {
            return settings(Duration.ofSeconds(20));
        }

        StoreSettings settings(Duration callTimeout) {
            return new StoreSettings(url, "test", callTimeout, properties);
        }

        String prefix() {
            return properties.getOrDefault("tablePrefix", "shiponce_");
        }

        /** A connection of the test's own, in autocommit mode. */
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, properties.getOrDefault("user", ""), "");
        }

        /** Runs a statement behind the store's back; {@code {x}} stands for a table. */
        void execute(String sql) throws SQLException {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql.replace("{", prefix()).replace("}", ""));
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
