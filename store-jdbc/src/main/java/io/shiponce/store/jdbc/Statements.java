package io.shiponce.store.jdbc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The SQL of one store, with the names of its tables: see {@link Names#fill}. Immutable and safe for any thread. */
final class Statements {
    private static final List<String> TABLES =
            List.of("meta", "probe", "order", "shipment", "payload", "receipt", "history", "tally", "pause", "engine");

    private final Dialect dialect;
    private final Names names;
    private final List<String> tables;
    private final Map<Long, String> updatesOfShipment = new ConcurrentHashMap<>();

    final String lockMeta;
    final String shareMeta;
    final String takeWriteLock;
    final String moment;
    final String sharedMoment;
    final String countStrays;
    final String insertOrder;
    final String ordersOf;
    final String shipmentsOfOrders;
    final String insertShipment;
    final String selectShipments;
    final String selectStored;
    private final String selectReady;
    private final String selectInState;
    private final String readyOrder;
    final String existing;
    final String byIds;
    final String expired;
    final String claimsOf;
    final String unanswered;
    final String unforgiven;
    final String forgive;
    final String insertPayload;
    final String putPayload;
    final String payloads;
    final String insertReceipt;
    final String receipts;
    final String insertHistory;
    final String history;
    final String events;
    final String evidence;
    final String lastTwoEntries;
    final String deleteEntry;
    final String repeatEntry;
    final String insertTally;
    final String tallyIsLong;
    final String tally;
    final String deleteTally;
    final String pauses;
    final String pause;
    final String resume;
    final String engines;
    final String alive;
    final String forgetEngines;
    final String restored;
    final String raiseIncarnation;
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

    Statements(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
        lockMeta = sql("SELECT m.singleton FROM {meta} m WHERE m.singleton = 1 FOR UPDATE");
        shareMeta = sql("SELECT m.singleton FROM {meta} m WHERE m.singleton = 1") + dialect.shareRow();
        takeWriteLock = sql("UPDATE {meta} SET singleton = 1 WHERE singleton = 0");
        moment = sql("SELECT " + dialect.clock()
                + ", incarnation, strays, restored_at, quarantine_quiet FROM {meta} WHERE singleton = 1");
        sharedMoment = moment + dialect.shareRow();
        countStrays = sql("UPDATE {meta} SET strays = strays + 1 WHERE singleton = 1");

        insertOrder =
                sql(dialect.insertNewRows("{order}", List.of("shop", "number"), List.of("fingerprint", "accepted_at")));
        ordersOf = sql(
                "SELECT o.number, o.fingerprint FROM {order} o WHERE o.shop = ? AND " + dialect.inTexts("o.number"));

        selectShipments = sql("SELECT " + ShipmentRows.columns() + " FROM {shipment} s");
        selectStored = sql("SELECT " + ShipmentRows.columns()
                + ", p.payload FROM {shipment} s LEFT JOIN {payload} p ON p.shipment_id = s.id");
        selectInState = selectShipments + sql(dialect.useIndex("{index shipment_unanswered}"));
        selectReady = selectShipments + sql(dialect.useIndex("{index shipment_ready}"));
        readyOrder = " ORDER BY " + dialect.readyOrder() + " LIMIT ?" + dialect.lockFreeRows();
        shipmentsOfOrders = sql("SELECT " + ShipmentRows.columns()
                + " FROM {payload} p JOIN {shipment} s ON s.id = p.shipment_id WHERE p.shop = ? AND "
                + dialect.inTexts("p.order_number") + " ORDER BY s.order_number, s.part, s.id");
        insertShipment = sql(ShipmentRows.insert(dialect, "{shipment}"));
        existing = sql("SELECT s.id FROM {shipment} s WHERE " + dialect.inTexts("s.id"));
        byIds = sql(dialect.selectByIds(ShipmentRows.columns(), "{shipment}")) + " ORDER BY s.id";
        expired = selectShipments + sql(dialect.useIndex("{index shipment_claimed}"))
                + " WHERE s.state = 'CLAIMED' AND s.claim_expires_at <= ? ORDER BY s.claim_expires_at LIMIT ?"
                + dialect.lockFreeRows();
        claimsOf = selectShipments + sql(dialect.useIndex("{index shipment_claimed}"))
                + " WHERE s.state = 'CLAIMED' AND s.claim_id = ? UNION ALL " + selectInState
                + " WHERE s.state = 'IN_DOUBT' AND s.doubt_cause = 'CLAIM_EXPIRED' AND s.claim_id = ?";
        unanswered = sql("SELECT s.carrier, count(*) FROM {shipment} s WHERE s.state = 'IN_DOUBT'"
                + " AND s.doubt_cause = 'UNKNOWN_ANSWER' AND s.doubt_forgiven = FALSE AND "
                + dialect.inTexts("s.carrier")
                + " GROUP BY s.carrier");
        unforgiven = sql("SELECT s.id FROM {shipment} s" + dialect.useIndex("{index shipment_unanswered}")
                + " WHERE s.state = 'IN_DOUBT' AND s.doubt_cause = 'UNKNOWN_ANSWER' AND s.doubt_forgiven = FALSE"
                + " AND (s.carrier = ? OR ? = '*')" + dialect.lockFreeRows());
        forgive = sql("UPDATE {shipment} SET doubt_forgiven = TRUE WHERE id = ?");

        List<String> ofOrder = List.of("shipment_id", "shop", "order_number");
        List<String> ofRevision = List.of("reference", "payload");
        insertPayload = sql(dialect.insertRows("{payload}", Sql.both(ofOrder, ofRevision)));
        putPayload = sql(dialect.upsert("{payload}", ofOrder, ofRevision));
        payloads = sql("SELECT p.shipment_id, p.payload FROM {payload} p WHERE " + dialect.inTexts("p.shipment_id"));
        insertReceipt = sql(dialect.insertRows("{receipt}", List.of("shipment_id", "receipt")));
        receipts = sql("SELECT r.receipt FROM {receipt} r WHERE r.shipment_id = ? ORDER BY r.id");

        insertHistory = sql(HistoryRows.insert(dialect, "{history}"));
        history = sql("SELECT " + HistoryRows.columns() + " FROM {history} h WHERE h.shipment_id = ? ORDER BY h.id");
        Dialect.EventOrder order = dialect.eventOrder();
        tables = Sql.both(TABLES, dialect.ownTables());
        events = sql("SELECT h.incarnation, " + order.column() + ", h.id, " + HistoryRows.columns()
                + " FROM {history} h WHERE " + order.condition("{history}", "{meta}") + " ORDER BY " + order.ordering()
                + " LIMIT ?");
        evidence = sql("SELECT " + HistoryRows.columns() + " FROM {history} h WHERE " + dialect.inTexts("h.shipment_id")
                + " AND h.kind IN ('ACCEPTED', 'REJECTED', 'NOT_SENT', 'UNKNOWN', 'NUMBER_FOLLOWS') ORDER BY h.id");
        lastTwoEntries = sql("SELECT h.id, " + HistoryRows.columns() + " FROM (SELECT h.*, row_number() OVER"
                + " (PARTITION BY h.shipment_id ORDER BY h.id DESC) AS from_last FROM {history} h WHERE "
                + dialect.inTexts("h.shipment_id") + ") h WHERE h.from_last <= 2 ORDER BY h.id DESC");
        deleteEntry = sql("DELETE FROM {history} WHERE shipment_id = ? AND id = ?");
        repeatEntry =
                sql("UPDATE {history} SET folded = folded + 1, at = ?, actor = ?, detail = ? WHERE shipment_id = ?"
                        + " AND id = ?");

        insertTally = sql(dialect.insertRows("{tally}", List.of("carrier", "state", "by_how_many")));
        tallyIsLong =
                sql("SELECT s.id FROM {tally} s ORDER BY s.id LIMIT 1 OFFSET " + (FinishedTally.WORTH_FOLDING - 1));
        // The locking clause names the alias s.
        tally = sql("SELECT s.id, s.carrier, s.state, s.by_how_many FROM {tally} s ORDER BY s.id LIMIT ?"
                + dialect.lockFreeRows());
        deleteTally = sql("DELETE FROM {tally} WHERE id = ?");

        pauses = sql("SELECT carrier, since, paused_by, reason FROM {pause}");
        pause = sql(dialect.insertNew("{pause}", List.of("carrier"), List.of("since", "paused_by", "reason")));
        resume = sql("DELETE FROM {pause} WHERE carrier = ?");
        engines = sql("SELECT engine, first_seen, last_seen FROM {engine} ORDER BY engine");
        alive = sql(dialect.upsert("{engine}", List.of("engine", "first_seen"), List.of("last_seen")));
        forgetEngines = sql("DELETE FROM {engine} WHERE last_seen < ?");
        restored = sql("UPDATE {meta} SET incarnation = ?, restored_at = ?, quarantine_quiet = ?");
        raiseIncarnation = sql("UPDATE {meta} SET incarnation = ?");
        liftQuarantine = sql("UPDATE {meta} SET restored_at = NULL, quarantine_quiet = NULL");

        erasable = selectShipments + sql(dialect.useIndex("{index shipment_erasable}"))
                + " WHERE s.erasable_since < ? ORDER BY s.erasable_since LIMIT ?";
        erasePayload = sql("UPDATE {payload} SET payload = ? WHERE shipment_id = ?");
        eraseReceipts = sql("UPDATE {receipt} SET receipt = ? WHERE shipment_id = ?");
        markErased = sql("UPDATE {shipment} SET erasable_since = NULL WHERE id = ? AND erasable_since IS NOT NULL");

        schemaVersion = sql("SELECT schema_version FROM {meta}");
        claimInstallation = sql("UPDATE {meta} SET installation = ? WHERE singleton = 1 AND installation IS NULL");
        installation = sql("SELECT installation FROM {meta}");
        insertProbe = sql("INSERT INTO {probe} (id) VALUES (?)");
        selectProbe = sql("SELECT id FROM {probe} WHERE id = ?");
        deleteProbe = sql("DELETE FROM {probe} WHERE id = ?");
    }

    /** S1: an UPDATE of these columns, as {@link ShipmentRows#changed} has them. Few sets of them ever occur. */
    String updateShipment(long changed) {
        return updatesOfShipment.computeIfAbsent(
                changed, columns -> sql(ShipmentRows.update(dialect, "{shipment}", columns)));
    }

    /** What can be claimed, first due first; the last parameter is the limit. */
    String claimable(FilterSql ready) {
        return (ready.isChosen() ? selectShipments : selectReady) + sql(ready.where()) + readyOrder;
    }

    /** In the order of ids; the last parameter is the limit. Of the few that are not confirmed, not all have to be gone through. */
    String page(FilterSql filter) {
        return (filter.isOfFew() ? selectInState : selectShipments) + sql(filter.where()) + " ORDER BY s.id LIMIT ?";
    }

    /** Puts in the names of the tables. */
    String sql(String template) {
        return names.fill(template);
    }

    Names names() {
        return names;
    }

    /** All tables, as {@link Names#table} takes them. */
    List<String> tables() {
        return tables;
    }
}
