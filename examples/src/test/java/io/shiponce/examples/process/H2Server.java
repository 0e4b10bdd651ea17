package io.shiponce.examples.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.tools.Server;

/** An H2 server in a process of its own. */
final class H2Server implements MortalServer {
    private final Path directory;
    private final int port;
    private ServerProcess server;

    private H2Server(Path directory, int port, ServerProcess server) {
        this.directory = directory;
        this.port = port;
        this.server = server;
    }

    static H2Server start(Path directory) throws Exception {
        Files.createDirectories(directory);
        int port = ServerProcess.freePort();
        return new H2Server(directory, port, start(directory, port));
    }

    private static ServerProcess start(Path directory, int port) throws Exception {
        String jar = Path.of(Server.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ServerProcess.start(
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-cp",
                        jar,
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        String.valueOf(port),
                        "-ifNotExists",
                        "-baseDir",
                        directory.toString()),
                port,
                directory.resolve("server.log"));
    }

    /** It is made when it is first used. */
    @Override
    public String database(String name) {
        return "jdbc:h2:tcp://localhost:" + port + "/./" + name + ";USER=sa";
    }

    @Override
    public void kill() throws Exception {
        server.kill();
    }

    @Override
    public void startAgain() throws Exception {
        server = start(directory, port);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
