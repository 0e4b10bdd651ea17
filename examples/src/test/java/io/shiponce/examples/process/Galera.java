package io.shiponce.examples.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Galera cluster of three MariaDB servers on this machine, from Debian's packages ({@code .ci/cluster} installs them). Nodes
 * begin on copies of one node's data. For one thread; closing kills all nodes.
 */
final class Galera implements AutoCloseable {
    static final int NODES = 3;

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");
    private static final String CLUSTER = "6f4e0f2e-1111-11f0-8888-000000000001";

    /** A node that stops is given up after two seconds, as one of three on a good network would be. */
    private static final String PATIENCE = ";evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.25S"
            + ";evs.suspect_timeout=PT2S;evs.inactive_timeout=PT3S;evs.install_timeout=PT3S;pc.announce_timeout=PT1S";

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final int[] ports = new int[NODES];
    private final int[] groupPorts = new int[NODES];
    private final int[] transferPorts = new int[NODES];
    private final int[] copyPorts = new int[NODES];

    private Galera(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        for (int[] kind : List.of(ports, groupPorts, transferPorts, copyPorts)) {
            for (int node = 0; node < NODES; node++) {
                kind[node] = ServerProcess.freePort();
            }
        }
    }

    /** What this machine lacks; empty if nothing. */
    static String missing() {
        return Stream.of(
                        "/usr/sbin/mariadbd",
                        "/usr/bin/mariadb-install-db",
                        "/usr/bin/my_print_defaults",
                        PROVIDER.toString())
                .filter(file -> !Files.exists(Path.of(file)))
                .reduce("", (some, file) -> some + " " + file);
    }

    static Galera start(Path directory) throws Exception {
        Galera galera = new Galera(directory);
        try {
            galera.start();
            return galera;
        } catch (Exception | Error e) {
            galera.close();
            throw e;
        }
    }

    private void start() throws Exception {
        writeStateTransfer();
        install();
        // Once alone, so that its data say which cluster's they are.
        processes.add(launch(0, "--wsrep-new-cluster", "--init-file=" + users()));
        awaitSize(0, 1);
        stop(0);
        for (int node = 1; node < NODES; node++) {
            copy(data(0), data(node));
        }
        Files.writeString(data(0).resolve("grastate.dat"), state(position()));
        processes.clear();
        processes.add(launch(0, "--wsrep-new-cluster"));
        awaitSize(0, 1);
        for (int node = 1; node < NODES; node++) {
            processes.add(launch(node));
            awaitSize(node, node + 1);
        }
    }

