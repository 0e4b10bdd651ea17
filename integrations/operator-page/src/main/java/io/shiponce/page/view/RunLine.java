package io.shiponce.page.view;

import io.shiponce.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that was started from the page. Immutable and safe for any thread.
 *
 * @param number counts the runs of this page, from 1
 * @param what its selection, in words
 * @param stopping whether somebody has stopped it
 * @param failure why it ended before its time; null if it did not
 */
public record RunLine(
        int number,
        String what,
        String by,
        Instant startedAt,
        Progress progress,
        boolean over,
        boolean stopping,
        @Nullable String failure) {}
