package io.shiponce.page;

import io.shiponce.DispatchEngine;
import io.shiponce.DispatchRun;
import io.shiponce.Selection;
import io.shiponce.page.view.RunLine;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The runs that were started from the page. Safe for any thread; remembers the latest, and all that are under way. */
final class RunBook {
    private static final int REMEMBERED = 10;
    private static final int MOST_AT_ONCE = 20;

    private final DispatchEngine engine;
    private final Clock clock;
    private final Deque<Started> runs = new ArrayDeque<>();
    private int count;

    private record Started(int number, String what, String by, Instant at, DispatchRun run, AtomicBoolean stopped) {
        boolean isOver() {
            return run.completion().isDone();
        }
    }

    RunBook(DispatchEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Starts one; empty if too many are under way already. */
    synchronized Optional<Integer> start(Selection selection, String what, String by) {
        if (runs.stream().filter(run -> !run.isOver()).count() >= MOST_AT_ONCE) {
            return Optional.empty();
        }
        runs.addFirst(new Started(++count, what, by, clock.instant(), engine.dispatch(selection), new AtomicBoolean()));
        Iterator<Started> oldest = runs.descendingIterator();
        while (runs.size() > REMEMBERED && oldest.hasNext()) {
            if (oldest.next().isOver()) {
                oldest.remove();
            }
        }
        return Optional.of(count);
    }

    /** What became of a wish to stop. */
    enum Stop {
        /** It claims nothing more. */
        STOPPED,
        /** Somebody else had stopped it. */
        STOPPED_BEFORE,
        /** It had come to its end. */
        OVER,
        /** There is no such run here. */
        UNKNOWN
    }

    synchronized Stop stop(int number) {
        for (Started run : runs) {
            if (run.number() == number) {
                if (run.isOver()) {
                    return Stop.OVER;
                }
                run.run().cancel();
                return run.stopped().getAndSet(true) ? Stop.STOPPED_BEFORE : Stop.STOPPED;
            }
        }
        return Stop.UNKNOWN;
    }

    synchronized List<RunLine> lines() {
        return runs.stream()
                .map(run -> new RunLine(
                        run.number(),
                        run.what(),
                        run.by(),
                        run.at(),
                        run.run().progress(),
                        run.isOver(),
                        run.stopped().get(),
                        failure(run.run())))
                .toList();
    }

    private static @Nullable String failure(DispatchRun run) {
        if (!run.completion().isCompletedExceptionally()) {
            return null;
        }
        try {
            run.completion().getNow(null);
            return null;
        } catch (CancellationException | CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return String.valueOf(cause.getMessage());
        }
    }
}
