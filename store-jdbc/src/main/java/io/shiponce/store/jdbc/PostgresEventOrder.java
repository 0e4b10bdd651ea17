package io.shiponce.store.jdbc;

import java.sql.SQLException;

/**
 * S11 for PostgreSQL: a transaction with a lower id may commit later. So an event is shown only when every transaction that
 * could write one before it has ended. A transaction that stays open anywhere in the cluster delays events, and loses none.
 *
 * <p>A backup restored by dump and reload starts with other transaction ids; the incarnation, raised by every restore, and by a
 * move to a server whose ids are lower, comes first for that reason, and of an earlier one nothing can be under way.
 */
final class PostgresEventOrder implements Dialect.EventOrder {
    private static final String AHEAD = "SELECT h.id FROM {history} h"
            + " WHERE h.incarnation = (SELECT m.incarnation FROM {meta} m WHERE m.singleton = 1)"
            + " AND h.xid >= pg_current_xact_id()::text::bigint LIMIT 1";

    @Override
    public String column() {
        return "h.xid";
    }

    @Override
    public String condition(String history, String meta) {
        return "(h.incarnation, h.xid, h.id) > (?, ?, ?) AND (h.incarnation < (SELECT m.incarnation FROM " + meta
                + " m) OR h.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)";
    }

    @Override
    public void bind(Params params, EventCursor cursor) throws SQLException {
        params.number(cursor.incarnation()).number(cursor.position()).number(cursor.id());
    }

    /** Not if the rows came from another server, by dump and reload or by logical replication, whose transaction ids were higher. */
    @Override
    public boolean goesOn(Session session) throws SQLException {
        return session.first(session.sql().sql(AHEAD), Session.Binding.NOTHING, row -> true)
                .isEmpty();
    }

    @Override
    public String ordering() {
        return "h.incarnation, h.xid, h.id";
    }
}
