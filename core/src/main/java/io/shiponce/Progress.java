package io.shiponce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a {@link DispatchRun} is.
 *
 * <p>Immutable and safe for any thread. The numbers are this run's own, but for {@code left}, which other engines lower too.
 *
 * @param sent confirmed by an answer of the carrier
 * @param rejected refused by the carrier
 * @param inDoubt answers unknown, or a yes whose number follows later
 * @param reconciled doubts that ended by a look-up
 * @param left pending or claimed, and chosen by the run's selection, as last counted
 * @param inFlight being sent right now
 * @param perSecond settled sends per second since the start
 * @param timeLeft estimated from the rate; null as long as there is none
 */
public record Progress(
        long sent,
        long rejected,
        long inDoubt,
        long reconciled,
        long left,
        int inFlight,
        double perSecond,
        Duration elapsed,
        @Nullable Duration timeLeft) {}
