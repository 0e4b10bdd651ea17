package io.shiponce.testkit;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.Doubt;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ExchangeResult.CarrierStatus;
import io.shiponce.store.ExchangeResult.Settled;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores that break S4 for a moment only; or S5, S6 or S7 where the carrier said yes and gives its number later, and nowhere else. */
final class BrokenLateStores {
    private BrokenLateStores() {}

    /** S4: the receipts of an exchange come in a commit of their own. */
    static final class KeepsReceiptsLater extends InMemoryShipmentStore {
        KeepsReceiptsLater(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            Map<ShipmentId, List<Payload>> late = new HashMap<>();
            ExchangeResult result;
            synchronized (lock) {
                Map<ShipmentId, Integer> before = new HashMap<>();
                memory.receipts.forEach((id, receipts) -> before.put(id, receipts.size()));
                result = super.exchange(request);
                memory.receipts.forEach((id, receipts) -> {
                    List<Payload> added = receipts.subList(before.getOrDefault(id, 0), receipts.size());
                    late.put(id, new ArrayList<>(added));
                    added.clear();
                });
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            synchronized (lock) {
                late.forEach((id, receipts) ->
                        Objects.requireNonNull(memory.receipts.get(id)).addAll(receipts));
            }
            return result;
        }
    }

    /** S5: takes the carrier's yes for a repetition of the unknown that went before it. */
    static final class TakesTheYesForARepetition extends InMemoryShipmentStore {
        TakesTheYesForARepetition(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                List<Settlement> repeated = request.settlements().stream()
                        .filter(this::repeatsAnUnknown)
                        .toList();
                List<Settlement> others = new ArrayList<>(request.settlements());
                others.removeAll(repeated);
                ExchangeResult result = super.exchange(new ExchangeRequest(
                        request.id(),
                        request.engine(),
                        request.incarnation(),
                        others,
                        request.claims(),
                        request.expireUpTo()));
                List<Settled> settled = new ArrayList<>(result.settled());
                repeated.forEach(one -> settled.add(noted(one, result)));
                return new ExchangeResult(
                        result.now(),
                        result.incarnation(),
                        settled,
                        result.claimed(),
                        result.expired(),
                        result.carriers());
            }
        }

        private boolean repeatsAnUnknown(Settlement settlement) {
            return settlement.outcome().kind() == HistoryEntry.Kind.NUMBER_FOLLOWS
                    && memory.shipments.containsKey(settlement.shipment())
                    && memory.evidence.contains(new Memory.Evidence(
                            settlement.shipment(), settlement.claim(), HistoryEntry.Kind.UNKNOWN, null));
        }

        private Settled noted(Settlement one, ExchangeResult result) {
            ShipmentRecord shipment = Objects.requireNonNull(memory.shipments.get(one.shipment()));
            HistoryEntry entry = new HistoryEntry(
                    one.shipment(),
                    result.now(),
                    one.outcome().kind(),
                    shipment.state(),
                    shipment.state(),
                    one.by().value(),
                    one.revision(),
                    one.attempt(),
                    one.claim(),
                    null,
                    one.outcome().detail(),
                    1);
            memory.keep(one.shipment(), List.of(entry), null);
            return new Settled(one, shipment, false, false);
        }
    }

    /** S6: replays all kept evidence without a number as an unknown. */
    static final class ForgetsThatItWasAYes extends InMemoryShipmentStore {
        ForgetsThatItWasAYes(Clock clock) {
            super(clock);
        }

        @Override
        public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
            synchronized (lock) {
                List<AcceptResult> results = super.accept(plans, actor);
                plans.stream()
                        .flatMap(plan -> plan.shipments().stream())
                        .forEach(planned -> memory.shipments.computeIfPresent(
                                planned.id(),
                                (id, shipment) -> shipment.awaitsNumber() ? onlyUnknown(shipment) : shipment));
                return results;
            }
        }

        private static ShipmentRecord onlyUnknown(ShipmentRecord it) {
            Doubt doubt = Objects.requireNonNull(it.doubt());
            return new ShipmentRecord(
                    it.id(),
                    it.order(),
                    it.part(),
                    it.carrier(),
                    it.version(),
                    it.state(),
                    it.revision(),
                    it.reference(),
                    it.key(),
                    it.fingerprint(),
                    it.priority(),
                    it.notBefore(),
                    it.dueAt(),
                    it.placedAt(),
                    it.attempt(),
                    it.attemptsForgiven(),
                    it.exposed(),
                    it.cancelRequested(),
                    it.held(),
                    it.claim(),
                    it.firstClaimedAt(),
                    it.trackingNumber(),
                    new Doubt(Doubt.Cause.UNKNOWN_ANSWER, doubt.since(), doubt.quietEndsAt()),
                    it.reshipOf());
        }
    }

    /** S7: a yes whose number follows counts against the carrier. */
    static final class CountsEveryDoubt extends InMemoryShipmentStore {
        CountsEveryDoubt(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                ExchangeResult result = super.exchange(request);
                Map<String, CarrierStatus> carriers = new HashMap<>(result.carriers());
                carriers.replaceAll((carrier, status) ->
                        new CarrierStatus(status.paused(), status.openDoubts() + awaiting(carrier)));
                return new ExchangeResult(
                        result.now(),
                        result.incarnation(),
                        result.settled(),
                        result.claimed(),
                        result.expired(),
                        carriers);
            }
        }

        private int awaiting(String carrier) {
            return (int) memory.shipments.values().stream()
                    .filter(shipment -> shipment.carrier().equals(carrier) && shipment.awaitsNumber())
                    .count();
        }
    }
}
