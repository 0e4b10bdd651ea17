package io.shiponce.store.jdbc;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says of each transaction of one session whether it was committed, whatever its COMMIT was answered (R4). A node of a cluster
 * undoes a transaction for another node's at any time, and reports it to whichever statement comes next; what follows runs in a new
 * transaction, whose commit succeeds. So
 *
 * <ul>
 *   <li>a transaction begins by writing its number, and ends by marking that row: the row is not there any more if it was undone in
 *       the middle;
 *   <li>after COMMIT, the row is read in another transaction, which waits until the node has seen all that its cluster had ordered
 *       before, this commit included; a node that is not among the majority gives no answer.
 * </ul>
 *
 * <p>Not for threads, as the session is not. After a crash the row of a session stays for a day.
 */
final class CommitProof {
    private static final String NOW = "UTC_TIMESTAMP()";
    private static final String BEGIN =
            "INSERT INTO {mark} (session, transaction_number, complete, at) VALUES (?, ?, FALSE, " + NOW
                    + ") ON DUPLICATE KEY UPDATE transaction_number = VALUES(transaction_number), complete = FALSE, at = "
                    + NOW;
    private static final String COMPLETE =
            "UPDATE {mark} SET complete = TRUE WHERE session = ? AND transaction_number = ? AND complete = FALSE";
    private static final String KEPT =
            "SELECT m.complete FROM {mark} m WHERE m.session = ? AND m.transaction_number = ? AND m.complete = TRUE";
    private static final String FORGET = "DELETE FROM {mark} WHERE at < " + NOW + " - INTERVAL 1 DAY";

    private final Session session;
    private final String name = UUID.randomUUID().toString();
    private long transaction;
    private boolean begun;

    CommitProof(Session session) {
        this.session = session;
    }

    /** Harmless if it was called in this transaction before. */
    void begin() throws SQLException {
        if (begun) {
            return;
        }
        if (transaction == 0) {
            session.update(session.sql().sql(FORGET), Session.Binding.NOTHING);
        }
        transaction++;
        session.update(session.sql().sql(BEGIN), this::bind);
        begun = true;
    }

    private void bind(Params params) throws SQLException {
        params.text(name).number(transaction);
    }

    /** Returns if what was written is there for good; throws what {@link Dialect#lostToOthers} knows if nothing of it is. */
    void commit() throws SQLException {
        if (!begun) {
            session.connection().commit();
            return;
        }
        if (session.update(session.sql().sql(COMPLETE), this::bind) != 1) {
            throw undone(null);
        }
        begun = false;
        SQLException failure = send();
        if (!isKept(failure)) {
            throw undone(failure);
        }
    }

    /** Not by the driver's method, which sends nothing if it believes that no transaction is open. */
    private @Nullable SQLException send() {
        try {
            session.execute("COMMIT");
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private boolean isKept(@Nullable SQLException failure) throws SQLException {
        try {
            // A transaction that is still open would see its own row.
            session.execute("ROLLBACK");
            boolean kept = session.first(session.sql().sql(KEPT), this::bind, row -> true)
                    .isPresent();
            session.execute("ROLLBACK");
            return kept;
        } catch (SQLException e) {
            // Without a code by which it would look like a transaction that was undone.
            SQLException unknown = new SQLException("whether it was committed cannot be read: " + e.getMessage(), e);
            if (failure != null) {
                unknown.addSuppressed(failure);
            }
            throw unknown;
        }
    }

    private static SQLException undone(@Nullable SQLException failure) {
        return new SQLException("the cluster has undone the transaction", "40001", MariaDbDialect.DEADLOCK, failure);
    }
}
