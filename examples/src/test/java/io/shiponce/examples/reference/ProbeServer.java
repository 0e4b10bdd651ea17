package io.shiponce.examples.reference;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A raw socket server that keeps every request it got, and answers the n-th with the n-th reaction of its script, the last one
 * for all after it. It knows nothing of HTTP but where a request ends.
 */
final class ProbeServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<String> script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Closes the connection, with and without a reset; any other reaction is written as it is. */
    static final String CLOSE = "close";

    static final String RESET = "reset";
    static final String SILENCE = "silence";

    ProbeServer(String... script) throws IOException {
        this.script = List.of(script);
        listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String url() {
        return "http://localhost:" + listener.getLocalPort();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return sockets.size();
    }

    static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String accepted(String reference) {
        return answer("201 Created", "", "{\"reference\":\"" + reference + "\",\"trackingNumber\":\"T-1\"}");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (Optional<String> next = request(in); next.isPresent(); next = request(in)) {
                requests.add(next.get());
                String reaction = script.get(Math.min(requests.size(), script.size()) - 1);
                switch (reaction) {
                    case CLOSE -> {
                        return;
                    }
                    case RESET -> {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    case SILENCE -> in.transferTo(java.io.OutputStream.nullOutputStream());
                    default -> socket.getOutputStream().write(reaction.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // The client gave up, or the test is over.
        }
    }

    private static Optional<String> request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return Optional.empty();
            }
            text.append((char) b);
        }
        String head = text.toString().toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length:");
        if (at >= 0) {
            int length = Integer.parseInt(
                    head.substring(at + 15, head.indexOf("\r\n", at)).strip());
            text.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        return Optional.of(text.toString());
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "probe");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
