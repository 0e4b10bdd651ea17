package io.shiponce.store.jdbc;

import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeResult.Settled;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settlements of one exchange (S5, S6). Several of one shipment are judged one after the other. Of a shipment whose row
 * somebody else holds nothing is returned: the engine repeats it (R16). Not for threads; it lives as long as its transaction.
 */
final class Settling {
    private final List<Settlement> settlements;
    private final Session session;
    private final Moment moment;
    private final VerdictWriter writer;
    private final Map<ShipmentId, ShipmentRecord> shipments = new HashMap<>();
    private final Set<ShipmentId> unknown = new HashSet<>();
    private Set<Evidence> recorded = Set.of();

    /** S5: evidence is the same if all of this is. */
    private record Evidence(
            ShipmentId shipment,
            @Nullable ExchangeId claim,
            HistoryEntry.Kind kind,
            @Nullable String number) {}

    private Settling(List<Settlement> settlements, Session session, Moment moment, VerdictWriter writer) {
        this.settlements = settlements;
        this.session = session;
        this.moment = moment;
        this.writer = writer;
    }

    /** Locks those of their shipments that can be had; they are there after the next statement. */
    static List<ShipmentRecord> lockAhead(Session session, List<Settlement> settlements) throws SQLException {
        Set<String> ids = ids(settlements);
        return ids.isEmpty()
                ? List.of()
                : session.queryAhead(
                        session.sql().byIds + session.dialect().lockFreeRows(),
                        params -> params.texts(ids),
                        ShipmentRows::read);
    }

    /** Of the shipments that were locked; writes nothing yet. */
    static Settling of(
            List<Settlement> settlements,
            List<ShipmentRecord> locked,
            Session session,
            Moment moment,
            VerdictWriter writer)
            throws SQLException {
        Settling settling = new Settling(settlements, session, moment, writer);
        locked.forEach(shipment -> settling.shipments.put(shipment.id(), shipment));
        settling.findUnknown();
        return settling;
    }

    /** In the order in which everybody locks them. */
    private static Set<String> ids(List<Settlement> settlements) {
        Set<String> ids = new TreeSet<>();
        settlements.forEach(settlement -> ids.add(settlement.shipment().value()));
        return ids;
    }

    /** Whether one of them is of a shipment that is not here. */
    boolean isOfUnknown() {
        return !unknown.isEmpty();
    }

    List<Settled> settle() throws SQLException {
        recorded = evidenceOf();
        List<Settled> settled = new ArrayList<>();
        List<VerdictWriter.Change> changes = new ArrayList<>();
        for (Settlement settlement : settlements) {
            ShipmentRecord shipment = shipments.get(settlement.shipment());
            if (shipment != null) {
                settled.add(settle(shipment, settlement, changes));
            } else if (unknown.contains(settlement.shipment())) {
                settled.add(keepForUnknown(settlement));
            }
        }
        writer.updateLocked(changes);
        return settled;
    }

    /** Of those that could not be locked: which do not exist. */
    private void findUnknown() throws SQLException {
        Set<String> asked = ids(settlements);
        shipments.keySet().forEach(id -> asked.remove(id.value()));
        if (!asked.isEmpty()) {
            asked.forEach(id -> unknown.add(new ShipmentId(id)));
            session.query(session.sql().existing, params -> params.texts(asked), row -> new ShipmentId(row.text()))
                    .forEach(unknown::remove);
        }
    }

    /** What the history holds of those whose claim is not open: of the others the law does not ask. */
    private Set<Evidence> evidenceOf() throws SQLException {
        Set<String> asked = new HashSet<>();
        Set<ShipmentId> seen = new HashSet<>();
        for (Settlement settlement : settlements) {
            ShipmentRecord shipment = shipments.get(settlement.shipment());
            boolean open = shipment != null
                    && shipment.state() == ShipmentState.CLAIMED
                    && shipment.isLatestClaim(settlement.claim())
                    && shipment.revision() == settlement.revision();
            if (!open || !seen.add(settlement.shipment())) {
                asked.add(settlement.shipment().value());
            }
        }
        return asked.isEmpty() ? new HashSet<>() : readEvidence(asked);
    }

    private Set<Evidence> readEvidence(Collection<String> asked) throws SQLException {
        Set<Evidence> found = new HashSet<>();
        session.query(session.sql().evidence, params -> params.texts(asked), HistoryRows::read)
                .forEach(entry ->
                        found.add(new Evidence(entry.shipment(), entry.claim(), entry.kind(), entry.trackingNumber())));
        return found;
    }

    private Settled settle(ShipmentRecord shipment, Settlement settlement, List<VerdictWriter.Change> changes) {
        Evidence evidence = evidence(settlement);
        Optional<Verdict> ordered = ShipmentLaw.settle(
                        shipment, settlement, moment.incarnation(), () -> recorded.contains(evidence), moment.now())
                .map(VerdictWriter::truncated);
        if (ordered.isEmpty()) {
            return new Settled(settlement, shipment, false, false);
        }
        Verdict verdict = ordered.get();
        changes.add(new VerdictWriter.Change(shipment, verdict));
        recorded.add(evidence);
        shipments.put(shipment.id(), verdict.after());
        return new Settled(settlement, verdict.after(), true, verdict.alarm());
    }

    private Settled keepForUnknown(Settlement settlement) {
        if (!recorded.add(evidence(settlement))) {
            return new Settled(settlement, null, false, false);
        }
        Outcome outcome = settlement.outcome();
        Payload receipt = outcome instanceof Outcome.Accepted accepted ? accepted.receipt() : null;
        writer.keepStray(
                new HistoryEntry(
                        settlement.shipment(),
                        moment.now(),
                        outcome.kind(),
                        null,
                        impliedState(outcome),
                        settlement.by().value(),
                        settlement.revision(),
                        settlement.attempt(),
                        settlement.claim(),
                        number(outcome),
                        outcome.detail(),
                        1),
                receipt);
        return new Settled(settlement, null, true, outcome instanceof Outcome.Accepted);
    }

    private static Evidence evidence(Settlement settlement) {
        return new Evidence(
                settlement.shipment(), settlement.claim(), settlement.outcome().kind(), number(settlement.outcome()));
    }

    /** As it is stored, so that it is found again. */
    private static @Nullable String number(Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted ? Params.storable(accepted.trackingNumber()) : null;
    }

    private static ShipmentState impliedState(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return ShipmentState.CONFIRMED;
        } else if (outcome instanceof Outcome.Rejected) {
            return ShipmentState.REJECTED;
        } else if (outcome instanceof Outcome.NotSent) {
            return ShipmentState.PENDING;
        } else if (outcome instanceof Outcome.Unknown) {
            return ShipmentState.IN_DOUBT;
        }
        throw new AssertionError(outcome);
    }
}
