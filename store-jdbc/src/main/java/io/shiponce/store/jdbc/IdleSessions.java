package io.shiponce.store.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that no call is using, of all lanes. The one used last is taken first, so that calls which do not overlap share
 * one; those that an overlap has left over are closed after a while.
 *
 * <p>Safe for any thread.
 */
final class IdleSessions implements AutoCloseable {
    static final Duration KEPT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(IdleSessions.class);

    private final LongSupplier nanos;
    private final Deque<Idle> sessions = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Session session, long sinceNanos) {}

    IdleSessions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized @Nullable Session take() {
        Idle idle = sessions.pollFirst();
        return idle == null ? null : idle.session();
    }

    void giveBack(Session session) {
        put(session).forEach(IdleSessions::close);
    }

    /** Returns those that are not kept. */
    private synchronized List<Session> put(Session session) {
        if (closed) {
            return List.of(session);
        }
        List<Session> leftOver = new ArrayList<>();
        long now = nanos.getAsLong();
        sessions.addFirst(new Idle(session, now));
        while (now - sessions.getLast().sinceNanos() > KEPT.toNanos()) {
            leftOver.add(sessions.removeLast().session());
        }
        return leftOver;
    }

    /** What one of them has met, such as the end of a server, the others have met as well. */
    void dropAll() {
        takeAll().forEach(IdleSessions::close);
    }

    private synchronized List<Session> takeAll() {
        List<Session> all = sessions.stream().map(Idle::session).toList();
        sessions.clear();
        return all;
    }

    static void close(Session session) {
        try {
            session.connection().close();
        } catch (SQLException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }

    /** What is under way goes on, and its connection is closed after it. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        dropAll();
    }
}
