package io.shiponce.store.jdbc;

import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoredShipment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is only read. Without state; safe for any thread. */
final class Queries {
    private Queries() {}

    /** S9. */
    static List<ShipmentRecord> claimsOf(Session session, ExchangeId exchange) throws SQLException {
        session.dialect().lockExchange(session, exchange);
        List<ShipmentRecord> claims = new ArrayList<>(session.query(
                session.sql().claimsOf,
                params -> params.text(exchange.value()).text(exchange.value()),
                ShipmentRows::read));
        claims.sort(Comparator.comparing(ShipmentRecord::id));
        return claims;
    }

    static Optional<StoredShipment> find(Session session, ShipmentId shipment) throws SQLException {
        return session.first(
                session.sql().selectStored + " WHERE s.id = ?",
                params -> params.text(shipment.value()),
                row -> new StoredShipment(ShipmentRows.read(row), row.bytes()));
    }

    static List<ShipmentRecord> page(Session session, ShipmentFilter filter, @Nullable ShipmentId after, int limit)
            throws SQLException {
        FilterSql chosen = FilterSql.of(session.dialect(), filter).after(after);
        return session.query(
                session.sql().page(chosen),
                params -> {
                    chosen.bind(params);
                    params.number(limit);
                },
                ShipmentRows::read);
    }

    /** S16. */
    static List<ShipmentRecord> erasable(Session session, Instant finishedBefore, int limit) throws SQLException {
        return session.query(
                session.sql().erasable, params -> params.time(finishedBefore).number(limit), ShipmentRows::read);
    }

    static List<HistoryEntry> history(Session session, ShipmentId shipment) throws SQLException {
        return session.query(session.sql().history, params -> params.text(shipment.value()), HistoryRows::read);
    }

    static List<Payload> receipts(Session session, ShipmentId shipment) throws SQLException {
        return session.query(session.sql().receipts, params -> params.text(shipment.value()), Row::bytes);
    }

    /** S11. */
    static List<Event> events(Session session, EventCursor after, int limit) throws SQLException {
        List<Event> events = placedEvents(session, after, limit);
        Dialect.EventOrder order = session.dialect().eventOrder();
        if (events.size() == limit || !order.placesLater()) {
            return events;
        }
        order.place(session, limit - events.size());
        return placedEvents(session, after, limit);
    }

    private static List<Event> placedEvents(Session session, EventCursor after, int limit) throws SQLException {
        return session.query(
                session.sql().events,
                params -> {
                    session.dialect().eventOrder().bind(params, after);
                    params.number(limit);
                },
                row -> {
                    EventCursor cursor = new EventCursor(row.longNumber(), row.longNumber(), row.longNumber());
                    return new Event(cursor.toString(), HistoryRows.read(row));
                });
    }
}
