package io.shiponce.testkit;

import io.shiponce.store.Control;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.ExchangeResult.Settled;
import io.shiponce.store.Settlement;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Transition;
import io.shiponce.store.TransitionResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stores that break one of the rules S1 to S7 each, and no other. */
final class BrokenStores {
    private BrokenStores() {}

    /** S1: writes over versions that the actor never saw. */
    static final class LastWriterWins extends InMemoryShipmentStore {
        LastWriterWins(Clock clock) {
            super(clock);
        }

        @Override
        public List<TransitionResult> transition(List<Transition> transitions) {
            synchronized (lock) {
                return super.transition(transitions.stream().map(this::upToDate).toList());
            }
        }

        private Transition upToDate(Transition transition) {
            ShipmentRecord current = memory.shipments.get(transition.shipment());
            long version = current == null ? transition.expectedVersion() : current.version();
            return new Transition(transition.shipment(), version, transition.actor(), transition.action());
        }
    }

    /** S2: lets another engine claim what is claimed. */
    static final class ClaimsTwice extends InMemoryShipmentStore {
        ClaimsTwice(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                if (!request.claims().isEmpty()) {
                    memory.shipments.replaceAll(
                            (id, shipment) -> isOthers(shipment, request) ? freed(shipment) : shipment);
                }
                return super.exchange(request);
            }
        }

        private static boolean isOthers(ShipmentRecord shipment, ExchangeRequest request) {
            return shipment.state() == ShipmentState.CLAIMED
                    && shipment.attempt() == 1
                    && !Objects.requireNonNull(shipment.claim()).owner().equals(request.engine());
        }

        private static ShipmentRecord freed(ShipmentRecord it) {
            return new ShipmentRecord(
                    it.id(),
                    it.order(),
                    it.part(),
                    it.carrier(),
                    it.version(),
                    ShipmentState.PENDING,
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
                    it.doubt(),
                    it.reshipOf());
        }
    }

    /** S3: a crash forgets the receipts. */
    static final class ForgetsReceipts extends InMemoryShipmentStore {
        ForgetsReceipts(Clock clock) {
            super(clock);
        }

        void crash() {
            synchronized (lock) {
                memory.receipts.clear();
            }
        }
    }

    /** S4: writes the record and not its receipt. */
    static final class LosesReceipts extends InMemoryShipmentStore {
        LosesReceipts(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                ExchangeResult result = super.exchange(request);
                memory.receipts
                        .values()
                        .forEach(
                                receipts -> receipts.subList(1, receipts.size()).clear());
                return result;
            }
        }
    }

    /** S5: records repeated evidence once more. */
    static final class RecordsTwice extends InMemoryShipmentStore {
        RecordsTwice(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                memory.evidence.clear();
                ExchangeResult result = super.exchange(request);
                memory.evidence.clear();
                return result;
            }
        }
    }

    /** S6: drops evidence of any but the latest claim, as if it had been taken. */
    static final class DropsLateEvidence extends InMemoryShipmentStore {
        DropsLateEvidence(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                List<Settlement> late = new ArrayList<>(request.settlements());
                List<Settlement> taken =
                        late.stream().filter(this::isOfTheLatestClaim).toList();
                late.removeAll(taken);
                ExchangeResult result = super.exchange(new ExchangeRequest(
                        request.id(),
                        request.engine(),
                        request.incarnation(),
                        taken,
                        request.claims(),
                        request.expireUpTo()));
                List<Settled> settled = new ArrayList<>(result.settled());
                late.forEach(one -> settled.add(new Settled(one, memory.shipments.get(one.shipment()), true, true)));
                return new ExchangeResult(
                        result.now(),
                        result.incarnation(),
                        settled,
                        result.claimed(),
                        result.expired(),
                        result.carriers());
            }
        }

        private boolean isOfTheLatestClaim(Settlement settlement) {
            ShipmentRecord shipment = memory.shipments.get(settlement.shipment());
            return shipment != null && shipment.isLatestClaim(settlement.claim());
        }
    }

    /** S7: serves paused carriers. */
    static final class IgnoresPauses extends InMemoryShipmentStore {
        IgnoresPauses(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            synchronized (lock) {
                Map<String, Control.Pause> pauses = new HashMap<>(memory.pauses);
                memory.pauses.clear();
                ExchangeResult result = super.exchange(request);
                memory.pauses.putAll(pauses);
                return result;
            }
        }
    }
}
