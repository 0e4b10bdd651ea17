package io.shiponce.examples.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP line between two processes of this machine, on which everything can go wrong. Who calls knows this port only; each of its
 * connections becomes a {@link Link} to the port behind it. Safe for any thread.
 */
final class Line implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final int behind;
    private final Traffic traffic;
    private final int port;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private Thread acceptor;

    /** Keeps the port while nobody listens at it, so that nobody else gets it and nobody is connected with himself. */
    private Socket reserved;

    private boolean closed;

    /** What happens on one connection, on a thread of its own, until it ends. */
    @FunctionalInterface
    interface Traffic {
        void carry(Link link) throws IOException, InterruptedException;
    }

    Line(int behind, Traffic traffic) throws IOException {
        this.behind = behind;
        this.traffic = traffic;
        listener = listen(0);
        port = listener.getLocalPort();
        acceptor = accept(listener);
    }

    int port() {
        return port;
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        listener.bind(address(port), BACKLOG);
        return listener;
    }

    /** Bound beside the listener: the port is never free for anybody else, not for a moment. */
    private static Socket reserve(int port) throws IOException {
        Socket reserved = new Socket();
        reserved.setReuseAddress(true);
        reserved.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        reserved.bind(address(port));
        return reserved;
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Thread accept(ServerSocket from) {
        return daemon("line-accept", () -> {
            while (!from.isClosed()) {
                try {
                    Socket near = from.accept();
                    daemon("line-" + near.getPort(), () -> serve(near));
                } catch (IOException e) {
                    // Closed, or the caller vanished while it was being accepted: the loop's condition tells.
                }
            }
        });
    }

    private void serve(Socket near) {
        Link link = new Link(near, new Socket());
        links.add(link);
        try {
            link.connect(address(behind));
            traffic.carry(link);
        } catch (IOException e) {
            // Cut, by one of its ends or by a fault.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            links.remove(link);
            link.close();
        }
    }

    /** Resets all connections, and refuses new ones until {@link #listenAgain}. */
    synchronized void refuse() throws IOException, InterruptedException {
        if (!closed && reserved == null) {
            reserved = reserve(port);
            listener.close();
            // Only then does it refuse.
            acceptor.join();
            resetAll();
        }
    }

    synchronized void listenAgain() throws IOException {
        if (!closed && reserved != null) {
            listener = listen(port);
            acceptor = accept(listener);
            reserved.close();
            reserved = null;
        }
    }

    void resetAll() {
        links.forEach(Link::reset);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        listener.close();
        if (reserved != null) {
            reserved.close();
        }
        resetAll();
    }
}
