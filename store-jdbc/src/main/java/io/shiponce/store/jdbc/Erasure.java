package io.shiponce.store.jdbc;

import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** S16: empties what may hold personal data; the shipment, its order and its history stay. Without state; safe for any thread. */
final class Erasure {
    private Erasure() {}

    /** What changed since it was seen is left as it is; so is, for now, what somebody else works on (S12). */
    static int run(Session session, List<ShipmentRecord> seen) throws SQLException {
        Set<ShipmentRecord> asSeen = Set.copyOf(seen);
        Set<String> ids = new TreeSet<>();
        asSeen.forEach(shipment -> ids.add(shipment.id().value()));
        List<ShipmentRecord> unchanged = session
                .query(
                        session.sql().byIds + session.dialect().lockFreeRows(),
                        params -> params.texts(ids),
                        ShipmentRows::read)
                .stream()
                .filter(asSeen::contains)
                .toList();
        boolean[] won = session.conditional(
                session.sql().markErased,
                unchanged,
                (params, shipment) -> params.text(shipment.id().value()));
        List<String> erased = IntStream.range(0, won.length)
                .filter(i -> won[i])
                .mapToObj(i -> unchanged.get(i).id().value())
                .toList();
        session.batch(
                session.sql().erasePayload,
                erased,
                (params, id) -> params.bytes(Payload.EMPTY).text(id));
        session.batch(
                session.sql().eraseReceipts,
                erased,
                (params, id) -> params.bytes(Payload.EMPTY).text(id));
        return erased.size();
    }
}
