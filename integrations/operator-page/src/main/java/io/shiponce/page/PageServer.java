package io.shiponce.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves a page by itself, with the JDK's own server.
 *
 * <p>Safe for any thread. Sixteen threads at most, and one for each of those who watch. It speaks HTTP: for browsers on other machines
 * put a proxy with TLS in front of it, and name that one's origin in the {@link PageSettings}. Unless the system property {@code
 * sun.net.httpserver.nodelay} is set, it is set to true: the JDK's server would wait 40 ms within most answers otherwise.
 */
public final class PageServer implements AutoCloseable {
    private static final int THREADS = 16;

    /**
     * The JDK's server writes head and body one after the other; by default the second waits until the browser's kernel, which
     * takes its time, has acknowledged the first. It can be told so by this property only, before the first server of the process.
     */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final OperatorPage page;
    private final HttpServer server;
    private final ExecutorService threads;

    private PageServer(OperatorPage page, HttpServer server, ExecutorService threads) {
        this.page = page;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens and returns.
     *
     * @param address port 0 takes a free one
     * @throws IOException if the address cannot be had
     */
    public static PageServer start(OperatorPage page, InetSocketAddress address) throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        HttpServer server = HttpServer.create(address, 0);
        AtomicInteger count = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "shiponce-page-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", page.handler());
        server.start();
        return new PageServer(page, server, threads);
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends what is open, and the page; the engine goes on. Harmless if repeated. */
    @Override
    public void close() {
        page.close();
        server.stop(0);
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
