package io.shiponce.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a data source for connections on threads that have nothing else to do. A source that hands out the connection of the
 * thread's open transaction finds none there, so that a claim never joins a caller's (R11). And however long a pool makes its
 * callers wait: a call waits no longer than it has time.
 *
 * <p>Safe for any thread. A connection that comes too late is closed, which gives it back to its pool.
 */
final class OwnThread {
    private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

    /** As many as can be used at once: a pool that never answers costs no more threads than this. */
    private static final int MOST_WAITING = 5;

    private final DataSource dataSource;
    private final Semaphore waiting = new Semaphore(MOST_WAITING, true);

    OwnThread(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Connection connect(Deadline deadline) throws SQLException {
        CompletableFuture<Connection> connected = new CompletableFuture<>();
        try {
            if (!waiting.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw tooLate();
            }
            start(connected);
            return connected.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(connected);
            throw tooLate();
        } catch (InterruptedException e) {
            abandon(connected);
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a connection", e);
        } catch (ExecutionException e) {
            throw asItWas(e.getCause());
        }
    }

    private static SQLTimeoutException tooLate() {
        return new SQLTimeoutException("the data source gave no connection in time: are all of its pool in use?");
    }

    private void start(CompletableFuture<Connection> connected) {
        try {
            // Not even what a thread inherits from the one that starts it.
            Thread thread = new Thread(null, () -> connect(connected), "shiponce-connect", 0, false);
            thread.setDaemon(true);
            thread.start();
        } catch (RuntimeException | Error e) {
            waiting.release();
            throw e;
        }
    }

    private void connect(CompletableFuture<Connection> connected) {
        try {
            Connection connection = dataSource.getConnection();
            // Some sources look for one only when it is first used, and then on that thread.
            connection.getMetaData();
            if (!connected.complete(connection)) {
                close(connection);
            }
        } catch (Throwable e) {
            connected.completeExceptionally(e);
        } finally {
            waiting.release();
        }
    }

    private static void abandon(CompletableFuture<Connection> connected) {
        if (!connected.cancel(false) && !connected.isCompletedExceptionally()) {
            close(connected.join());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection that came too late could not be closed", e);
        }
    }

    private static SQLException asItWas(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof SQLException sql ? sql : new SQLException(failure);
    }
}
