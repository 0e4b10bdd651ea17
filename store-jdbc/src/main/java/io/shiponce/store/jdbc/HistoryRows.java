package io.shiponce.store.jdbc;

import io.shiponce.store.ExchangeId;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** How a {@link HistoryEntry} lies in its table: the one place that knows the order of the columns. */
final class HistoryRows {
    private static final List<String> COLUMNS = List.of(
            "shipment_id",
            "at",
            "kind",
            "from_state",
            "to_state",
            "actor",
            "revision",
            "attempt",
            "claim_id",
            "tracking_number",
            "detail",
            "folded");

    private HistoryRows() {}

    static String columns() {
        return COLUMNS.stream().map(column -> "h." + column).collect(Collectors.joining(", "));
    }

    static String insert(Dialect dialect, String table) {
        return dialect.insertRows(table, Sql.both(COLUMNS, List.of("incarnation")));
    }

    static void bind(Params params, HistoryEntry entry, long incarnation) throws SQLException {
        ExchangeId claim = entry.claim();
        params.text(entry.shipment().value())
                .time(entry.at())
                .name(entry.kind())
                .name(entry.from())
                .name(entry.to())
                .text(entry.actor())
                .number(entry.revision())
                .number(entry.attempt())
                .text(claim == null ? null : claim.value())
                .text(entry.trackingNumber())
                .text(entry.detail())
                .number(entry.count())
                .number(incarnation);
    }

    static HistoryEntry read(Row row) throws SQLException {
        ShipmentId shipment = new ShipmentId(row.text());
        var at = row.time();
        var kind = HistoryEntry.Kind.valueOf(row.text());
        String from = row.textOrNull();
        var to = ShipmentState.valueOf(row.text());
        String actor = row.text();
        int revision = row.number();
        int attempt = row.number();
        String claim = row.textOrNull();
        return new HistoryEntry(
                shipment,
                at,
                kind,
                from == null ? null : ShipmentState.valueOf(from),
                to,
                actor,
                revision,
                attempt,
                claim == null ? null : new ExchangeId(claim),
                row.textOrNull(),
                row.text(),
                row.number());
    }

    static HistoryEntry counted(HistoryEntry entry, int count) {
        return new HistoryEntry(
                entry.shipment(),
                entry.at(),
                entry.kind(),
                entry.from(),
                entry.to(),
                entry.actor(),
                entry.revision(),
                entry.attempt(),
                entry.claim(),
                entry.trackingNumber(),
                entry.detail(),
                count);
    }
}
