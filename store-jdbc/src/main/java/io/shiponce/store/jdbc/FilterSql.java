package io.shiponce.store.jdbc;

import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ShipmentFilter} as a condition on shipments. States are written out, not bound: only so can the database use the
 * partial indexes. Not for threads.
 */
final class FilterSql {
    private final StringBuilder where = new StringBuilder(" WHERE TRUE");
    private final List<Session.Binding> bindings = new ArrayList<>();
    private boolean chosen;
    private boolean numbered;
    private @Nullable ShipmentState state;

    private FilterSql() {}

    /** S7: what can be claimed; of the filter neither carrier nor state nor due time counts. */
    static FilterSql ready(Dialect dialect, String carrier, ShipmentFilter filter, Instant now) {
        FilterSql sql = new FilterSql().andChosen(dialect, filter).and("s.state = 'PENDING' AND s.held IS NULL");
        // What was chosen is few: the index of all that is ready would be a detour, and is out of reach without its
        // column.
        String column = sql.chosen ? "s.carrier" : dialect.readyCarrier();
        return sql.and(column + " = ?", params -> params.text(carrier))
                .and("s.due_at <= ?", params -> params.time(now))
                .and("s.not_before <= ?", params -> params.time(now));
    }

    /** Of what is ready, what comes behind this place and has its priority. */
    FilterSql behind(ReadyCursor.Place place) {
        return and("s.priority = ?", params -> params.number(place.priority()))
                .and(
                        "(s.due_at, s.id) > (?, ?)",
                        params -> params.time(place.dueAt()).text(place.id()));
    }

    static FilterSql of(Dialect dialect, ShipmentFilter filter) {
        FilterSql sql = new FilterSql().andChosen(dialect, filter);
        String carrier = filter.carrier();
        Instant dueBy = filter.dueBy();
        sql.state = filter.state();
        if (filter.state() != null) {
            sql.and(sql.inState(filter.state()));
        }
        if (carrier != null) {
            sql.and(sql.column("s.carrier") + " = ?", params -> params.text(carrier));
        }
        if (dueBy != null) {
            sql.and("s.due_at <= ?", params -> params.time(dueBy));
        }
        return sql;
    }

    FilterSql after(@Nullable ShipmentId id) {
        return id == null ? this : and(column("s.id") + " > ?", params -> params.text(id.value()));
    }

    private FilterSql andChosen(Dialect dialect, ShipmentFilter filter) {
        String shop = filter.shop();
        String number = filter.orderNumber();
        andNumbered(dialect, "SELECT p.shipment_id FROM {payload} p WHERE p.reference = ?", filter.reference());
        andNumbered(dialect, "SELECT t.id FROM {shipment} t WHERE t.tracking_number = ?", filter.trackingNumber());
        chosen = numbered || !filter.ids().isEmpty() || shop != null || number != null;
        if (!filter.ids().isEmpty()) {
            List<String> ids = filter.ids().stream().map(ShipmentId::value).toList();
            and(dialect.inTexts("s.id"), params -> params.texts(ids));
        }
        if (shop != null || number != null) {
            andOfOrder(shop, number);
        }
        return this;
    }

    /** Looked up before anything else, by an index of its own: what it finds is few. */
    private void andNumbered(Dialect dialect, String ids, @Nullable String number) {
        if (number != null) {
            numbered = true;
            and(dialect.amongIds("s.id", ids), params -> params.text(number));
        }
    }

    /** In an expression no other index is tried, nor a range of ids: they may be long, and databases take them for better. */
    private String column(String name) {
        return numbered ? "COALESCE(" + name + ", '')" : name;
    }

    /** By the index of payloads: that of the hot rows would be written with each of their versions. */
    private void andOfOrder(@Nullable String shop, @Nullable String number) {
        StringBuilder ids = new StringBuilder("s.id IN (SELECT p.shipment_id FROM {payload} p WHERE TRUE");
        if (shop != null) {
            ids.append(" AND p.shop = ?");
            bindings.add(params -> params.text(shop));
        }
        if (number != null) {
            ids.append(" AND p.order_number = ?");
            bindings.add(params -> params.text(number));
        }
        and(ids.append(')').toString());
    }

    /**
     * Rejected and cancelled ones with the whole condition of their index, word for word: SQLite sees only so that it is meant.
     * Not so confirmed ones: they are many, and reading them in the order of ids needs no sorting.
     */
    private String inState(ShipmentState state) {
        String one = column("s.state") + " = '" + state.name() + "'";
        return switch (state) {
            case PENDING, CLAIMED, IN_DOUBT, CONFIRMED -> one;
            case REJECTED, CANCELLED -> one + " AND s.state IN ('REJECTED', 'CANCELLED')";
        };
    }

    /** Whether it asks for certain shipments or orders, which are found better by their own indexes. */
    boolean isChosen() {
        return chosen;
    }

    /** Whether it asks for one state, that of most shipments excepted, and for no certain shipments. */
    boolean isOfFew() {
        return state != null && state != ShipmentState.CONFIRMED && !chosen;
    }

    FilterSql and(String condition) {
        where.append(" AND ").append(condition);
        return this;
    }

    private FilterSql and(String condition, Session.Binding binding) {
        bindings.add(binding);
        return and(condition);
    }

    /** With names of tables to be filled in. */
    String where() {
        return where.toString();
    }

    void bind(Params params) throws SQLException {
        for (Session.Binding binding : bindings) {
            binding.bind(params);
        }
    }
}
