package io.shiponce.store.jdbc;

import io.shiponce.store.HistoryEntry;
import io.shiponce.store.HistoryEntry.Kind;
import io.shiponce.store.ShipmentId;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S14: keeps a history short where the same thing happens again and again. Not for threads; it lives as long as one
 * transaction, whose rows nobody else can write.
 *
 * <ul>
 *   <li>A look-up right after a look-up is counted in the entry that is there. Readers of events learn nothing new from it.
 *   <li>"claimed, not sent" right after a "not sent" takes the place of both, and counts them: so it is an event of its own,
 *       and whoever has read that the shipment was claimed also reads that it is not any more.
 * </ul>
 */
final class HistoryFold {
    private final Session session;

    private record Placed(long id, HistoryEntry entry) {}

    HistoryFold(Session session) {
        this.session = session;
    }

    /** The entries that are still to be appended, in their order. */
    List<HistoryEntry> fold(List<Verdict> verdicts) throws SQLException {
        Map<ShipmentId, List<Placed>> lastTwo = lastTwoOf(candidates(verdicts));
        List<HistoryEntry> appended = new ArrayList<>();
        List<Placed> replaced = new ArrayList<>();
        List<Placed> repetitions = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            HistoryEntry entry = verdict.entries().get(0);
            List<Placed> last = lastTwo.getOrDefault(entry.shipment(), List.of());
            if (last.isEmpty() || verdict.entries().size() > 1) {
                appended.addAll(verdict.entries());
            } else if (repeatsLookUp(entry, last)) {
                repetitions.add(new Placed(last.get(0).id(), entry));
            } else if (repeatsNotSent(entry, last)) {
                replaced.addAll(last);
                appended.add(HistoryRows.counted(entry, last.get(1).entry().count() + 1));
            } else {
                appended.add(entry);
            }
        }
        write(replaced, repetitions);
        return appended;
    }

    /** Shipments with a single entry in this transaction, of a folding kind. */
    private static List<ShipmentId> candidates(List<Verdict> verdicts) {
        Map<ShipmentId, Integer> entries = new HashMap<>();
        verdicts.forEach(
                verdict -> entries.merge(verdict.after().id(), verdict.entries().size(), Integer::sum));
        return verdicts.stream()
                .filter(verdict -> verdict.entries().get(0).kind().folds())
                .map(verdict -> verdict.after().id())
                .filter(id -> entries.getOrDefault(id, 0) == 1)
                .toList();
    }

    private Map<ShipmentId, List<Placed>> lastTwoOf(List<ShipmentId> shipments) throws SQLException {
        Map<ShipmentId, List<Placed>> found = new HashMap<>();
        if (!shipments.isEmpty()) {
            session.query(
                            session.sql().lastTwoEntries,
                            params -> params.texts(
                                    shipments.stream().map(ShipmentId::value).toList()),
                            row -> new Placed(row.longNumber(), HistoryRows.read(row)))
                    .forEach(placed -> found.computeIfAbsent(placed.entry().shipment(), id -> new ArrayList<>(2))
                            .add(placed));
        }
        return found;
    }

    private static boolean repeatsLookUp(HistoryEntry entry, List<Placed> last) {
        HistoryEntry before = last.get(0).entry();
        return entry.kind() == Kind.LOOKED_UP
                && before.kind() == Kind.LOOKED_UP
                && entry.revision() == before.revision()
                && entry.attempt() == before.attempt();
    }

    private static boolean repeatsNotSent(HistoryEntry entry, List<Placed> last) {
        if (entry.kind() != Kind.NOT_SENT || last.size() < 2) {
            return false;
        }
        HistoryEntry claimed = last.get(0).entry();
        HistoryEntry before = last.get(1).entry();
        return entry.from() == ShipmentState.CLAIMED
                && entry.to() == ShipmentState.PENDING
                && claimed.kind() == Kind.CLAIMED
                && claimed.claim() != null
                && claimed.claim().equals(entry.claim())
                && before.kind() == Kind.NOT_SENT
                && before.revision() == entry.revision();
    }

    private void write(List<Placed> replaced, List<Placed> repetitions) throws SQLException {
        String otherwise = "a history entry was changed by somebody else, which no store ever does";
        Call.requireAll(session.conditional(session.sql().deleteEntry, replaced, HistoryFold::bindPlace), otherwise);
        boolean[] repeated = session.conditional(session.sql().repeatEntry, repetitions, (params, repetition) -> {
            HistoryEntry entry = repetition.entry();
            bindPlace(params.time(entry.at()).text(entry.actor()).text(entry.detail()), repetition);
        });
        Call.requireAll(repeated, otherwise);
    }

    private static void bindPlace(Params params, Placed placed) throws SQLException {
        params.text(placed.entry().shipment().value()).number(placed.id());
    }
}
