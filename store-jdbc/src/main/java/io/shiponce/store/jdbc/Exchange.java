package io.shiponce.store.jdbc;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.Control;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ExchangeResult.CarrierStatus;
import io.shiponce.store.ExchangeResult.Settled;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One exchange, in one transaction: take settlements, put expired claims in doubt, claim (S2 to S8). Not for threads; it lives
 * as long as its transaction. Rows that somebody else holds are left out everywhere (R16).
 */
final class Exchange {
    private static final Comparator<StoredShipment> FIRST_DUE_FIRST = Comparator.comparing(
            StoredShipment::shipment,
            Comparator.comparingInt(ShipmentRecord::priority)
                    .reversed()
                    .thenComparing(ShipmentRecord::dueAt)
                    .thenComparing(ShipmentRecord::id));

    private final Session session;
    private final ExchangeRequest request;
    private final ReadyCursor.Walk walk;
    private final Moment moment;
    private final VerdictWriter writer;
    private final Settling settling;

    /** Its moment is one at which the settlements' rows are locked. */
    private Exchange(Session session, ExchangeRequest request, ReadyCursor.Walk walk) throws SQLException {
        this.session = session;
        this.request = request;
        this.walk = walk;
        session.dialect().lockExchange(session, request.id());
        List<ShipmentRecord> settled = Settling.lockAhead(session, request.settlements());
        this.moment = Moment.read(session);
        this.writer = new VerdictWriter(session, moment);
        this.settling = Settling.of(request.settlements(), settled, session, moment, writer);
    }

    /**
     * Empty, and nothing was written, if a settlement is of a shipment that is not here (S6). Its order may be coming in at this instant,
     * and neither would see the other; so this is for {@link #runAlone}.
     */
    static Optional<ExchangeResult> run(Session session, ExchangeRequest request, ReadyCursor.Walk walk)
            throws SQLException {
        Exchange exchange = new Exchange(session, request, walk);
        return exchange.settling.isOfUnknown() ? Optional.empty() : Optional.of(exchange.run());
    }

    /** In {@link Dialect.Mode#ALONE}. */
    static ExchangeResult runAlone(Session session, ExchangeRequest request, ReadyCursor.Walk walk)
            throws SQLException {
        return new Exchange(session, request, walk).run();
    }

    private ExchangeResult run() throws SQLException {
        List<Settled> settled = settling.settle();
        List<ShipmentRecord> expired = expire();
        Map<String, CarrierStatus> carriers = carriers();
        List<StoredShipment> claimed = claim(carriers);
        writer.flush();
        if (request.expireUpTo() > 0) {
            FinishedTally.fold(session);
        }
        return new ExchangeResult(moment.now(), moment.incarnation(), settled, claimed, expired, carriers);
    }

    private List<ShipmentRecord> expire() throws SQLException {
        if (request.expireUpTo() == 0) {
            return List.of();
        }
        List<VerdictWriter.Change> changes = new ArrayList<>();
        List<ShipmentRecord> shipments = session.query(
                session.sql().expired,
                params -> params.time(moment.now()).number(request.expireUpTo()),
                ShipmentRows::read);
        for (ShipmentRecord shipment : shipments) {
            ShipmentLaw.expire(shipment, request.engine(), moment.now())
                    .map(VerdictWriter::truncated)
                    .ifPresent(verdict -> changes.add(new VerdictWriter.Change(shipment, verdict)));
        }
        return winners(changes).stream().map(Verdict::after).toList();
    }

    private List<Verdict> winners(List<VerdictWriter.Change> changes) throws SQLException {
        boolean[] won = writer.update(changes);
        List<Verdict> winners = new ArrayList<>();
        for (int i = 0; i < won.length; i++) {
            if (won[i]) {
                winners.add(changes.get(i).verdict());
            }
        }
        return winners;
    }

