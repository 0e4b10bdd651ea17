package io.shiponce.store.jdbc;

import java.sql.SQLException;

/**
 * S11 where there is one writer at a time: ids are handed out in the order of commits. After a restored backup they start again
 * from where the backup ended: then whoever had read further goes on from the first entry after the restore.
 */
final class SingleWriterEventOrder implements Dialect.EventOrder {
    private final String least;

    /** The database's function for the least of two numbers. */
    SingleWriterEventOrder(String least) {
        this.least = least;
    }

    @Override
    public String column() {
        return "0";
    }

    @Override
    public String condition(String history, String meta) {
        return "h.id > " + least + "(?, coalesce((SELECT min(r.id) - 1 FROM " + history
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
