package io.shiponce.carrier.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A simulated carrier on this machine's loopback address, speaking the HTTP interface that its settings name.
 *
 * <p>Safe for any thread. One thread per connection, mostly asleep; at most {@value #MAX_CONNECTIONS} connections, more are
 * cut before anything is read. Each create stands in the ledger before its answer leaves: killed at any instant, the carrier
 * has executed what the ledger says, and a new one on the same file remembers it.
 */
public final class CarrierServer implements AutoCloseable {
    /** The most connections at once. */
    public static final int MAX_CONNECTIONS = 2_000;

    private static final int BACKLOG = 1_024;

    private final ServerSocket listener;
    private final Book book;
    private final Desk desk;
    private final CarrierSettings settings;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final Thread acceptor;

    private CarrierServer(CarrierSettings settings, Face face, Book book, ServerSocket listener) {
        this.settings = settings;
        this.book = book;
        this.listener = listener;
        this.desk = new Desk(settings, face, book);
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                MAX_CONNECTIONS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, "carrier-" + count.incrementAndGet()));
        this.acceptor = daemon(this::accept, "carrier-accept");
    }

    /**
     * Opens the ledger, listens and returns.
     *
     * @throws IOException if the ledger cannot be read or written, belongs to a running carrier, or the port is taken
     */
    public static CarrierServer start(CarrierSettings settings) throws IOException {
        Face face = settings.api().face(settings.level());
        Book book = Book.open(settings.ledger(), settings.level(), face::trackingNumber);
        try {
            ServerSocket listener = new ServerSocket(settings.port(), BACKLOG, InetAddress.getLoopbackAddress());
            CarrierServer server = new CarrierServer(settings, face, book, listener);
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            book.close();
            throw e;
        }
    }

    /** The port it listens at. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The base URL for the setting {@code url} of the adapter that speaks its interface. */
    public URI url() {
        return URI.create("http://localhost:" + port() + settings.api().path());
    }

    /** Waits until the server is closed, or the waiting thread is interrupted. */
    public void join() throws InterruptedException {
        acceptor.join();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // Closed, or one client vanished while it was being accepted: the loop's condition tells.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        Connection connection = new Connection(socket, desk, settings.hangFor());
        sockets.add(socket);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    sockets.remove(socket);
                }
            });
        } catch (RejectedExecutionException e) {
            sockets.remove(socket);
            socket.close();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Cuts every connection, as a crash would, and closes the ledger. Returns when no thread writes to it any more. */
    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        try {
            acceptor.join(TimeUnit.SECONDS.toMillis(5));
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            book.close();
        }
    }
}
