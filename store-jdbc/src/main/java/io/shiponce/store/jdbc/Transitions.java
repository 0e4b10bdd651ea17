package io.shiponce.store.jdbc;

import io.shiponce.store.Ruling;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * S1, R13: what reconcilers and operators ask for. Rows are locked in the order of their ids, so that two of these calls cannot
 * block each other for ever. Not for threads; it lives as long as its transaction.
 */
final class Transitions {
    private final Session session;
    private final Moment moment;
    private final Map<ShipmentId, ShipmentRecord> shipments = new HashMap<>();
    private final List<VerdictWriter.Change> changes = new ArrayList<>();
    private final Map<ShipmentId, ShipmentRecord> spawned = new LinkedHashMap<>();

    private Transitions(Session session, Moment moment) {
        this.session = session;
        this.moment = moment;
    }

    static List<TransitionResult> run(Session session, List<Transition> transitions) throws SQLException {
        return transitions.isEmpty() ? List.of() : new Transitions(session, Moment.read(session)).run(transitions);
    }

    private List<TransitionResult> run(List<Transition> transitions) throws SQLException {
        Set<String> ids = new TreeSet<>();
        transitions.forEach(transition -> ids.add(transition.shipment().value()));
        session.query(
                        session.sql().byIds + session.dialect().lockRows(),
                        params -> params.texts(ids),
                        ShipmentRows::read)
                .forEach(shipment -> shipments.put(shipment.id(), shipment));
        List<TransitionResult> results = new ArrayList<>();
        for (Transition transition : transitions) {
            results.add(judge(transition));
        }
        VerdictWriter writer = new VerdictWriter(session, moment);
        writer.updateLocked(changes);
        // A backup may have forgotten that it was shipped again before, under the same names.
        new StrayEvidence(session, moment).apply(spawned, writer);
        writer.flush();
        return results;
    }

    private TransitionResult judge(Transition transition) throws SQLException {
        ShipmentRecord current = shipments.get(transition.shipment());
        if (current == null) {
            return new TransitionResult.Missing(transition.shipment());
        }
        if (current.version() != transition.expectedVersion()) {
            return new TransitionResult.Stale(current);
        }
        Ruling ruling = ShipmentLaw.act(current, transition.action(), transition.actor(), moment.now());
        if (ruling instanceof Ruling.Refused refused) {
            return new TransitionResult.Refused(current, refused.reason());
        } else if (ruling instanceof Ruling.Allowed allowed) {
            return allow(current, VerdictWriter.truncated(allowed.verdict()));
        }
        throw new AssertionError(ruling);
    }

    private TransitionResult allow(ShipmentRecord current, Verdict verdict) throws SQLException {
        Verdict other = verdict.spawned();
        if (other != null) {
            ShipmentId id = other.after().id();
            if (shipments.containsKey(id) || exists(id)) {
                return new TransitionResult.Refused(current, "the shipment " + id + " exists already");
            }
            shipments.put(id, other.after());
            spawned.put(id, other.after());
        }
        changes.add(new VerdictWriter.Change(current, verdict));
        shipments.put(current.id(), verdict.after());
        return new TransitionResult.Done(verdict.after());
    }

    private boolean exists(ShipmentId id) throws SQLException {
        return session.first(session.sql().existing, params -> params.texts(List.of(id.value())), Row::text)
                .isPresent();
    }
}
