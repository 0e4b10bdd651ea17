package io.shiponce.store.jdbc;

import java.util.List;
import java.util.stream.Stream;

/** The SQL of one store, with its table prefix. {@code {name}} stands for a table. Immutable and safe for any thread. */
final class Statements {
    private final String prefix;

    final String takeWriteLock;
    final String moment;
    final String sharedMoment;
    final String insertOrder;
    final String ordersOf;
    final String shipmentsOfOrders;
    final String insertShipment;
    final String updateShipment;
    final String selectShipments;
    final String selectStored;
    final String existing;
    final String byIds;
    final String expired;
    final String claimsOf;
    final String unanswered;
    final String forgive;
    final String putPayload;
    final String insertReceipt;
    final String receipts;
    final String insertHistory;
    final String history;
    final String events;
    final String evidence;
    final String lastTwoEntries;
    final String deleteEntry;
    final String repeatEntry;
    final String pauses;
    final String pause;
    final String resume;
    final String engines;
    final String alive;
    final String forgetEngines;
    final String restored;
    final String liftQuarantine;
    final String erasable;
    final String erasePayload;
    final String eraseReceipts;
    final String markErased;
    final String schemaVersion;
    final String claimInstallation;
    final String installation;
    final String insertProbe;
    final String selectProbe;
    final String deleteProbe;

