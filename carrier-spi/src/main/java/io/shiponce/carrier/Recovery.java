package io.shiponce.carrier;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier offers to find out about, or to repeat, a send whose answer was lost.
 *
 * <p>Immutable and safe for any thread. It is recorded with each claim; recovery later uses the weaker of the recorded and
 * the present one, and none at all for another scope. Declare only what the carrier documents.
 *
 * @param scope account and endpoint in which references are looked up or unique, without secrets; at most 200 characters
 * @param format names how requests are built; change it whenever the bytes of a request would change, at most 50 characters
 * @param keyLifetime how long the carrier remembers an idempotency key; present at {@link Level#IDEMPOTENCY_KEY} only.
 *     An engine refuses one that is not more than twice its claims' time to live
 */
public record Recovery(
        Level level, String scope, String format, @Nullable Duration keyLifetime) {

    /** From nothing to everything; a higher level includes no promise of a lower one but the stated. */
    public enum Level {
        /** Nothing: a person decides each doubt. */
        NONE,
        /** Find by a reference that need not be unique: found settles a doubt, absent proves nothing. */
        LOOKUP,
        /**
         * A second create with the same reference is refused, for ever, per account, voided ones included; and it can be
         * found.
         */
        UNIQUE_REFERENCE,
        /** The same key returns the first answer, for a stated time. */
        IDEMPOTENCY_KEY
    }

    public Recovery {
        Checks.text("scope", scope, 200);
        Checks.text("format", format, 50);
        if ((level == Level.IDEMPOTENCY_KEY) != (keyLifetime != null)) {
            throw new IllegalArgumentException("keyLifetime must be given at level IDEMPOTENCY_KEY, and only there");
        }
        if (keyLifetime != null && (keyLifetime.isNegative() || keyLifetime.isZero())) {
            throw new IllegalArgumentException("keyLifetime must be positive, was " + keyLifetime);
        }
    }

    /** A carrier that offers nothing, look-up or unique references. */
    public static Recovery of(Level level, String scope, String format) {
        return new Recovery(level, scope, format, null);
    }

    /** A carrier that remembers idempotency keys for {@code keyLifetime}. */
    public static Recovery idempotencyKey(String scope, String format, Duration keyLifetime) {
        return new Recovery(Level.IDEMPOTENCY_KEY, scope, format, keyLifetime);
    }
}
