package io.shiponce.benchmarks.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The most that a carrier takes, asked over plain sockets: whoever is slower than that is not held up by it. */
final class Ceiling {
    private static final int ANSWER = 4_096;

    private Ceiling() {}

    static double of(URI carrier, int connections, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long from = System.nanoTime();
            List<Callable<Integer>> all = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                int number = connection;
                all.add(() -> posts(carrier, number, from + time.toNanos()));
            }
            long sum = 0;
            for (Future<Integer> one : threads.invokeAll(all)) {
                sum += one.get();
            }
            return sum * 1e9 / (System.nanoTime() - from);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int posts(URI carrier, int connection, long until) throws IOException {
        byte[] answer = new byte[ANSWER];
        int count = 0;
        try (Socket socket = new Socket(carrier.getHost(), carrier.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            while (System.nanoTime() - until < 0) {
                socket.getOutputStream().write(post(connection + "-" + ++count));
                // Its answers come in one write; a second line of JSON would be a mistake elsewhere.
                if (in.read(answer) < 0 || answer[9] != '2') {
                    throw new IOException("the carrier does not accept");
                }
            }
        }
        return count;
    }

    private static byte[] post(String reference) {
        String body = "{\"reference\":\"" + reference + "\",\"padding\":\"" + "x".repeat(400) + "\"}";
        return ("POST /v1/consignments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Idempotency-Key: " + reference + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
