package io.shiponce.store.jdbc;

import java.sql.SQLException;

/**
 * S11 for PostgreSQL: a transaction with a lower id may commit later. So an event is shown only when every transaction that
 * could write one before it has ended. A transaction that stays open anywhere in the cluster delays events, and loses none.
 *
 * <p>A backup restored by dump and reload starts with other transaction ids; the incarnation, raised by every restore, comes
 * first for that reason, and of an earlier one nothing can be under way.
 */
final class PostgresEventOrder implements Dialect.EventOrder {
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

    @Override
    public String ordering() {
        return "h.incarnation, h.xid, h.id";
    }
}
