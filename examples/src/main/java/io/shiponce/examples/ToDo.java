package io.shiponce.examples;

import io.shiponce.store.CarrierCounts;
import io.shiponce.store.Control;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells a person what is left for them after a dispatch, and which command helps. Stateless and safe for any thread. */
final class ToDo {
    private static final int MOST_REASONS = 5;

    private ToDo() {}

    /**
     * One line for each kind of thing; none if nothing needs a person.
     *
     * @param served the carriers that this run had an adapter for
     * @param quietUntil until when those of them are quiet that are now
     * @param unfinished the run was limited or interrupted, so that what is still pending says nothing
     */
    static List<String> of(
            ShipmentStore store,
            List<CarrierCounts> counts,
            Set<String> served,
            Map<String, Instant> quietUntil,
            List<ShipmentId> alarms,
            boolean unfinished) {
        List<String> lines = new ArrayList<>();
        Totals totals = Totals.of(counts);
        alarms.forEach(
                id -> lines.add("shipment " + id + " may have left TWICE: 'history " + id + "' tells what is known"));
        if (totals.inDoubt() > 0) {
            lines.add(Words.of(totals.inDoubt())
                    + " in doubt: nobody knows whether the carrier has them. See 'shipments --state"
                    + " IN_DOUBT'; settle with 'resolve ID --sent TRACKING' or 'resolve ID --not-sent'");
        }
        if (totals.rejected() > 0) {
            lines.add(Words.of(totals.rejected())
                    + " rejected by their carriers: 'history ID' tells why, 'amend ID' corrects" + " the address");
        }
        if (totals.held() > 0) {
            lines.add(Words.of(totals.held()) + " held: " + reasons(store)
                    + "; 'retry ID' or 'retry --all-held' releases them");
        }
        Control control = store.control();
        control.pauses()
                .forEach((carrier, pause) -> lines.add("carrier " + carrier + " is paused since " + pause.since()
                        + " by " + pause.by() + ": " + pause.reason() + "; 'resume " + carrier + "' ends it"));
        if (!unfinished) {
            counts.forEach(carrier -> waiting(carrier, served, quietUntil, control, lines));
        }
        return lines;
    }

    private static void waiting(
            CarrierCounts counts,
            Set<String> served,
            Map<String, Instant> quietUntil,
            Control control,
            List<String> lines) {
        long waiting = counts.ready() + counts.backingOff();
        String carrier = counts.carrier();
        if (waiting <= 0 || control.isPaused(carrier)) {
            return;
        }
        Instant opens = quietUntil.get(carrier);
        if (opens != null) {
            lines.add(Words.of(waiting) + " pending: quiet hours of carrier " + carrier + " until " + opens
                    + "; run 'dispatch' again then");
            return;
        }
        lines.add(Words.of(waiting)
                + (served.contains(carrier)
                        ? " pending: carrier " + carrier + " did not take them; run 'dispatch' again when it does"
                        : " pending for carrier " + carrier + ", which this run had no adapter for: see --carriers"));
    }

    private static String reasons(ShipmentStore store) {
        Map<String, Integer> reasons = new TreeMap<>();
        ShipmentPages.forEach(store, ShipmentFilter.ALL.withState(ShipmentState.PENDING), shipment -> {
            String held = shipment.held();
            if (held != null) {
                String known = reasons.size() < MOST_REASONS || reasons.containsKey(held) ? held : "other reasons";
                reasons.merge(known, 1, Integer::sum);
            }
        });
        List<String> words = new ArrayList<>();
        reasons.forEach((reason, count) -> words.add(count + " x \"" + reason + "\""));
        return String.join(", ", words);
    }
}
