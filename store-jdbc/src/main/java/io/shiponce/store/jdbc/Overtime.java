package io.shiponce.store.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts off a call that still runs a moment after its deadline. A network timeout bounds how long a driver waits for an answer, not
 * how long it writes to a server that has stopped reading: that ends only when somebody else closes the connection.
 *
 * <p>Safe for any thread. What was cut off may have been committed or not, as after any lost connection.
 */
final class Overtime {
    private static final Logger LOG = LoggerFactory.getLogger(Overtime.class);

    /** The timeouts of the driver and of the server come first, and the rollback after them. */
    private static final long GRACE_MILLIS = 2_000;

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    private Overtime() {}

    /** From now until its {@link #end}. */
    static Overtime watch(Session session, Deadline deadline) {
        Overtime overtime = new Overtime();
        if (session.dialect().canBeCutOff()) {
            CompletableFuture<Void> unused = overtime.over
                    .orTimeout(deadline.millisLeft() + GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    .exceptionally(late -> cutOff(session));
        }
        return overtime;
    }

    /** On a thread of its own: a driver may look for the server before it closes the connection. */
    private static @Nullable Void cutOff(Session session) {
        Thread thread = new Thread(() -> abort(session), "shiponce-cut-off");
        thread.setDaemon(true);
        thread.start();
        return null;
    }

    private static void abort(Session session) {
        try {
            session.connection().abort(Runnable::run);
            LOG.warn("event=SO-108 A call was cut off after its time: the database did not read what it was sent");
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection could not be cut off", e);
        }
    }

    /** The call is over. */
    void end() {
        over.complete(null);
    }
}