    /** R17: after what this exchange has settled, and before what it claims. */
    private Map<String, CarrierStatus> carriers() throws SQLException {
        if (request.claims().isEmpty()) {
            return Map.of();
        }
        Set<String> asked = new HashSet<>();
        request.claims().forEach(claim -> asked.add(claim.carrier()));
        List<String> pauses = session.queryAhead(session.sql().pauses, Session.Binding.NOTHING, row -> row.text());
        Map<String, Integer> doubts = new HashMap<>();
        session.query(
                session.sql().unanswered, params -> params.texts(asked), row -> doubts.put(row.text(), row.number()));
        Set<String> paused = new HashSet<>(pauses);
        Map<String, CarrierStatus> carriers = new HashMap<>();
        for (String carrier : asked) {
            boolean isPaused = paused.contains(carrier) || paused.contains(Control.EVERYTHING);
            carriers.put(carrier, new CarrierStatus(isPaused, doubts.getOrDefault(carrier, 0)));
        }
        return carriers;
    }

    /** S7. Of several requests for one carrier, a later one has the doubt room that the earlier ones left. */
    private List<StoredShipment> claim(Map<String, CarrierStatus> carriers) throws SQLException {
        List<StoredShipment> claimed = new ArrayList<>();
        if (request.incarnation() != moment.incarnation()) {
            return claimed;
        }
        Map<String, Integer> taken = new HashMap<>(carriers.size());
        for (ClaimRequest wanted : request.claims()) {
            CarrierStatus status = Objects.requireNonNull(carriers.get(wanted.carrier()));
            int room = wanted.doubtRoom() - status.openDoubts() - taken.getOrDefault(wanted.carrier(), 0);
            int most = Math.min(wanted.limit(), room);
            if (most > 0 && !status.paused()) {
                List<StoredShipment> won = claim(wanted, most);
                taken.merge(wanted.carrier(), won.size(), Integer::sum);
                claimed.addAll(won);
            }
        }
        claimed.sort(FIRST_DUE_FIRST);
        return claimed;
    }

    private List<StoredShipment> claim(ClaimRequest wanted, int most) throws SQLException {
        List<ShipmentRecord> candidates = candidates(wanted, most);
        if (candidates.isEmpty()) {
            return List.of();
        }
        Map<String, Payload> payloads = payloadsOf(candidates);
        List<VerdictWriter.Change> changes = new ArrayList<>();
        for (ShipmentRecord candidate : candidates) {
            Verdict verdict =
                    ShipmentLaw.claim(candidate, wanted.terms(), request.id(), request.engine(), moment.now());
            changes.add(new VerdictWriter.Change(candidate, VerdictWriter.truncated(verdict)));
        }
        return winners(changes).stream()
                .map(Verdict::after)
                .map(claimed -> new StoredShipment(
                        claimed, payloads.getOrDefault(claimed.id().value(), Payload.EMPTY)))
                .toList();
    }

    /** Read when the rows are locked: together with them, a payload could be another revision's. They are there after the next statement. */
    private Map<String, Payload> payloadsOf(List<ShipmentRecord> candidates) throws SQLException {
        List<String> ids = candidates.stream().map(one -> one.id().value()).toList();
        Map<String, Payload> payloads = new HashMap<>();
        session.queryAhead(
                session.sql().payloads, params -> params.texts(ids), row -> payloads.put(row.text(), row.bytes()));
        return payloads;
    }

    private List<ShipmentRecord> candidates(ClaimRequest wanted, int most) throws SQLException {
        FilterSql ready = ready(wanted);
        if (ready.isChosen() || !session.dialect().leavesDeadEntries()) {
            return candidates(ready, most);
        }
        String carrier = wanted.carrier();
        ReadyCursor.Place place = walk.of(carrier);
        if (place != null) {
            List<ShipmentRecord> behind = candidates(ready(wanted).behind(place), most);
            if (behind.size() == most) {
                walk.wentOn(carrier, place, behind);
                return behind;
            }
        }
        long beganAtNanos = walk.now();
        List<ShipmentRecord> first = candidates(ready, most);
        walk.found(carrier, first, beganAtNanos);
        return first;
    }

    private FilterSql ready(ClaimRequest wanted) {
        return FilterSql.ready(session.dialect(), wanted.carrier(), wanted.filter(), moment.now());
    }

    private List<ShipmentRecord> candidates(FilterSql ready, int most) throws SQLException {
        return session.query(
                session.sql().claimable(ready),
                params -> {
                    ready.bind(params);
                    params.number(most);
                },
                ShipmentRows::read);
    }
}
