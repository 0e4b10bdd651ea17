package io.shiponce.store.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.NewShipment;
import io.shiponce.store.OrderKey;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S10: stores each order once, with its shipments. Not for threads; it lives as long as its transaction. */
final class Acceptance {
    private final Session session;
    private final Moment moment;
    private final String actor;

    /** Fingerprints of those of the orders that are stored. */
    private final Map<OrderKey, String> stored;

    private Acceptance(Session session, Moment moment, String actor, Map<OrderKey, String> stored) {
        this.session = session;
        this.moment = moment;
        this.actor = actor;
        this.stored = stored;
    }

    static List<AcceptResult> run(Session session, List<OrderPlan> plans, String actor) throws SQLException {
        if (plans.isEmpty()) {
            return List.of();
        }
        Map<OrderKey, String> stored = new HashMap<>();
        readAhead(session, plans.stream().map(OrderPlan::key).toList(), stored);
        return new Acceptance(session, Moment.read(session), actor, stored).run(plans);
    }

    /** S13: in the caller's transaction. */
    static AcceptResult register(Session session, OrderPlan plan, String actor) throws SQLException {
        Moment moment = Moment.readShared(session);
        StrayEvidence.checkVisible(session, moment);
        Map<OrderKey, String> stored = new HashMap<>();
        readAhead(session, List.of(plan.key()), stored);
        session.flush();
        return new Acceptance(session, moment, actor, stored).run(List.of(plan)).get(0);
    }

    private List<AcceptResult> run(List<OrderPlan> plans) throws SQLException {
        Map<OrderKey, OrderPlan> offered = new LinkedHashMap<>();
        plans.forEach(plan -> offered.putIfAbsent(plan.key(), plan));
        Set<OrderKey> fresh = insertOrders(offered);
        Map<OrderKey, List<ShipmentRecord>> written = write(fresh, offered);
        Map<OrderKey, List<ShipmentRecord>> earlier = shipmentsOf(repeated(plans, fresh));

        List<AcceptResult> results = new ArrayList<>();
        for (OrderPlan plan : plans) {
            OrderKey key = plan.key();
            String fingerprint = stored.get(key);
            if (fresh.remove(key)) {
                results.add(new AcceptResult.Stored(written.getOrDefault(key, List.of())));
                stored.put(key, plan.fingerprint());
            } else if (fingerprint == null) {
                throw new SQLException("an order was neither stored nor found");
            } else if (fingerprint.equals(plan.fingerprint())) {
                results.add(new AcceptResult.AlreadyStored(earlier.getOrDefault(key, List.of())));
            } else {
                results.add(new AcceptResult.Conflict(fingerprint));
            }
        }
        return results;
    }

    /** The fingerprints are there after the next statement. */
    private static void readAhead(Session session, Collection<OrderKey> keys, Map<OrderKey, String> stored)
            throws SQLException {
        for (Map.Entry<String, List<String>> ofShop : numbersByShop(keys).entrySet()) {
            String shop = ofShop.getKey();
            session.queryAhead(
                    session.sql().ordersOf,
                    params -> params.text(shop).texts(ofShop.getValue()),
                    row -> stored.put(new OrderKey(shop, row.text()), row.text()));
        }
    }

    private static Map<String, List<String>> numbersByShop(Collection<OrderKey> keys) {
        return keys.stream().collect(groupingBy(OrderKey::shop, mapping(OrderKey::number, toList())));
    }

    /** Returns those that were new. Always in the same order, so that two who offer the same orders cannot block each other. */
    private Set<OrderKey> insertOrders(Map<OrderKey, OrderPlan> offered) throws SQLException {
        List<OrderPlan> missing = offered.values().stream()
                .filter(plan -> !stored.containsKey(plan.key()))
                .sorted((a, b) -> a.key().toString().compareTo(b.key().toString()))
                .toList();
        Set<OrderKey> fresh = insertNew(missing);
        // Somebody else was faster by a moment; theirs counts.
        List<OrderKey> faster = missing.stream()
                .map(OrderPlan::key)
                .filter(key -> !fresh.contains(key))
                .toList();
        readAhead(session, faster, stored);
        session.flush();
        return fresh;
    }

    private Set<OrderKey> insertNew(List<OrderPlan> missing) throws SQLException {
        Session.ItemBinding<OrderPlan> binding =
                (params, plan) -> params.text(plan.key().shop())
                        .text(plan.key().number())
                        .text(plan.fingerprint())
                        .time(moment.now());
        String sql = session.sql().insertOrder;
        if (session.dialect().writesColumns()) {
            return new HashSet<>(
                    session.queryAtOnce(sql, missing, binding, row -> new OrderKey(row.text(), row.text())));
        }
        boolean[] won = session.conditional(sql, missing, binding);
        Set<OrderKey> fresh = new HashSet<>();
        for (int i = 0; i < won.length; i++) {
            if (won[i]) {
                fresh.add(missing.get(i).key());
            }
        }
        return fresh;
    }

    private Map<OrderKey, List<ShipmentRecord>> write(Set<OrderKey> fresh, Map<OrderKey, OrderPlan> offered)
            throws SQLException {
        List<Verdict> firsts = new ArrayList<>();
        for (OrderPlan plan : offered.values()) {
            if (fresh.contains(plan.key())) {
                for (NewShipment planned : plan.shipments()) {
                    firsts.add(VerdictWriter.truncated(
                            ShipmentLaw.plan(plan, planned, moment.quarantine(), actor, moment.now())));
                }
            }
        }
        VerdictWriter writer = new VerdictWriter(session, moment);
        writer.insert(firsts);
        Map<ShipmentId, ShipmentRecord> records = new LinkedHashMap<>();
        firsts.forEach(first -> records.put(first.after().id(), first.after()));
        new StrayEvidence(session, moment).apply(records, writer);
        writer.flush();
        return byOrder(records.values());
    }

    private static Map<OrderKey, List<ShipmentRecord>> byOrder(Collection<ShipmentRecord> shipments) {
        Map<OrderKey, List<ShipmentRecord>> grouped = new HashMap<>();
        shipments.forEach(shipment -> grouped.computeIfAbsent(shipment.order(), key -> new ArrayList<>())
                .add(shipment));
        return grouped;
    }

    /** Orders whose shipments stand as they stand now: stored before, or twice in this call. */
    private static List<OrderKey> repeated(List<OrderPlan> plans, Set<OrderKey> fresh) {
        Set<OrderKey> first = new HashSet<>();
        return plans.stream()
                .map(OrderPlan::key)
                .filter(key -> !first.add(key) || !fresh.contains(key))
                .toList();
    }

    private Map<OrderKey, List<ShipmentRecord>> shipmentsOf(List<OrderKey> keys) throws SQLException {
        List<ShipmentRecord> shipments = new ArrayList<>();
        for (Map.Entry<String, List<String>> ofShop : numbersByShop(keys).entrySet()) {
            shipments.addAll(session.query(
                    session.sql().shipmentsOfOrders,
                    params -> params.text(ofShop.getKey()).texts(ofShop.getValue()),
                    ShipmentRows::read));
        }
        return byOrder(shipments);
    }
}
