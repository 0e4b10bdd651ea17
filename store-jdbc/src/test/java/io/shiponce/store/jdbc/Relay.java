package io.shiponce.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a driver and its server, and can stop reading what the driver writes, as a server does that is stopped or cut off. */
final class Relay implements AutoCloseable {
    private final ServerSocket clients;
    private final String host;
    private final int port;
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicLong allowed = new AtomicLong(Long.MAX_VALUE);
    private volatile CountDownLatch reading = new CountDownLatch(0);

    private Relay(ServerSocket clients, URI server) {
        this.clients = clients;
        this.host = server.getHost();
        this.port = server.getPort();
    }

    static Relay to(String url) throws IOException {
        ServerSocket clients = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Relay relay = new Relay(clients, URI.create(url.replaceFirst("^jdbc:", "")));
        start(relay::accept);
        return relay;
    }

    /** The same address by this way. */
    String url(String url) {
        return url.replaceFirst("//[^/]*/", "//localhost:" + clients.getLocalPort() + "/");
    }

    /** What comes first is still read: only who has more to write finds nobody. */
    void stopReadingAfter(int bytes) {
        reading = new CountDownLatch(1);
        allowed.set(bytes);
    }

    void goOn() {
        allowed.set(Long.MAX_VALUE);
        reading.countDown();
    }

    private void accept() throws IOException, InterruptedException {
        while (true) {
            Socket client = clients.accept();
            Socket server = new Socket(host, port);
            sockets.add(client);
            sockets.add(server);
            start(() -> pass(client, server, true));
            start(() -> pass(server, client, false));
        }
    }

    private void pass(Socket from, Socket to, boolean mayStop) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 14];
        InputStream in = from.getInputStream();
        try (from;
                to) {
            while (true) {
                int read = in.read(buffer);
                if (read < 0) {
                    // Nor would the other side hear of it, were it cut off.
                    reading.await();
                    return;
                }
                if (mayStop && allowed.addAndGet(-read) < 0) {
                    reading.await();
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // One of the two sides is gone, or the relay.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        goOn();
        clients.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
