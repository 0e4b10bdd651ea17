package io.shiponce.examples.christmas;

import io.shiponce.carrier.simulated.Ledger;
import io.shiponce.examples.Intake;
import io.shiponce.examples.ShipmentPages;
import io.shiponce.examples.Words;
import io.shiponce.store.ShipmentFilter;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentRecord;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.ShipmentStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a replay ended. What was sent and what was sent twice is what the carrier's own ledger says, not what the store believes.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param sent distinct references in the ledger
 * @param duplicates creates beyond the first of each reference
 * @param lost shipments that the ledger does not have, or that are not confirmed in the store
 * @param resolvedByLookup shipments of which a look-up found out that the carrier had them
 * @param resolvedByOperator shipments that a person declared not sent
 */
public record Verdict(
        long orders,
        long shipments,
        long sent,
        long duplicates,
        long lost,
        long inDoubt,
        long resolvedByLookup,
        long resolvedByOperator,
        int kills,
        double seconds) {
    /** Reads the ledger and the store, and tells what became of what each kill left behind. */
    static Verdict of(ShipmentStore store, String shop, Path ledgerFile, Intake intake, List<Kill> kills, Story story) {
        Duration took = story.elapsed();
        Ledger ledger = Ledger.read(ledgerFile);
        Set<ShipmentId> all = new HashSet<>();
        long[] lostAndDoubtful = new long[2];
        ShipmentPages.forEach(store, ShipmentFilter.ALL.withShop(shop), shipment -> {
            all.add(shipment.id());
            lostAndDoubtful[0] += isLost(shipment, ledger) ? 1 : 0;
            lostAndDoubtful[1] += shipment.state() == ShipmentState.IN_DOUBT ? 1 : 0;
        });
        Resolved resolved = Resolved.of(store, all);
        kills.forEach(kill -> story.aside(resolved.fateOf(kill)));
        long sent = ledger.distinctReferences().size();
        return new Verdict(
                intake.accepted(),
                intake.shipments(),
                sent,
                ledger.creates() - sent,
                // A shipment that the store forgot altogether is lost as well.
                lostAndDoubtful[0] + intake.shipments() - all.size(),
                lostAndDoubtful[1],
                resolved.found().size(),
                resolved.declaredNotSent().size(),
                kills.size(),
                Words.seconds(took));
    }

    private static boolean isLost(ShipmentRecord shipment, Ledger ledger) {
        return shipment.state() != ShipmentState.CONFIRMED
                || !ledger.distinctReferences().contains(shipment.reference());
    }

    /** Whether the promise was kept, and nothing was left undone. */
    public boolean isGood() {
        return duplicates == 0 && lost == 0 && inDoubt == 0;
    }

    /** For a person. */
    public void tell(Story story) {
        story.plain("");
        story.plain("The verdict, from the carrier's own ledger:");
        line(story, "orders", orders, "");
        line(story, "shipments", shipments, "");
        line(story, "kills", kills, "SIGKILL, in mid-run");
        line(story, "sent", sent, "distinct references in the ledger");
        line(story, "duplicates", duplicates, "goods that left twice");
        line(story, "lost", lost, "not sent, or not known to be sent");
        line(story, "in doubt", inDoubt, "at the end");
        line(story, "found", resolvedByLookup, "doubts that a look-up settled");
        line(
                story,
                "declared",
                resolvedByOperator,
                "doubts that the operator settled as not sent, and that were sent then");
        story.plain("");
        story.plain(
                isGood()
                        ? "Each shipment left exactly as often as it should: once. It took " + seconds + " s."
                        : "THE PROMISE WAS BROKEN, or something was left undone. It took " + seconds + " s.");
    }

    private static void line(Story story, String what, long count, String remark) {
        story.plain(String.format("  %-11s %,9d  %s", what, count, remark).stripTrailing());
    }
}
