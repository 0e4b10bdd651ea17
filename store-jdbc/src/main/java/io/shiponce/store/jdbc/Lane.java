package io.shiponce.store.jdbc;

import io.shiponce.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sort of calls: each is one transaction on one connection, within the store's call timeout; only so many of them run at
 * once. What is stuck in one lane does not hold up another.
 *
 * <p>Safe for any thread. After a failure the connection is dropped, and the next call opens another one. A crash leaves what
 * was committed.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MAX_TRIES = 5;

    private final String name;
    private final Connector connector;
    private final Semaphore free;
    private final IdleSessions idle;

    /** One call's work. It may run again after a transaction that surely was not committed. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    Lane(String name, Connector connector, IdleSessions idle, int connections) {
        this.name = name;
        this.connector = connector;
        this.idle = idle;
        this.free = new Semaphore(connections, true);
    }

    /** Returns what the work returned, committed; or throws, and the outcome is unknown. */
    <T> T call(Dialect.Mode mode, Work<T> work) {
        return call(mode, deadline(), work);
    }

    /** Of a call that begins now. */
    Deadline deadline() {
        return Deadline.in(connector.config().callTimeout());
    }

    /** The same for one of several transactions of a call. */
    <T> T call(Dialect.Mode mode, Deadline deadline, Work<T> work) {
        Semaphore turn =
                mode == Dialect.Mode.READ ? null : connector.config().dialect().writersTurn();
        acquire(free, deadline);
        try {
            if (turn == null) {
                return repeat(mode, work, deadline);
            }
            acquire(turn, deadline);
            try {
                return repeat(mode, work, deadline);
            } finally {
                turn.release();
            }
        } finally {
            free.release();
        }
    }

    private void acquire(Semaphore permit, Deadline deadline) {
        try {
            if (!permit.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new StoreException(name + ": other calls kept the connection busy for the whole call timeout");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(name + ": interrupted while waiting for a connection", e);
        }
    }

    private <T> T repeat(Dialect.Mode mode, Work<T> work, Deadline deadline) {
        for (int tries = 1; ; tries++) {
            if (idle.isClosed()) {
                throw new StoreException(name + ": the store is closed");
            }
            Attempt attempt = new Attempt(mode, deadline);
            try {
                return attempt.run(work);
            } catch (SQLException e) {
                if (!attempt.mayBeRepeated(e) || tries == MAX_TRIES || deadline.isOver()) {
                    throw unknown(e);
                }
            }
        }
    }

    private StoreException unknown(SQLException failure) {
        Dialect dialect = connector.config().dialect();
        SQLException shown = dialect.shown(failure);
        return new StoreException(
                name + " at " + connector.shown() + ": " + shown.getMessage() + Dialect.state(failure)
                        + dialect.advice(failure),
                shown);
    }

    /** One transaction. */
    private final class Attempt {
        private final Dialect.Mode mode;
        private final Deadline deadline;
        private boolean reused;
        private boolean answered;

        Attempt(Dialect.Mode mode, Deadline deadline) {
            this.mode = mode;
            this.deadline = deadline;
        }

        <T> T run(Work<T> work) throws SQLException {
            Session session = borrow();
            Overtime overtime = Overtime.watch(session, deadline);
            try {
                return run(work, session);
            } finally {
                overtime.end();
            }
        }

        private <T> T run(Work<T> work, Session session) throws SQLException {
            boolean committed = false;
            try {
                session.beginning();
                session.config().dialect().begin(session, mode);
                T result = work.run(session);
                session.commit();
                committed = true;
                return result;
            } finally {
                answered = session.isAnswered();
                if (committed) {
                    idle.giveBack(session);
                } else {
                    drop(session);
                }
            }
        }

        private Session borrow() throws SQLException {
            Session session = idle.take();
            while (session != null && !connector.mayBeUsed(session)) {
                IdleSessions.close(session);
                session = idle.take();
            }
            reused = session != null;
            if (session == null) {
                return connector.connect(deadline);
            }
            session.extend(deadline);
            return session;
        }

        /** Only where nothing can have been written: a conflict that undid all, or a connection found dead by the first statement. */
        boolean mayBeRepeated(SQLException failure) {
            Dialect dialect = connector.config().dialect();
            boolean foundDead = reused && dialect.isBroken(failure) && (!answered || mode == Dialect.Mode.READ);
            if (foundDead) {
                LOG.info("event=SO-106 use={} A connection was lost while idle; trying a new one", name);
                idle.dropAll();
            }
            return foundDead || dialect.lostToOthers(failure);
        }
    }

    private static void drop(Session session) {
        try {
            session.rollback();
        } catch (SQLException e) {
            LOG.debug("rollback failed; the connection is closed all the same", e);
        }
        IdleSessions.close(session);
    }
}
