package io.shiponce.internal;

import io.shiponce.CarrierLimits;
import io.shiponce.carrier.CarrierAdapter;
import io.shiponce.carrier.CarrierLookup;
import io.shiponce.carrier.Recovery;
import io.shiponce.store.RecoveryTerms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One carrier as an engine serves it: slots, rate, and how long to leave it alone. Coordinator only, but for the adapter. */
final class Lane {
    private static final Duration FIRST_PROBE = Duration.ofMillis(100);
    private static final Duration LAST_PROBE = Duration.ofSeconds(30);
    private static final int ROW_OF_REFUSALS = 8;
    private static final int LEAST_TRIES = 3;
    private static final long LASTING_NANOS = 2_000_000;
    private static final int FEW_AT_ONCE = 16;
    private static final int MANY_AT_ONCE = 256;
    /** A key that lasts for ever: far longer than anything stays in doubt, and still a time that stores can reckon with. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3_650);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String carrier;
    private final CarrierAdapter adapter;
    private final CarrierLimits limits;
    private final RecoveryTerms recovery;
    private int sending;
    private int asking;
    private int reserved;
    private int stuck;
    private int stuckLookups;
    private int stuckSweeps;
    private long quietUntilNanos;
    private int refusals;
    private long firstRefusalNanos;
    private long lastRefusalNanos;
    private int probes;
    private double tokens;
    private long refilledAtNanos;
    private boolean paused;
    private @Nullable String pauseWanted;
    private long meanSendNanos;

    Lane(String carrier, CarrierAdapter adapter, CarrierLimits limits, Duration claimTimeToLive, long nowNanos) {
        this.carrier = carrier;
        this.adapter = adapter;
        this.limits = limits;
        this.recovery = terms(adapter.recovery(), claimTimeToLive);
        this.quietUntilNanos = nowNanos;
        this.refilledAtNanos = nowNanos;
    }

    private static RecoveryTerms terms(Recovery recovery, Duration claimTimeToLive) {
        Duration lifetime = recovery.keyLifetime();
        return new RecoveryTerms(
                level(recovery.level()),
                recovery.scope(),
                recovery.format(),
                lifetime == null ? null : resendWindow(lifetime, claimTimeToLive));
    }

    /** R10: claimed so early that the fence (R3) still closes within half the key's lifetime. */
    private static Duration resendWindow(Duration keyLifetime, Duration claimTimeToLive) {
        Duration window = keyLifetime.dividedBy(2).minus(claimTimeToLive);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "a claim outlives half the carrier's keys (R10): claimTimeToLive must be less"
                            + " than half of keyLifetime, was " + claimTimeToLive + " with a keyLifetime of "
                            + keyLifetime);
        }
        return window.compareTo(LONGEST_WINDOW) < 0 ? window : LONGEST_WINDOW;
    }

    private static int level(Recovery.Level level) {
        return switch (level) {
            case NONE -> RecoveryTerms.NONE;
            case LOOKUP -> RecoveryTerms.LOOKUP;
            case UNIQUE_REFERENCE -> RecoveryTerms.UNIQUE_REFERENCE;
            case IDEMPOTENCY_KEY -> RecoveryTerms.IDEMPOTENCY_KEY;
        };
    }

    String carrier() {
        return carrier;
    }

    CarrierAdapter adapter() {
        return adapter;
    }

    RecoveryTerms recovery() {
        return recovery;
    }

    /** Whether this carrier can be asked for what it holds. */
    boolean looksUp() {
        return recovery.level() != RecoveryTerms.NONE && adapter instanceof CarrierLookup;
    }

    CarrierLimits limits() {
        return limits;
    }

    /** Whether no new send begins now, by the store's clock: what is under way goes on. */
    boolean isQuiet(Instant now) {
        return limits.quietHours().isQuiet(now);
    }

    /** R2: what can be sent at once, right now. */
    int claimable(long nowNanos) {
        if (paused || pauseWanted != null || nowNanos - quietUntilNanos < 0 || halfStuck()) {
            return 0;
        }
        int room = Math.min(free(), allowance(nowNanos));
        return Math.max(0, probes > 0 ? Math.min(room, 1 - sending + stuck) : room);
    }

    /**
     * What one exchange may claim. Where sends last, half the slots, so that one half is with the carrier while the other is exchanged, and
     * they neither begin nor end all at once. Few are claimed together all the same; and of many slots, no more than an exchange is done
     * with while others are sent.
     */
    int mostAtOnce() {
        int half = meanSendNanos > LASTING_NANOS ? limits.slots() / 2 : limits.slots();
        return Math.min(MANY_AT_ONCE, Math.max(FEW_AT_ONCE, half));
    }

    int free() {
        return limits.slots() - sending - asking - reserved;
    }

    /** R17: what of the doubt limit is not under way yet. What is stuck was settled: it counts among the doubts. */
    int doubtRoom() {
        return limits.doubtLimit() - (sending - stuck) - reserved;
    }

    /** Look-ups use senders' slots, but never more than half of them. */
    boolean takeForLookup() {
        if (free() < 1 || asking >= mostLookups()) {
            return false;
        }
        asking++;
        return true;
    }

    private int mostLookups() {
        return Math.max(1, limits.slots() / 2);
    }

    void lookupOverran() {
        stuckLookups++;
    }

    void lookupDone(boolean overran) {
        asking--;
        stuckLookups -= overran ? 1 : 0;
    }

    /** Whether none can be made before one of those returns that did not return in time, or a send that did not. */
    boolean lookupsStuck() {
        return stuckLookups >= mostLookups() || allStuck();
    }

    private boolean allStuck() {
        return stuck + stuckLookups >= limits.slots();
    }

    void reserve(int slots) {
        reserved += slots;
    }

    void release(int slots) {
        reserved -= slots;
    }

    void sendStarted() {
        sending++;
        tokens--;
    }

    void sendOverran() {
        stuck++;
    }

    void sendReturned(boolean overran) {
        sending--;
        stuck -= overran ? 1 : 0;
    }

    /** Half the slots by sends, or all of them: look-ups that hang leave the other half to the sends. */
    boolean halfStuck() {
        return (stuck * 2 >= limits.slots() && stuck > 0) || allStuck();
    }

    /** For people. */
    String stuckText() {
        return stuckLookups == 0 ? stuck + " sends" : stuck + " sends and " + stuckLookups + " look-ups";
    }

    /**
     * Counts sweeps, not time: a process that was stopped wakes to overdue sends whose answers have long been there, and they need
     * a moment to be read.
     */
    void pauseIfStuckFor(long sweeps) {
        stuckSweeps = halfStuck() ? stuckSweeps + 1 : 0;
        if (stuckSweeps > sweeps) {
            wantPause(stuckText() + " to this carrier are stuck");
        }
    }

    /** The carrier gave an answer about a shipment: it is there. */
    void answered() {
        refusals = 0;
        probes = 0;
    }

    /** The carrier did not take a shipment; after a row of them it is only probed, at growing intervals. */
    void refusedToTake(@Nullable Duration retryAfter, long nowNanos) {
        firstRefusalNanos = refusals == 0 ? nowNanos : firstRefusalNanos;
        lastRefusalNanos = nowNanos;
        refusals++;
        Duration pause = retryAfter == null ? Duration.ZERO : retryAfter;
        if (probes > 0 || refusals >= Math.max(ROW_OF_REFUSALS, limits.slots() / 4)) {
            Duration probe = FIRST_PROBE.multipliedBy(1L << Math.min(probes, 20));
            probe = probe.compareTo(LAST_PROBE) < 0 ? probe : LAST_PROBE;
            pause = pause.compareTo(probe) > 0 ? pause : probe;
            if (nowNanos - quietUntilNanos >= 0) {
                probes++;
            }
        }
        long until = nowNanos + pause.toNanos();
        if (until - quietUntilNanos > 0) {
            quietUntilNanos = until;
        }
    }

    /** Whether it took nothing for so long, however often it was tried, that a manual run does not wait for it any longer. */
    boolean hopeless() {
        return refusals >= LEAST_TRIES && lastRefusalNanos - firstRefusalNanos >= PATIENCE.toNanos();
    }

    boolean paused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    /** To be written to the store at the next occasion; until then nothing is claimed either. */
    void wantPause(String reason) {
        if (pauseWanted == null && !paused) {
            pauseWanted = reason;
        }
    }

    @Nullable
    String pauseWanted() {
        return pauseWanted;
    }

    void pauseWritten() {
        pauseWanted = null;
        paused = true;
    }

    /** When it may be asked again, if it is being left alone. */
    long quietUntilNanos() {
        return quietUntilNanos;
    }

    void sendTook(long took) {
        meanSendNanos += (took - meanSendNanos) / 16;
    }

    /** How long it pays to wait for further sends to finish: a twentieth of a send, while nearly all slots are busy. */
    long lingerNanos() {
        return free() * 8 <= limits.slots() ? meanSendNanos / 20 : 0;
    }

    private int allowance(long nowNanos) {
        if (!isRated()) {
            return Integer.MAX_VALUE;
        }
        tokens = tokensAt(nowNanos);
        refilledAtNanos = nowNanos;
        return (int) tokens;
    }

    private boolean isRated() {
        return limits.perSecond() != Double.POSITIVE_INFINITY;
    }

    private double burst() {
        return Math.max(1, limits.perSecond() / 10);
    }

    private double tokensAt(long nowNanos) {
        return Math.min(burst(), tokens + (nowNanos - refilledAtNanos) / 1e9 * limits.perSecond());
    }

    /**
     * How long until the rate allows sends again; 0 if it does now. Of many, half a burst is waited for: each by itself would cost an
     * exchange of its own.
     */
    long allowedInNanos(long nowNanos) {
        double missing = isRated() ? Math.max(1, burst() / 2) - tokensAt(nowNanos) : 0;
        return missing > 0 ? (long) Math.ceil(missing / limits.perSecond() * 1e9) : 0;
    }
}
