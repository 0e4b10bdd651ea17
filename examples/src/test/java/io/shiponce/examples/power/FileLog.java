package io.shiponce.examples.power;

import io.shiponce.examples.power.Change.Write;
import java.util.ArrayList;
import java.util.List;

/** All that was done to one file, in its order: as long as it had a name, and after. Filled by one thread, then read by any. */
final class FileLog {
    private final List<Timed> changes = new ArrayList<>();
    private final List<Span> syncs = new ArrayList<>();

    /** A change, and when it was made. */
    record Timed(Span span, Change change) {}

    void add(Span span, Change change) {
        changes.add(new Timed(span, change));
    }

    void addSync(Span span) {
        syncs.add(span);
    }

    /** How many writes began at this place. */
    long writesAt(int offset) {
        return changes.stream()
                .filter(one -> one.change() instanceof Write write && write.offset() == offset)
                .count();
    }

    List<Timed> changes() {
        return changes;
    }

    List<Span> syncs() {
        return syncs;
    }

    boolean isUnsynced(PowerCut cut) {
        Span sync = cut.lastSync(syncs);
        return changes.stream()
                .anyMatch(one -> one.span().beganBefore(cut.at()) && !one.span().returnedBefore(sync.begin()));
    }

    /** What the disk holds after the cut: all that was synced, and what survived of the rest. */
    Content after(PowerCut cut) {
        Content content = new Content();
        List<Change> unsynced = new ArrayList<>();
        Span sync = cut.lastSync(syncs);
        for (Timed one : changes) {
            if (one.span().returnedBefore(sync.begin())) {
                one.change().applyTo(content);
            } else if (one.span().beganBefore(cut.at())) {
                unsynced.add(one.change());
            }
        }
        cut.survival().of(unsynced).forEach(change -> change.applyTo(content));
        return content;
    }
}
