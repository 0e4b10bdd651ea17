package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** S16: empties what may hold personal data; the shipment, its order and its history stay. Without state; safe for any thread. */
final class Erasure {
    private Erasure() {}

    static int run(Session session, Instant finishedBefore, int limit) throws SQLException {
        List<String> ids = session.query(
                session.sql().erasable, params -> params.time(finishedBefore).number(limit), Row::text);
        if (!ids.isEmpty()) {
            session.batch(
                    session.sql().erasePayload,
                    ids,
                    (params, id) -> params.bytes(Payload.EMPTY).text(id));
            session.batch(
                    session.sql().eraseReceipts,
                    ids,
                    (params, id) -> params.bytes(Payload.EMPTY).text(id));
            session.batch(session.sql().markErased, ids, Params::text);
        }
        return ids.size();
    }
}
