package io.shiponce.store;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier offered for recovery when a claim was made (R9), in numbers that a store can keep.
 *
 * <p>Immutable and safe for any thread; a violation throws {@link IllegalArgumentException}.
 *
 * @param level 0 nothing, 1 look-up, 2 unique reference, 3 idempotency key
 * @param scope account and endpoint, at most 200 characters; {@link #ANY_SCOPE} where the claim was forgotten
 * @param format names how the request was built, at most 50 characters
 * @param resendWindow at level 3, how long after the first claim the same key may be claimed for again: half its lifetime less the
 *     claim's time to live (R10)
 */
public record RecoveryTerms(
        int level, String scope, String format, @Nullable Duration resendWindow) {
    /** Nothing. */
    public static final int NONE = 0;
    /** Found is proof, absent is not. */
    public static final int LOOKUP = 1;
    /** A second create with the same reference is refused for ever. */
    public static final int UNIQUE_REFERENCE = 2;
    /** The same key returns the first answer for a while. */
    public static final int IDEMPOTENCY_KEY = 3;

    /** The scope of a claim that a restored backup may have forgotten: every look-up may answer for it. */
    public static final String ANY_SCOPE = "*";

    public RecoveryTerms {
        if (level < NONE || level > IDEMPOTENCY_KEY) {
            throw new IllegalArgumentException("level must be between 0 and 3, was " + level);
        }
        Checks.text("scope", scope, 200);
        Checks.text("format", format, 50);
        if ((level == IDEMPOTENCY_KEY) != (resendWindow != null)) {
            throw new IllegalArgumentException("resendWindow must be given at level 3, and only there");
        }
        if (resendWindow != null && (resendWindow.isNegative() || resendWindow.isZero())) {
            throw new IllegalArgumentException("resendWindow must be positive, was " + resendWindow);
        }
    }

    /** Terms below level 3. */
    public static RecoveryTerms of(int level, String scope, String format) {
        return new RecoveryTerms(level, scope, format, null);
    }

    /** R9: whether they were recorded for this account and endpoint. Of a claim that a restored backup may have forgotten, nobody knows. */
    public boolean isFor(String presentScope) {
        return scope.equals(ANY_SCOPE) || scope.equals(presentScope);
    }

    /**
     * R9: what is left of these recorded terms under the present ones. The weaker level; nothing at all in another scope; at
     * level 3 the shorter window, and only a look-up where requests are built in another way.
     */
    public RecoveryTerms weakenedBy(RecoveryTerms present) {
        if (!isFor(present.scope)) {
            return of(NONE, scope, format);
        }
        int weaker = Math.min(level, present.level);
        if (level == IDEMPOTENCY_KEY && present.level == IDEMPOTENCY_KEY) {
            if (!format.equals(present.format)) {
                return of(LOOKUP, scope, format);
            }
            Duration mine = Objects.requireNonNull(resendWindow);
            Duration theirs = Objects.requireNonNull(present.resendWindow);
            return new RecoveryTerms(weaker, scope, format, mine.compareTo(theirs) <= 0 ? mine : theirs);
        }
        // Level 2 promises what level 3 does not: a key is remembered for a while, a unique reference for ever.
        boolean mixed = level == IDEMPOTENCY_KEY || present.level == IDEMPOTENCY_KEY;
        return of(mixed ? Math.min(weaker, LOOKUP) : weaker, scope, format);
    }
}
