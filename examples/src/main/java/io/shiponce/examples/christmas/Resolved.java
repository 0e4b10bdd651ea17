package io.shiponce.examples.christmas;

import io.shiponce.store.Event;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whose doubts were settled in which way. Immutable and safe for any thread. */
record Resolved(Set<ShipmentId> found, Set<ShipmentId> declaredNotSent) {
    private static final int PAGE = 1_000;

    Resolved {
        found = Set.copyOf(found);
        declaredNotSent = Set.copyOf(declaredNotSent);
    }

    /** Reads it from the store's events, for these shipments only. */
    static Resolved of(ShipmentStore store, Set<ShipmentId> shipments) {
        Set<ShipmentId> found = new HashSet<>();
        Set<ShipmentId> declared = new HashSet<>();
        String cursor = Event.START;
        for (List<Event> page = store.events(cursor, PAGE); !page.isEmpty(); page = store.events(cursor, PAGE)) {
            for (Event event : page) {
                HistoryEntry entry = event.entry();
                if (!shipments.contains(entry.shipment())) {
                    continue;
                }
                if (entry.kind() == HistoryEntry.Kind.FOUND) {
                    found.add(entry.shipment());
                } else if (entry.kind() == HistoryEntry.Kind.DECLARED_NOT_SENT) {
                    declared.add(entry.shipment());
                }
            }
            cursor = page.get(page.size() - 1).cursor();
        }
        return new Resolved(found, declared);
    }

    /** What became of what a kill left behind. */
    String fateOf(Kill kill) {
        return "Of the " + kill.openClaims().size() + " that kill " + kill.number() + " left open, "
                + both(kill.openClaims(), found) + " were found at the carrier, and "
                + both(kill.openClaims(), declaredNotSent) + " declared not sent.";
    }

    private static long both(Set<ShipmentId> some, Set<ShipmentId> others) {
        return some.stream().filter(others::contains).count();
    }
}
