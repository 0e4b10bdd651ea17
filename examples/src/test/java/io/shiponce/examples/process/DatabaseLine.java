package io.shiponce.examples.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The line between engines and their database. It follows what is said on it, so that a fault strikes right at a commit. Safe for
 * any thread.
 */
final class DatabaseLine implements AutoCloseable {
    /** In this part of a call an engine has not given up, and has little time left. */
    private static final double LATE = 0.6;

    private final int behind;
    private final Duration late;
    private final AtomicReference<Strike> armed = new AtomicReference<>();
    private final Set<DatabaseConversation> conversations = ConcurrentHashMap.newKeySet();
    private final Line line;
    private volatile boolean silent;

    /** To the server at this port, for engines whose calls of the store take so long at most. */
    DatabaseLine(int port, Duration callTimeout) throws IOException {
        this.behind = port;
        this.late = Duration.ofMillis((long) (callTimeout.toMillis() * LATE));
        this.line = new Line(port, this::carry);
    }

    /** A fault that strikes once. */
    static final class Strike {
        private final DatabaseFault fault;
        private final AtomicLong bytesLeft;
        private final CompletableFuture<Boolean> struck = new CompletableFuture<>();

        private Strike(DatabaseFault fault, long bytes) {
            this.fault = fault;
            this.bytesLeft = new AtomicLong(bytes);
        }

        DatabaseFault fault() {
            return fault;
        }

        boolean hasStruck() {
            return struck.isDone();
        }

        void struck(boolean committed) {
            struck.complete(committed);
        }

        /** Once it has struck: whether the database said that it had committed, and the engine never heard of it in time. */
        boolean committedUnheard() {
            return struck.join();
        }
    }

    /** The same database, over this line; unencrypted, so that the line understands what is said. */
    String through(String url) {
        return url.replace(":" + behind + "/", ":" + line.port() + "/") + "&sslmode=disable&gssEncMode=disable";
    }

    /** Strikes at the next occasion; a reset within a message after so many bytes. */
    Strike arm(DatabaseFault fault, long bytes) {
        Strike strike = new Strike(fault, bytes);
        armed.set(strike);
        return strike;
    }

    /** All is well again; what was swallowed stays lost, and its connections are reset. */
    void heal() throws IOException {
        armed.set(null);
        silent = false;
        conversations.forEach(DatabaseConversation::endIfLost);
        line.listenAgain();
    }

    private void carry(Link link) throws IOException, InterruptedException {
        DatabaseConversation conversation = new DatabaseConversation(this, link);
        conversations.add(conversation);
        try {
            if (silent) {
                conversation.lose();
            }
            conversation.carry();
        } finally {
            conversations.remove(conversation);
        }
    }

    Duration late() {
        return late;
    }

    Optional<Strike> armed() {
        return Optional.ofNullable(armed.get());
    }

    /** Whether the caller is the one who strikes. */
    boolean take(Strike strike) {
        return armed.compareAndSet(strike, null);
    }

    /** How many bytes of a message of so many still pass; empty if all of them. */
    Optional<Integer> cut(DatabaseFault reset, int bytes) {
        Strike strike = armed.get();
        if (strike == null || strike.fault != reset) {
            return Optional.empty();
        }
        long left = strike.bytesLeft.getAndAdd(-bytes);
        if (left >= bytes || !take(strike)) {
            return Optional.empty();
        }
        strike.struck(false);
        return Optional.of((int) Math.max(0, left));
    }

    /** From now on nothing passes, on old connections and new ones. */
    void blackHole() {
        silent = true;
        conversations.forEach(DatabaseConversation::lose);
    }

    void refuse() throws IOException, InterruptedException {
        line.refuse();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
