package io.shiponce.store.jdbc;

import io.shiponce.store.Quarantine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a call reads first: the store's clock, once (S8), and what all engines share; {@code strays} grows with each evidence of a
 * shipment that nobody knows.
 *
 * <p>Immutable and safe for any thread.
 */
record Moment(
        Instant now,
        long incarnation,
        long strays,
        @Nullable Quarantine quarantine) {

    static Moment read(Session session) throws SQLException {
        return read(session, session.sql().moment);
    }

    /** Inside a caller's transaction, which may have begun before a restore and be kept from seeing it by its isolation. */
    static Moment readShared(Session session) throws SQLException {
        return read(session, session.sql().sharedMoment);
    }

    private static Moment read(Session session, String sql) throws SQLException {
        return session.first(sql, Session.Binding.NOTHING, row -> {
                    Long databaseTime = row.longNumberOrNull();
                    long incarnation = row.longNumber();
                    long strays = row.longNumber();
                    Instant restoredAt = row.timeOrNull();
                    Duration quiet = row.durationOrNull();
                    return new Moment(
                            session.config().now(databaseTime),
                            incarnation,
                            strays,
                            restoredAt == null || quiet == null ? null : new Quarantine(restoredAt, quiet));
                })
                .orElseThrow(() ->
                        new SQLException("the table " + session.sql().names().table("meta") + " is empty"));
    }
}