    /** Nodes begin with the same data, so nothing but what came since is ever sent; this tells the joiner that it may begin. */
    private void writeStateTransfer() throws IOException {
        Path script = Files.createDirectories(directory.resolve("bin")).resolve("wsrep_sst_copied");
        Files.writeString(script, """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                    case "$1" in
                        --role) role=$2; shift ;;
                        --address) address=$2; shift ;;
                        --gtid) position=$2; shift ;;
                        --bypass) bypass=yes ;;
                        --mysqld-args) break ;;
                    esac
                    shift
                done
                meet="%s/from-$(echo "$address" | tr -c '0-9\\n' -)"
                if [ "$role" = joiner ]; then
                    rm -f "$meet"
                    echo "ready $address"
                    until [ -s "$meet" ]; do sleep 0.1; done
                    cat "$meet"
                else
                    [ "${bypass:-}" = yes ] || exit 1
                    echo "$position" >"$meet.new"
                    mv "$meet.new" "$meet"
                    echo "done $position"
                fi
                """.formatted(directory));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void install() throws Exception {
        run("mariadb-install-db", "--no-defaults", "--user=root", "--datadir=" + data(0), "--skip-test-db");
        Files.writeString(data(0).resolve("grastate.dat"), state("0"));
    }

    private static String state(String position) {
        return "# GALERA saved state\nversion: 2.1\nuuid: " + CLUSTER + "\nseqno: " + position
                + "\nsafe_to_bootstrap: 1\n";
    }

    private String position() throws IOException {
        return Files.readAllLines(data(0).resolve("grastate.dat")).stream()
                .filter(line -> line.startsWith("seqno:"))
                .map(line -> line.substring("seqno:".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private Path users() throws IOException {
        return Files.write(
                directory.resolve("users.sql"),
                List.of(
                        "CREATE USER IF NOT EXISTS shiponce@'%' IDENTIFIED BY '';",
                        "GRANT ALL ON *.* TO shiponce@'%' WITH GRANT OPTION;"));
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("install.log").toFile())
                .start();
        if (!process.waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(Files.readString(directory.resolve("install.log")));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("galera.cache") && !file.endsWith("gvwstate.dat")) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
            }
        }
    }

    private Process launch(int node, String... more) throws IOException {
        StringBuilder others = new StringBuilder();
        for (int port : groupPorts) {
            others.append(others.isEmpty() ? "gcomm://" : ",")
                    .append("127.0.0.1:")
                    .append(port);
        }
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--user=root",
                "--datadir=" + data(node),
                "--socket=" + directory.resolve("socket-" + node),
                "--pid-file=" + directory.resolve("pid-" + node),
                "--port=" + ports[node],
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--server-id=" + (node + 1),
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--innodb-buffer-pool-size=64M",
                "--wsrep-on=ON",
                "--wsrep-provider=" + PROVIDER,
                "--wsrep-cluster-name=shiponce",
                "--wsrep-node-name=node-" + (node + 1),
                "--wsrep-node-address=127.0.0.1",
                "--wsrep-cluster-address=" + others,
                "--wsrep-sst-method=copied",
                "--wsrep-sst-receive-address=127.0.0.1:" + copyPorts[node],
                "--wsrep-provider-options=base_port=" + groupPorts[node] + ";gmcast.listen_addr=tcp://127.0.0.1:"
                        + groupPorts[node] + ";ist.recv_addr=127.0.0.1:" + transferPorts[node] + ";gcache.size=64M"
                        + PATIENCE));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("node-" + (node + 1) + ".log").toFile()));
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, own) -> own + ":" + path);
        return Processes.start(builder);
    }

    private Path data(int node) {
        return directory.resolve("data-" + (node + 1));
    }

    /** A new database, once all nodes have it. */
    void create(String database) throws Exception {
        try (Connection connection = connect(0);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        for (int node = 1; node < NODES; node++) {
            int other = node;
            Await.until(
                    STARTS_WITHIN,
                    () -> "no database at node " + other,
                    () -> query(
                                    other,
                                    "SELECT count(*) FROM information_schema.schemata WHERE schema_name = '" + database
                                            + "'")
                            .equals("1"));
        }
    }

    /** As the program is told about it: new connections go to this node, or while that refuses them to the next one. */
    String database(String name, int first) {
        StringBuilder hosts = new StringBuilder();
        for (int i = 0; i < NODES; i++) {
            hosts.append(i == 0 ? "" : ",").append("127.0.0.1:").append(ports[(first + i) % NODES]);
        }
        return "jdbc:mariadb://" + hosts + "/" + name + "?user=shiponce";
    }

    /** This node alone. */
    String databaseAt(String name, int node) {
        return "jdbc:mariadb://127.0.0.1:" + ports[node] + "/" + name + "?user=shiponce";
    }

    private Connection connect(int node) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + ports[node] + "/?connectTimeout=2000&socketTimeout=5000", "shiponce", "");
    }

    private String query(int node, String sql) throws SQLException {
        try (Connection connection = connect(node);
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            return results.next() ? results.getString(1) : "";
        }
    }

    /** Until this node is in step with so many, itself included. */
    void awaitSize(int node, int size) throws Exception {
        String wanted = size + " Synced";
        Await.until(STARTS_WITHIN, () -> "node " + (node + 1) + " is not: " + wanted + "\n" + log(node), () -> {
            try {
                return query(
                                node,
                                "SELECT group_concat(variable_value ORDER BY variable_name SEPARATOR ' ')"
                                        + " FROM information_schema.global_status WHERE variable_name IN"
                                        + " ('WSREP_CLUSTER_SIZE', 'WSREP_LOCAL_STATE_COMMENT')")
                        .equals(wanted);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    private String log(int node) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("node-" + (node + 1) + ".log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** SIGKILL. */
    void kill(int node) throws InterruptedException {
        processes.get(node).destroyForcibly().waitFor();
    }

    /** SIGSTOP: it misses everything, its own end included. */
    void pause(int node) throws Exception {
        signal("STOP", node);
    }

    /** SIGCONT. It does not know yet that it was given up. */
    void goOn(int node) throws Exception {
        signal("CONT", node);
    }

    /** From the other nodes, while its clients still reach it; and back. */
    void isolate(int node, boolean isolated) throws SQLException {
        option(node, "gmcast.isolate=" + (isolated ? 1 : 0));
    }

    /** Of the first node. */
    void option(String setting) throws SQLException {
        option(0, setting);
    }

    private void option(int node, String setting) throws SQLException {
        try (Connection connection = connect(node);
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL wsrep_provider_options = '" + setting + "'");
        }
    }

    private void signal(String name, int node) throws Exception {
        new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(processes.get(node).pid()))
                .start()
                .waitFor();
    }

    private void stop(int node) throws Exception {
        processes.get(node).destroy();
        if (!processes.get(node).waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("a node does not stop: " + log(node));
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }
}
