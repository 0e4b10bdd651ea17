package io.shiponce.testkit;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.Control.Change;
import io.shiponce.store.Control.Pause;
import io.shiponce.store.Control.SignOfLife;
import io.shiponce.store.Doubt;
import io.shiponce.store.Event;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.Payload;
import io.shiponce.store.Quarantine;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts, control and erasing of an {@link InMemoryShipmentStore}. Not for threads: the store's lock guards it. */
final class MemoryViews {
    private MemoryViews() {}

    static Control control(Memory memory, String installation, Instant now) {
        return new Control(
                now,
                installation,
                memory.incarnation,
                memory.quarantine,
                memory.pauses,
                List.copyOf(memory.engines.values()));
    }

    static void change(Memory memory, Change change, Instant now) {
        if (change instanceof Change.PauseCarrier pause) {
            memory.pauses.putIfAbsent(pause.carrier(), new Pause(now, pause.by(), pause.reason()));
        } else if (change instanceof Change.ResumeCarrier resume) {
            memory.pauses.remove(resume.carrier());
            forgive(memory, resume.carrier());
        } else if (change instanceof Change.Restored restored) {
            memory.incarnation = Control.nextIncarnation(memory.incarnation, now);
            memory.quarantine = new Quarantine(now, restored.quiet());
        } else if (change instanceof Change.LiftQuarantine) {
            memory.quarantine = null;
        } else if (change instanceof Change.NothingLost) {
            // There is one copy of the memory only: it can go on from no other.
        } else if (change instanceof Change.Alive alive) {
            memory.engines.merge(
                    alive.engine(),
                    new SignOfLife(alive.engine(), now, now),
                    (before, sign) -> new SignOfLife(alive.engine(), before.firstSeen(), now));
        } else {
            throw new AssertionError(change);
        }
    }

    /** R17: a new budget of doubts. */
    private static void forgive(Memory memory, String carrier) {
        for (ShipmentRecord shipment : memory.shipments.values()) {
            boolean meant = carrier.equals(Control.EVERYTHING) || carrier.equals(shipment.carrier());
            if (meant && shipment.doubt() != null) {
                memory.forgiven.put(shipment.id(), shipment.doubt());
            }
        }
    }

    static List<CarrierCounts> counts(Memory memory, ShipmentFilter filter, Instant now) {
        Map<String, Tally> tallies = new TreeMap<>();
        memory.shipments.values().stream()
                .filter(filter::matches)
                .forEach(shipment -> tallies.computeIfAbsent(shipment.carrier(), carrier -> new Tally())
                        .add(shipment, now));
        List<CarrierCounts> counts = new ArrayList<>();
        tallies.forEach((carrier, tally) -> counts.add(tally.counts(carrier)));
        return counts;
    }

    /** Counts one carrier. */
    private static final class Tally {
        private final Map<ShipmentState, Long> states = new EnumMap<>(ShipmentState.class);
        private long held;
        private long dated;
        private long backingOff;
        private @Nullable Instant nextDueAt;
        private @Nullable Instant readySince;
        private @Nullable Instant doubtfulSince;

        void add(ShipmentRecord shipment, Instant now) {
            states.merge(shipment.state(), 1L, Long::sum);
            Doubt doubt = shipment.doubt();
            if (doubt != null) {
                doubtfulSince = earlier(doubtfulSince, doubt.since());
            }
            if (shipment.state() != ShipmentState.PENDING) {
                return;
            }
            if (shipment.held() != null) {
                held++;
            } else if (shipment.notBefore().isAfter(now)) {
                dated++;
            } else if (shipment.dueAt().isAfter(now)) {
                backingOff++;
                nextDueAt = earlier(nextDueAt, shipment.dueAt());
            } else {
                Instant due = shipment.dueAt();
                readySince = earlier(readySince, due.isAfter(shipment.notBefore()) ? due : shipment.notBefore());
            }
        }

        private static Instant earlier(@Nullable Instant known, Instant other) {
            return known == null || other.isBefore(known) ? other : known;
        }

        CarrierCounts counts(String carrier) {
            return new CarrierCounts(carrier, states, held, dated, backingOff, nextDueAt, readySince, doubtfulSince);
        }
    }

    /** S11: a cursor names a place and the incarnation that wrote there. */
    static List<Event> events(Memory memory, String cursor, int limit) {
        long incarnation = 0;
        int from = -1;
        if (!cursor.equals(Event.START)) {
            int colon = cursor.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("not a cursor of this store: hand in one that events() gave");
            }
            incarnation = Long.parseLong(cursor.substring(0, colon));
            from = Integer.parseInt(cursor.substring(colon + 1));
        }
        List<Event> events = new ArrayList<>();
        for (int place = 0; place < memory.events.size() && events.size() < limit; place++) {
            Memory.Logged logged = memory.events.get(place);
            if (logged != null
                    && (logged.incarnation() > incarnation || (logged.incarnation() == incarnation && place > from))) {
                events.add(new Event(logged.incarnation() + ":" + place, logged.entry()));
            }
        }
        return events;
    }

    /** S16. */
    static List<ShipmentRecord> erasable(Memory memory, Instant finishedBefore, int limit) {
        return memory.shipments.values().stream()
                .filter(shipment -> shipment.state().isFinal())
                .filter(shipment -> isOlder(memory, shipment.id(), finishedBefore))
                .filter(shipment -> holdsData(memory, shipment.id()))
                .limit(limit)
                .toList();
    }

    /** S16. */
    static int erase(Memory memory, List<ShipmentRecord> seen) {
        int erased = 0;
        for (ShipmentRecord shipment : seen) {
            ShipmentId id = shipment.id();
            if (shipment.state().isFinal() && shipment.equals(memory.shipments.get(id)) && holdsData(memory, id)) {
                memory.payloads.put(id, Payload.EMPTY);
                memory.receipts.computeIfPresent(
                        id, (key, receipts) -> new ArrayList<>(Collections.nCopies(receipts.size(), Payload.EMPTY)));
                erased++;
            }
        }
        return erased;
    }

    private static boolean isOlder(Memory memory, ShipmentId id, Instant finishedBefore) {
        List<HistoryEntry> history = memory.history(id);
        return history.get(history.size() - 1).at().isBefore(finishedBefore);
    }

    private static boolean holdsData(Memory memory, ShipmentId id) {
        return !Objects.equals(memory.payloads.get(id), Payload.EMPTY)
                || memory.receipts.getOrDefault(id, List.of()).stream().anyMatch(receipt -> receipt.size() > 0);
    }
}
