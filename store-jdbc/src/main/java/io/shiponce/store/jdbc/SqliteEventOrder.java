package io.shiponce.store.jdbc;

import java.sql.SQLException;

/**
 * S11 for SQLite: ids are handed out to one writer at a time, in the order of commits. After a restored backup they start again
 * from where the backup ended: then whoever had read further goes on from the first entry after the restore.
 */
final class SqliteEventOrder implements Dialect.EventOrder {
    @Override
    public String column() {
        return "0";
    }

    @Override
    public String condition(String history, String meta) {
        return "h.id > min(?, coalesce((SELECT min(r.id) - 1 FROM " + history
                + " r WHERE r.incarnation > 1 AND r.incarnation > ?), ?))";
    }

    @Override
    public void bind(Params params, EventCursor cursor) throws SQLException {
        params.number(cursor.id()).number(cursor.incarnation()).number(cursor.id());
    }

    @Override
    public String ordering() {
        return "h.id";
    }
}
