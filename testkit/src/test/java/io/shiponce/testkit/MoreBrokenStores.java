package io.shiponce.testkit;

import io.shiponce.store.AcceptResult;
import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Event;
import io.shiponce.store.ExchangeId;
import io.shiponce.store.ExchangeRequest;
import io.shiponce.store.ExchangeResult;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.OrderPlan;
import io.shiponce.store.Payload;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stores that break one of the rules S8 to S16 each, and no other. */
final class MoreBrokenStores {
    private MoreBrokenStores() {}

    /** S8: reads its clock more than once in one call. */
    static final class ReadsTheClockTwice extends InMemoryShipmentStore {
        ReadsTheClockTwice(Clock clock) {
            super(clock);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            ExchangeResult result = super.exchange(request);
            return new ExchangeResult(
                    result.now().plusMillis(1),
                    result.incarnation(),
                    result.settled(),
                    result.claimed(),
                    result.expired(),
                    result.carriers());
        }
    }

    /** S9: does not know which exchange made a claim. */
    static final class LosesClaims extends InMemoryShipmentStore {
        LosesClaims(Clock clock) {
            super(clock);
        }

        @Override
        public List<ShipmentRecord> claimsOf(ExchangeId exchange) {
            return List.of();
        }
    }

    /** S10: takes a changed order for the stored one. */
    static final class SeesNoConflict extends InMemoryShipmentStore {
        SeesNoConflict(Clock clock) {
            super(clock);
        }

        @Override
        public List<AcceptResult> accept(List<OrderPlan> plans, String actor) {
            return super.accept(plans, actor).stream()
                    .map(result -> result instanceof AcceptResult.Conflict
                            ? new AcceptResult.AlreadyStored(List.of())
                            : result)
                    .toList();
        }
    }

    /** S11: skips an event between two pieces. */
    static final class SkipsEvents extends InMemoryShipmentStore {
        SkipsEvents(Clock clock) {
            super(clock);
        }

        @Override
        public List<Event> events(String cursor, int limit) {
            List<Event> events = super.events(cursor, limit + 1);
            return events.size() <= limit || cursor.equals(Event.START)
                    ? events.subList(0, Math.min(limit, events.size()))
                    : events.subList(1, events.size());
        }
    }

    /** S12: a reader that stops in the middle keeps all others out. */
    static final class BlockedByReaders extends InMemoryShipmentStore {
        private volatile Thread reader;

        BlockedByReaders(Clock clock) {
            super(clock);
        }

        @Override
        public List<CarrierCounts> counts(ShipmentFilter filter) {
            reader = Thread.currentThread();
            return super.counts(filter);
        }

        @Override
        public ExchangeResult exchange(ExchangeRequest request) {
            Thread other = reader;
            if (other != null && other != Thread.currentThread()) {
                throw new StoreException("locked by a reader that does not end");
            }
            return super.exchange(request);
        }
    }

    /** S14: folds nothing. */
    static final class NeverFolds extends InMemoryShipmentStore {
        NeverFolds(Clock clock) {
            super(clock);
        }

        @Override
        public List<HistoryEntry> history(ShipmentId shipment) {
            List<HistoryEntry> unfolded = new ArrayList<>();
            super.history(shipment).forEach(entry -> unfolded.addAll(Collections.nCopies(entry.count(), once(entry))));
            return unfolded;
        }

        private static HistoryEntry once(HistoryEntry it) {
            return new HistoryEntry(
                    it.shipment(),
                    it.at(),
                    it.kind(),
                    it.from(),
                    it.to(),
                    it.actor(),
                    it.revision(),
                    it.attempt(),
                    it.claim(),
                    it.trackingNumber(),
                    it.detail(),
                    1);
        }
    }

    /** S15: a crash forgets pauses, incarnation and quarantine. */
    static final class ForgetsPauses extends InMemoryShipmentStore {
        ForgetsPauses(Clock clock) {
            super(clock);
        }

        void crash() {
            synchronized (lock) {
                memory.pauses.clear();
                memory.quarantine = null;
            }
        }
    }

    /** S16: erases what is still to be sent. */
    static final class ErasesEverything extends InMemoryShipmentStore {
        ErasesEverything(Clock clock) {
            super(clock);
        }

        @Override
        public int erase(List<ShipmentRecord> seen) {
            synchronized (lock) {
                int erased = super.erase(seen);
                memory.payloads.replaceAll((id, payload) -> Payload.EMPTY);
                return erased;
            }
        }
    }
}
