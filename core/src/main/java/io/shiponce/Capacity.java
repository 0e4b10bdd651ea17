package io.shiponce;

import io.shiponce.carrier.Money;
import io.shiponce.carrier.Weight;
import io.shiponce.internal.Limits;
import io.shiponce.internal.Measure;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How much one shipment may hold: what a carrier takes, what a person can lift, what an insurance covers. Null is "any".
 *
 * <p>Immutable and safe for any thread. Each limit is at least 1, or {@link IllegalArgumentException} is thrown. An
 * unknown weight, size or price counts as none.
 *
 * @param weight of all goods; with their box where they are put into one
 * @param cubicMillimetres of all goods
 * @param longestSideMillimetres of each piece, and of the box
 * @param girthMillimetres length and girth, as carriers define it: the longest side plus twice the sum of the other
 *     two; of each piece, and of the box
 * @param value of all goods; what is priced in another currency is not counted, and flagged
 * @param pieces how many there may be
 */
public record Capacity(
        @Nullable Weight weight,
        @Nullable Long cubicMillimetres,
        @Nullable Integer longestSideMillimetres,
        @Nullable Integer girthMillimetres,
        @Nullable Money value,
        @Nullable Integer pieces) {
    /** No limit. */
    public static final Capacity UNLIMITED = new Capacity(null, null, null, null, null, null);

    public Capacity {
        if (weight != null && weight.grams() == 0) {
            throw new IllegalArgumentException("the limit must be at least 1 gram");
        }
        positive("cubicMillimetres", cubicMillimetres);
        positive("longestSideMillimetres", longestSideMillimetres);
        positive("girthMillimetres", girthMillimetres);
        positive("pieces", pieces);
        if (value != null && (value.amount().signum() == 0 || value.amount().compareTo(Measure.MAX_VALUE) > 0)) {
            throw new IllegalArgumentException(
                    "value must be more than 0 and at most " + Measure.MAX_VALUE.toPlainString());
        }
    }

    private static void positive(String name, @Nullable Number limit) {
        if (limit != null) {
            Limits.check(name, Limits.range(limit.longValue(), 1, Long.MAX_VALUE - 1));
        }
    }

    /** The same with this limit of weight. */
    public Capacity withWeight(Weight limit) {
        return new Capacity(limit, cubicMillimetres, longestSideMillimetres, girthMillimetres, value, pieces);
    }

    /** The same with this limit of volume. */
    public Capacity withCubicMillimetres(long limit) {
        return new Capacity(weight, limit, longestSideMillimetres, girthMillimetres, value, pieces);
    }

    /** The same with this longest side. */
    public Capacity withLongestSideMillimetres(int limit) {
        return new Capacity(weight, cubicMillimetres, limit, girthMillimetres, value, pieces);
    }

    /** The same with this limit of length and girth. */
    public Capacity withGirthMillimetres(int limit) {
        return new Capacity(weight, cubicMillimetres, longestSideMillimetres, limit, value, pieces);
    }

    /** The same with this limit of value. */
    public Capacity withValue(Money limit) {
        return new Capacity(weight, cubicMillimetres, longestSideMillimetres, girthMillimetres, limit, pieces);
    }

    /** The same with this many pieces. */
    public Capacity withPieces(int limit) {
        return new Capacity(weight, cubicMillimetres, longestSideMillimetres, girthMillimetres, value, limit);
    }

    /**
     * The tighter of each limit.
     *
     * @throws IllegalArgumentException if both limit the value, in different currencies
     */
    public Capacity and(Capacity other) {
        return new Capacity(
                tighter(weight, other.weight, (a, b) -> a.compareTo(b) < 0 ? a : b),
                tighter(cubicMillimetres, other.cubicMillimetres, Math::min),
                tighter(longestSideMillimetres, other.longestSideMillimetres, Math::min),
                tighter(girthMillimetres, other.girthMillimetres, Math::min),
                tighter(value, other.value, Capacity::lower),
                tighter(pieces, other.pieces, Math::min));
    }

    private static <T> @Nullable T tighter(@Nullable T one, @Nullable T other, BinaryOperator<T> lower) {
        if (one == null) {
            return other;
        }
        return other == null ? one : lower.apply(one, other);
    }

    private static Money lower(Money one, Money other) {
        if (!one.currency().equals(other.currency())) {
            throw new IllegalArgumentException(
                    "limits of value in " + one.currency() + " and " + other.currency() + " cannot be compared");
        }
        BigDecimal lower = one.amount().min(other.amount());
        return new Money(lower, one.currency());
    }
}
