package io.shiponce.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * S11 for databases with several writers at once and no way to ask who is under way. An entry is written without a place; whoever
 * reads events next gives one to each entry that is committed by then, one reader at a time. So a transaction that commits late
 * gets a late place, however long it took, and writers wait for nobody.
 *
 * <p>Places rise. None is lower than the time at which it was given, nor than the incarnation, which is a time as well: so
 * neither after a restored backup, nor after a crash that undid the last places before they were on the disk, is one given that
 * a reader has gone past already.
 */
final class PlacedEventOrder implements Dialect.EventOrder {
    private static final String LAST_PLACE = "SELECT e.last_place FROM {event} e WHERE e.singleton = 1 FOR UPDATE";
    private static final String UNPLACED = "SELECT h.id FROM {history} h FORCE INDEX ({index history_event})"
            + " WHERE h.place IS NULL ORDER BY h.id LIMIT ? FOR UPDATE SKIP LOCKED";
    private static final String PLACE = "UPDATE {history} SET place = ? WHERE id = ?";
    private static final String REMEMBER = "UPDATE {event} SET last_place = ? WHERE singleton = 1";

    private record Placed(long entry, long place) {}

    @Override
    public String column() {
        return "h.place";
    }

    @Override
    public String condition(String history, String meta) {
        return "h.place > ?";
    }

    @Override
    public void bind(Params params, EventCursor cursor) throws SQLException {
        params.number(cursor.position());
    }

    @Override
    public String ordering() {
        return "h.place";
    }

    @Override
    public boolean placesLater() {
        return true;
    }

    @Override
    public void place(Session session, int limit) throws SQLException {
        session.dialect().beforeWrite(session);
        Statements sql = session.sql();
        long last = session.first(sql.sql(LAST_PLACE), Session.Binding.NOTHING, Row::longNumber)
                .orElseThrow(() -> new SQLException("the table " + sql.sql("{event}") + " is empty"));
        // What is locked is not committed yet, or is just being folded.
        List<Long> entries = session.query(sql.sql(UNPLACED), params -> params.number(limit), Row::longNumber);
        if (entries.isEmpty()) {
            return;
        }
        Moment moment = Moment.read(session);
        long place = Math.max(last + 1, Math.max(moment.incarnation(), Micros.of(moment.now())));
        List<Placed> placed = new ArrayList<>();
        for (long entry : entries) {
            placed.add(new Placed(entry, place++));
        }
        session.batch(
                sql.sql(PLACE),
                placed,
                (params, one) -> params.number(one.place()).number(one.entry()));
        long newest = place - 1;
        session.update(sql.sql(REMEMBER), params -> params.number(newest));
    }
}
