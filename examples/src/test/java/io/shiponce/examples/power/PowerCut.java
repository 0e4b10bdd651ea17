package io.shiponce.examples.power;

import java.util.List;

/**
 * An instant at which everything stops, and what of the unsynced writes survives it.
 *
 * @param at between two lines of the trace
 * @param honestUntil from this line on the disk only says that it synced; {@link Span#NEVER} for an honest disk
 */
record PowerCut(long at, long honestUntil, Survival survival) {
    private static final Span NONE = new Span(0, 0);

    /** As the files of this name meet it. */
    PowerCut forFile(String name) {
        return new PowerCut(at, honestUntil, survival.forFile(name));
    }

    /** The last of these that was over when the power went, and was one. */
    Span lastSync(List<Span> syncs) {
        Span last = NONE;
        for (Span sync : syncs) {
            if (sync.returnedBefore(Math.min(at, honestUntil)) && sync.begin() >= last.begin()) {
                last = sync;
            }
        }
        return last;
    }

    @Override
    public String toString() {
        return "cut at " + at + ", of the unsynced writes survives " + survival.manner();
    }
}
