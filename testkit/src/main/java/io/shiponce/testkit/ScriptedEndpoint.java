package io.shiponce.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An HTTP/1.1 server on the loopback address that keeps every request from its first line on, and reacts as a script says:
 * with an answer, half an answer, silence, a cut. It is made of plain sockets, so that nothing between it and a client repeats,
 * repairs or hides anything.
 *
 * <p>Safe for any thread; each connection has a thread of its own, on which the script is called and may wait. Closing it ends all
 * connections at once.
 */
public final class ScriptedEndpoint implements AutoCloseable {
    private static final Duration TRICKLE = Duration.ofMillis(20);
    private static final int BACKLOG = 256;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "scripted-endpoint");
        thread.setDaemon(true);
        return thread;
    });

    /** What an endpoint does. Called by many threads at once. */
    @FunctionalInterface
    public interface Script {
        /** The reaction to a whole request. */
        ScriptedReaction to(ScriptedRequest request);

        /** The reaction as soon as the first line was read, before the rest; empty to read on. */
        default Optional<ScriptedReaction> toFirstLine(ScriptedRequest begun) {
            return Optional.empty();
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<ScriptedRequest> requests = new ArrayList<>();
    private final Set<Socket> sockets = new HashSet<>();
    private int connections;

    private ScriptedEndpoint(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** Listens on a free port of the loopback address. */
    public static ScriptedEndpoint start(Script script) throws IOException {
        ScriptedEndpoint endpoint =
                new ScriptedEndpoint(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), script);
        THREADS.execute(endpoint::accept);
        return endpoint;
    }

    /** Where it listens, for example {@code http://127.0.0.1:40001}. */
    public URI url() {
        return URI.create("http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
    }

    /** Every request whose first line came, in the order in which they began; those that were cut have no headers. */
    public synchronized List<ScriptedRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were made to it. */
    public synchronized int connections() {
        return connections;
    }

    /** Waits until the requests are as wanted, at most so long; returns whether they are. */
    public synchronized boolean await(Predicate<List<ScriptedRequest>> wanted, Duration atMost)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!wanted.test(List.copyOf(requests))) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                if (!keep(socket)) {
                    socket.close();
                    return;
                }
                THREADS.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // It was closed.
            }
        }
    }

    private synchronized boolean keep(Socket socket) {
        connections++;
        return closed.getCount() > 0 && sockets.add(socket);
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestReader reader = new RequestReader(socket.getInputStream());
            boolean answers = true;
            for (Optional<ScriptedRequest> next = reader.firstLine(); next.isPresent(); next = reader.firstLine()) {
                ScriptedRequest begun = next.get();
                int place = began(begun);
                Optional<ScriptedReaction> early = answers ? script.toFirstLine(begun) : Optional.empty();
                if (early.isPresent()) {
                    if (!react(early.get(), socket)) {
                        return;
                    }
                    answers = false;
                }
                ScriptedRequest head = reader.withHeaders(begun);
                if (answers && head.header("Expect").isPresent()) {
                    write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                }
                ScriptedRequest whole = reader.withBody(head);
                arrived(place, whole);
                if (answers) {
                    ScriptedReaction reaction = script.to(whole);
                    if (!react(reaction, socket)) {
                        return;
                    }
                    answers = reaction.ending() == ScriptedReaction.Ending.KEEP_OPEN;
                }
            }
        } catch (IOException e) {
            // The client gave up, or the endpoint was closed.
        } finally {
            forget(socket);
        }
    }

    private synchronized void forget(Socket socket) {
        sockets.remove(socket);
    }

    private synchronized int began(ScriptedRequest begun) {
        requests.add(begun);
        notifyAll();
        return requests.size() - 1;
    }

    private synchronized void arrived(int place, ScriptedRequest whole) {
        requests.set(place, whole);
        notifyAll();
    }

    /** Returns whether the connection is still read from. */
    private boolean react(ScriptedReaction reaction, Socket socket) throws IOException {
        write(socket, reaction.bytes());
        switch (reaction.ending()) {
            case KEEP_OPEN, SILENCE -> {
                return true;
            }
            case HALF_CLOSE -> {
                socket.shutdownOutput();
                return true;
            }
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSE -> socket.shutdownOutput();
            case TRICKLE -> trickle(socket);
        }
        return false;
    }

    private void trickle(Socket socket) throws IOException {
        try {
            while (!closed.await(TRICKLE.toNanos(), TimeUnit.NANOSECONDS)) {
                write(socket, " ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Socket socket, String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        List<Socket> open;
        synchronized (this) {
            closed.countDown();
            open = List.copyOf(sockets);
        }
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
