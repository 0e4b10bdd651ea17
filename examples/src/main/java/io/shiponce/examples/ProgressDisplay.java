package io.shiponce.examples;

import io.shiponce.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how far a run is: a bar on a terminal, else a line every few seconds. For one thread. */
interface ProgressDisplay extends AutoCloseable {

    /** Shows it; costs next to nothing if nothing is to be shown yet. */
    void show(Progress progress);

    @Override
    void close();

    static ProgressDisplay on(PrintWriter err, boolean terminal) {
        return terminal ? new Bar() : new Lines(err);
    }

    /** What is certain, then what is estimated. */
    static String words(Progress progress) {
        StringBuilder words = new StringBuilder()
                .append(Words.of(progress.sent()))
                .append(" sent, ")
                .append(Words.of(progress.rejected()))
                .append(" rejected, ")
                .append(Words.of(progress.inDoubt()))
                .append(" in doubt, ")
                .append(Words.of(progress.reconciled()))
                .append(" found, ")
                .append(Words.of(progress.left()))
                .append(" left, ")
                .append(String.format(Locale.ROOT, "%.0f/s", progress.perSecond()));
        Duration timeLeft = progress.timeLeft();
        if (timeLeft != null && progress.left() > 0) {
            words.append(", about ").append(Words.of(timeLeft)).append(" left");
        }
        return words.toString();
    }

    /** A line every few seconds. */
    final class Lines implements ProgressDisplay {
        private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

        private final PrintWriter err;
        private long nextAtNanos = System.nanoTime() + EVERY_NANOS;

        Lines(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void show(Progress progress) {
            if (System.nanoTime() - nextAtNanos >= 0) {
                nextAtNanos = System.nanoTime() + EVERY_NANOS;
                err.println(words(progress));
                err.flush();
            }
        }

        @Override
        public void close() {}
    }

    /** A progress bar. */
    final class Bar implements ProgressDisplay {
        private final ProgressBar bar;
        private volatile @Nullable Duration timeLeft;

        Bar() {
            bar = new ProgressBarBuilder()
                    .setTaskName("")
                    .setInitialMax(0)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .setEtaFunction(state -> Optional.ofNullable(timeLeft))
                    .build();
        }

        @Override
        public void show(Progress progress) {
            timeLeft = progress.timeLeft();
            long done = progress.sent() + progress.rejected() + progress.inDoubt();
            bar.maxHint(done + progress.left());
            bar.stepTo(done);
            // The most important first: what does not fit into the line is cut off.
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    "%.0f/s, %,d rejected, %,d in doubt, %,d found",
                    progress.perSecond(),
                    progress.rejected(),
                    progress.inDoubt(),
                    progress.reconciled()));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
