package io.shiponce.examples.christmas;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells what happens while it happens, each line with its time. Safe for any thread. */
public final class Story {
    private final PrintWriter out;
    private final long startedAtNanos = System.nanoTime();

    /** The clock starts now. */
    public Story(PrintWriter out) {
        this.out = out;
    }

    synchronized void tell(String text) {
        out.println(String.format(Locale.ROOT, "[%6.2f s] %s", elapsed().toMillis() / 1e3, text));
        out.flush();
    }

    synchronized void aside(String text) {
        out.println("           " + text);
        out.flush();
    }

    synchronized void plain(String text) {
        out.println(text);
        out.flush();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAtNanos);
    }
}
