package io.shiponce.benchmarks.lab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Asks the contender's endpoint at a fixed pace over one connection, from outside. An answer's time counts from when it should have
 * been asked for: a page that hangs delays those behind it, as it would people's.
 */
final class EndpointProbe {
    private static final long PERIOD_NANOS = 5_000_000;
    private static final int WARM_UP = 200;
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final Thread thread = new Thread(this::run, "probe");
    private final LongStream.Builder times = LongStream.builder();
    private volatile boolean stopped;
    private volatile String failure = "";

    private EndpointProbe(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        thread.setDaemon(true);
    }

    /** Connects, and asks often enough for the endpoint's code to be compiled. */
    static EndpointProbe connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        EndpointProbe probe = new EndpointProbe(socket);
        for (int i = 0; i < WARM_UP; i++) {
            probe.ask();
        }
        return probe;
    }

    void start() {
        thread.start();
    }

    private void run() {
        long due = System.nanoTime();
        try {
            while (!stopped) {
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                    continue;
                }
                ask();
                times.add(System.nanoTime() - due);
                due += PERIOD_NANOS;
            }
        } catch (IOException e) {
            failure = e.toString();
        }
    }

    private void ask() throws IOException {
        socket.getOutputStream().write(REQUEST);
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (in.readNBytes(length).length < length) {
            throw new IOException("the endpoint's answer ends too early");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the endpoint closed the connection");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** All times in milliseconds, shortest first. */
    double[] stop() throws InterruptedException, IOException {
        stopped = true;
        thread.join(60_000);
        socket.close();
        if (!failure.isEmpty()) {
            throw new IOException("the endpoint could not be asked: " + failure);
        }
        double[] millis = times.build().mapToDouble(nanos -> nanos / 1e6).toArray();
        Arrays.sort(millis);
        return millis;
    }

    /** What {@code share} of all are not above. */
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }
}
