package io.shiponce;

/**
 * How much of one carrier an engine uses at once.
 *
 * <p>Immutable and safe for any thread. Anything out of range throws {@link IllegalArgumentException}.
 *
 * @param slots sends at once, from 1 to 10,000: a crash leaves at most so many doubts (R2)
 * @param perSecond sends that begin per second, above 0; {@link Double#POSITIVE_INFINITY} for no limit
 * @param doubtLimit open doubts from unknown answers at which the carrier is paused for all engines (R17), at least 1
 * @param quietHours when no new send begins
 */
public record CarrierLimits(int slots, double perSecond, int doubtLimit, QuietHours quietHours) {
    /** 64 slots, no limit per second, paused at 128 doubts. */
    public static final CarrierLimits DEFAULT = ofSlots(64);

    public CarrierLimits {
        if (slots < 1 || slots > 10_000) {
            throw new IllegalArgumentException("slots must be between 1 and 10000, was " + slots);
        }
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("perSecond must be above 0, was " + perSecond);
        }
        if (doubtLimit < 1) {
            throw new IllegalArgumentException("doubtLimit must be at least 1, was " + doubtLimit);
        }
    }

    /** Sends at any time. */
    public CarrierLimits(int slots, double perSecond, int doubtLimit) {
        this(slots, perSecond, doubtLimit, QuietHours.NONE);
    }

    /** The same, but no new send begins in these hours. */
    public CarrierLimits withQuietHours(QuietHours hours) {
        return new CarrierLimits(slots, perSecond, doubtLimit, hours);
    }

    /** So many slots, no limit per second, paused at twice as many doubts. */
    public static CarrierLimits ofSlots(int slots) {
        return new CarrierLimits(slots, Double.POSITIVE_INFINITY, 2 * slots);
    }
}