    Statements(Dialect dialect, String prefix) {
        this.prefix = prefix;
        takeWriteLock = sql("UPDATE {meta} SET singleton = 1 WHERE singleton = 0");
        moment = sql("SELECT " + dialect.clock()
                + ", incarnation, restored_at, quarantine_quiet FROM {meta} WHERE singleton = 1");
        sharedMoment = moment + dialect.shareRow();

        insertOrder = sql("INSERT INTO {order} (shop, number, fingerprint, accepted_at)"
                + " SELECT ?, ?, ?, ? WHERE TRUE ON CONFLICT DO NOTHING");
        ordersOf = sql(
                "SELECT o.shop, o.number, o.fingerprint FROM {order} o WHERE " + dialect.inPairs("o.shop", "o.number"));

        selectShipments = sql("SELECT " + ShipmentRows.columns() + " FROM {shipment} s");
        selectStored = sql("SELECT " + ShipmentRows.columns()
                + ", p.payload FROM {shipment} s LEFT JOIN {payload} p ON p.shipment_id = s.id");
        shipmentsOfOrders = selectShipments + " WHERE " + dialect.inPairs("s.shop", "s.order_number")
                + " ORDER BY s.shop, s.order_number, s.part, s.id";
        insertShipment = sql(ShipmentRows.insert("{shipment}"));
        updateShipment = sql(ShipmentRows.update("{shipment}"));
        existing = sql("SELECT s.id FROM {shipment} s WHERE " + dialect.inTexts("s.id"));
        byIds = selectShipments + " WHERE " + dialect.inTexts("s.id") + " ORDER BY s.id";
        expired = selectShipments
                + " WHERE s.state = 'CLAIMED' AND s.claim_expires_at <= ? ORDER BY s.claim_expires_at LIMIT ?"
                + dialect.lockFreeRows();
        claimsOf = selectShipments + " WHERE s.state = 'CLAIMED' AND s.claim_id = ?";
        unanswered = sql("SELECT s.carrier, count(*) FROM {shipment} s WHERE s.state = 'IN_DOUBT'"
                + " AND s.doubt_cause = 'UNKNOWN_ANSWER' AND s.doubt_forgiven = FALSE AND "
                + dialect.inTexts("s.carrier")
                + " GROUP BY s.carrier");
        forgive = sql("UPDATE {shipment} SET doubt_forgiven = TRUE WHERE id IN (SELECT s.id FROM {shipment} s"
                + " WHERE s.state = 'IN_DOUBT' AND s.doubt_cause = 'UNKNOWN_ANSWER' AND s.doubt_forgiven = FALSE"
                + " AND (s.carrier = ? OR ? = '*')" + dialect.lockFreeRows() + ")");

        putPayload = sql("INSERT INTO {payload} (shipment_id, payload) VALUES (?, ?)"
                + " ON CONFLICT (shipment_id) DO UPDATE SET payload = excluded.payload");
        insertReceipt = sql("INSERT INTO {receipt} (shipment_id, receipt) VALUES (?, ?)");
        receipts = sql("SELECT r.receipt FROM {receipt} r WHERE r.shipment_id = ? ORDER BY r.id");

        insertHistory = sql(HistoryRows.insert("{history}"));
        history = sql("SELECT " + HistoryRows.columns() + " FROM {history} h WHERE h.shipment_id = ? ORDER BY h.id");
        Dialect.EventOrder order = dialect.eventOrder();
        events = sql("SELECT h.incarnation, " + order.column() + ", h.id, " + HistoryRows.columns()
                + " FROM {history} h WHERE " + order.condition("{history}", "{meta}") + " ORDER BY " + order.ordering()
                + " LIMIT ?");
        evidence = sql("SELECT " + HistoryRows.columns() + " FROM {history} h WHERE " + dialect.inTexts("h.shipment_id")
                + " AND h.kind IN ('ACCEPTED', 'REJECTED', 'NOT_SENT', 'UNKNOWN') ORDER BY h.id");
        lastTwoEntries =
                sql(dialect.lastTwoEntries("h.id, " + HistoryRows.columns(), "{history}") + " ORDER BY h.id DESC");
        deleteEntry = sql("DELETE FROM {history} WHERE shipment_id = ? AND id = ?");
        repeatEntry =
                sql("UPDATE {history} SET folded = folded + 1, at = ?, actor = ?, detail = ? WHERE shipment_id = ?"
                        + " AND id = ?");

        pauses = sql("SELECT carrier, since, paused_by, reason FROM {pause}");
        pause = sql(
                "INSERT INTO {pause} (carrier, since, paused_by, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        resume = sql("DELETE FROM {pause} WHERE carrier = ?");
        engines = sql("SELECT engine, first_seen, last_seen FROM {engine} ORDER BY engine");
        alive = sql("INSERT INTO {engine} (engine, first_seen, last_seen) VALUES (?, ?, ?)"
                + " ON CONFLICT (engine) DO UPDATE SET last_seen = excluded.last_seen");
        forgetEngines = sql("DELETE FROM {engine} WHERE last_seen < ?");
        restored = sql("UPDATE {meta} SET incarnation = ?, restored_at = ?, quarantine_quiet = ?");
        liftQuarantine = sql("UPDATE {meta} SET restored_at = NULL, quarantine_quiet = NULL");

        erasable = sql("SELECT s.id FROM {shipment} s WHERE s.erasable_since < ? ORDER BY s.erasable_since LIMIT ?"
                + dialect.lockFreeRows());
        erasePayload = sql("UPDATE {payload} SET payload = ? WHERE " + dialect.inTexts("shipment_id"));
        eraseReceipts = sql("UPDATE {receipt} SET receipt = ? WHERE " + dialect.inTexts("shipment_id"));
        markErased = sql("UPDATE {shipment} SET erasable_since = NULL WHERE " + dialect.inTexts("id"));

        schemaVersion = sql("SELECT schema_version FROM {meta}");
        claimInstallation = sql("UPDATE {meta} SET installation = ? WHERE singleton = 1 AND installation IS NULL");
        installation = sql("SELECT installation FROM {meta}");
        insertProbe = sql("INSERT INTO {probe} (id) VALUES (?)");
        selectProbe = sql("SELECT id FROM {probe} WHERE id = ?");
        deleteProbe = sql("DELETE FROM {probe} WHERE id = ?");
    }

    /** Puts in the names of the tables. */
    String sql(String template) {
        return template.replace("{", prefix).replace("}", "");
    }

    String prefix() {
        return prefix;
    }

    List<String> tables() {
        return Stream.of("meta", "probe", "order", "shipment", "payload", "receipt", "history", "pause", "engine")
                .map(name -> prefix + name)
                .toList();
    }
}
