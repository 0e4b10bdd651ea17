package io.shiponce.page;

import io.shiponce.page.view.Figures;
import io.shiponce.page.view.Frame;
import io.shiponce.store.ShipmentState;
import io.shiponce.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells those who watch how it stands, once a second, as server-sent events; a screen reader only every quarter of a minute. Safe for
 * any thread; each stream has one, and there is a bound of streams.
 */
final class Live implements AutoCloseable {
    static final int MOST_STREAMS = 32;

    private static final long PERIOD_MILLIS = 1_000;
    private static final int SPOKEN_EVERY = 15;

    /** Then the browser connects anew, by itself. */
    private static final int PERIODS = 600;

    private final Watch watch;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);
    private boolean closed;

    Live(Watch watch) {
        this.watch = watch;
    }

    /** Ends when {@code goesOn} does not hold any more, as after a person has signed out. */
    PageAnswer stream(Frame frame, BooleanSupplier goesOn) {
        return Answers.stream(out -> {
            if (!streams.tryAcquire()) {
                event(out, "retry: 30000\n\n");
                return;
            }
            try {
                for (int period = 0; period < PERIODS && !isClosed() && goesOn.getAsBoolean(); period++) {
                    tell(out, frame, period);
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                streams.release();
            }
        });
    }

    private void tell(OutputStream out, Frame frame, int period) throws IOException {
        Figures figures;
        try {
            figures = watch.figures();
        } catch (StoreException e) {
            event(
                    out,
                    "event: figures\n"
                            + data("<p class=\"told UNKNOWN\">" + frame.say().of("store.away") + "</p>"));
            return;
        }
        event(out, "event: figures\n" + data(Answers.live(frame, figures)));
        if (period % SPOKEN_EVERY == 0) {
            event(
                    out,
                    "event: spoken\n"
                            + data(frame.say()
                                    .of(
                                            "overview.spoken",
                                            figures.finished(),
                                            figures.total(),
                                            figures.in(ShipmentState.IN_DOUBT),
                                            figures.in(ShipmentState.REJECTED))));
        }
    }

    private static String data(String text) {
        return "data: " + text.replace("\r", "").replace("\n", "\ndata: ") + "\n\n";
    }

    private static void event(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pause() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);
        for (long left = PERIOD_MILLIS; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
