package io.shiponce.examples.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One server in a process of its own, which listens at a port of this machine. It ends with this JVM at the latest. For one thread. */
final class ServerProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final int ENDS_WITHIN_SECONDS = 30;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Returns when it listens. */
    static ServerProcess start(List<String> command, int port, Path log) throws Exception {
        Process process = Processes.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        Await.until(STARTS_WITHIN, () -> command + " does not listen: see " + log, () -> listens(port));
        return new ServerProcess(process);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Each call another one, and below those that a system gives to whoever does not mind: nobody takes it before the server
     * listens.
     */
    static int freePort() throws IOException {
        for (int tries = 0; ; tries++) {
            int port = FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS;
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                if (tries == PORTS) {
                    throw e;
                }
            }
        }
    }

    static void kill(ProcessHandle process) throws Exception {
        process.destroyForcibly();
        process.onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    void kill() throws Exception {
        kill(process.toHandle());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.onExit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}
