package io.shiponce.testkit;

import io.shiponce.store.ClaimRequest;
import io.shiponce.store.Control;
import io.shiponce.store.Doubt;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ExchangeResult.CarrierStatus;
import io.shiponce.store.ExchangeResult.Settled;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Outcome;
import io.shiponce.store.Payload;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentLaw;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoredShipment;
import io.shiponce.store.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One exchange of an {@link InMemoryShipmentStore}: settle, expire, claim. Not for threads: the store's lock guards it. */
final class MemoryExchange {
    private static final Comparator<ShipmentRecord> FIRST_DUE_FIRST = Comparator.comparingInt(ShipmentRecord::priority)
            .reversed()
            .thenComparing(ShipmentRecord::dueAt)
            .thenComparing(ShipmentRecord::id);

    private final Memory memory;
    private final ExchangeRequest request;
    private final Instant now;

    MemoryExchange(Memory memory, ExchangeRequest request, Instant now) {
        this.memory = memory;
        this.request = request;
        this.now = now;
    }

    ExchangeResult run() {
        List<Settled> settled = request.settlements().stream().map(this::settle).toList();
        List<ShipmentRecord> expired = expire();
        List<StoredShipment> claimed = new ArrayList<>();
        Map<String, CarrierStatus> carriers = new HashMap<>();
        Map<String, Integer> taken = new HashMap<>();
        for (ClaimRequest wanted : request.claims()) {
            String carrier = wanted.carrier();
            carriers.put(carrier, new CarrierStatus(isPaused(carrier), openDoubts(carrier)));
            List<StoredShipment> won = claim(wanted, taken.getOrDefault(carrier, 0));
            taken.merge(carrier, won.size(), Integer::sum);
            claimed.addAll(won);
        }
        claimed.sort(Comparator.comparing(StoredShipment::shipment, FIRST_DUE_FIRST));
        return new ExchangeResult(now, memory.incarnation, settled, claimed, expired, carriers);
    }

    private Settled settle(Settlement settlement) {
        ShipmentRecord shipment = memory.shipments.get(settlement.shipment());
        if (shipment == null) {
            return keepForUnknown(settlement);
        }
        Optional<Verdict> verdict =
                ShipmentLaw.settle(shipment, settlement, memory.incarnation, () -> isRecorded(settlement), now);
        verdict.ifPresent(memory::write);
        return verdict.map(written -> new Settled(settlement, written.after(), true, written.alarm()))
                .orElseGet(() -> new Settled(settlement, shipment, false, false));
    }

    /** S6: a restored backup does not know the shipment; what is known of it is kept for whoever asks. */
    private Settled keepForUnknown(Settlement settlement) {
        if (isRecorded(settlement)) {
            return new Settled(settlement, null, false, false);
        }
        Outcome outcome = settlement.outcome();
        Payload receipt = outcome instanceof Outcome.Accepted accepted ? accepted.receipt() : null;
        HistoryEntry entry = new HistoryEntry(
                settlement.shipment(),
                now,
                outcome.kind(),
                null,
                impliedState(outcome),
                settlement.by().value(),
                settlement.revision(),
                settlement.attempt(),
                settlement.claim(),
                numberOf(outcome),
                outcome.detail(),
                1);
        memory.keep(settlement.shipment(), List.of(entry), receipt);
        return new Settled(settlement, null, true, outcome instanceof Outcome.Accepted);
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

    static @Nullable String numberOf(Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted ? accepted.trackingNumber() : null;
    }

    private boolean isRecorded(Settlement settlement) {
        Outcome outcome = settlement.outcome();
        return memory.evidence.contains(
                new Memory.Evidence(settlement.shipment(), settlement.claim(), outcome.kind(), numberOf(outcome)));
    }

    private List<ShipmentRecord> expire() {
        List<ShipmentRecord> expired = new ArrayList<>();
        for (ShipmentRecord shipment : List.copyOf(memory.shipments.values())) {
            if (expired.size() < request.expireUpTo()) {
                ShipmentLaw.expire(shipment, request.engine(), now).ifPresent(verdict -> {
                    memory.write(verdict);
                    expired.add(verdict.after());
                });
            }
        }
        return expired;
    }

    /** S7. Of several requests for one carrier, a later one has the doubt room that the earlier ones left. */
    private List<StoredShipment> claim(ClaimRequest wanted, int taken) {
        String carrier = wanted.carrier();
        int most = Math.min(wanted.limit(), wanted.doubtRoom() - openDoubts(carrier) - taken);
        if (most <= 0 || isPaused(carrier) || request.incarnation() != memory.incarnation) {
            return List.of();
        }
        ShipmentFilter filter = wanted.filter()
                .withCarrier(carrier)
                .withState(ShipmentState.PENDING)
                .withDueBy(now);
        List<ShipmentRecord> due = memory.shipments.values().stream()
                .filter(filter::matches)
                .filter(shipment ->
                        shipment.held() == null && !shipment.notBefore().isAfter(now))
                .sorted(FIRST_DUE_FIRST)
                .limit(most)
                .toList();
        List<StoredShipment> claimed = new ArrayList<>();
        for (ShipmentRecord shipment : due) {
            Verdict verdict = ShipmentLaw.claim(shipment, wanted.terms(), request.id(), request.engine(), now);
            memory.write(verdict);
            claimed.add(
                    new StoredShipment(verdict.after(), Objects.requireNonNull(memory.payloads.get(shipment.id()))));
        }
        return claimed;
    }

    private boolean isPaused(String carrier) {
        return memory.pauses.containsKey(carrier) || memory.pauses.containsKey(Control.EVERYTHING);
    }

    /** R17. */
    private int openDoubts(String carrier) {
        return (int) memory.shipments.values().stream()
                .filter(shipment -> shipment.carrier().equals(carrier))
                .filter(this::countsAsDoubt)
                .count();
    }

    private boolean countsAsDoubt(ShipmentRecord shipment) {
        Doubt doubt = shipment.doubt();
        return doubt != null
                && doubt.cause() == Doubt.Cause.UNKNOWN_ANSWER
                && !doubt.equals(memory.forgiven.get(shipment.id()));
    }
}
