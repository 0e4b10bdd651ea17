package io.shiponce;

import io.shiponce.carrier.Address;
import io.shiponce.carrier.Dimensions;
import io.shiponce.carrier.Weight;
import io.shiponce.internal.Limits;
import io.shiponce.internal.Sides;
import org.jspecify.annotations.Nullable;

/**
 * A kind of box that goods are packed into.
 *
 * <p>Immutable and safe for any thread. A violation throws {@link IllegalArgumentException}: no inner side may be longer
 * than the outer one, and the box must take more than its own weight.
 *
 * @param name the shop's own, from 1 to 255 characters
 * @param inner what goods may take up; state it smaller to leave room for padding
 * @param outer what the carrier measures
 * @param tare what it weighs when empty
 * @param maxWeight what it may weigh when full, itself included
 */
public record Box(String name, Dimensions inner, Dimensions outer, Weight tare, Weight maxWeight) {
    public Box {
        Limits.check("a box's name", Limits.nonBlank(name, Address.MAX_LENGTH));
        if (inner.lengthMillimetres() > outer.lengthMillimetres()
                || inner.widthMillimetres() > outer.widthMillimetres()
                || inner.heightMillimetres() > outer.heightMillimetres()) {
            throw new IllegalArgumentException(
                    "box " + Limits.quoted(name) + " must not be larger inside than outside");
        }
        if (maxWeight.compareTo(tare) <= 0) {
            throw new IllegalArgumentException("box " + Limits.quoted(name) + " must take more than its own weight");
        }
    }

    /** Whether a piece fits into it, when it is empty; with its sides along the box's, turned as it may be. */
    public boolean fits(Dimensions piece) {
        return Sides.of(piece).fit(Sides.of(inner));
    }

    /** How many grams of goods it takes within a carrier's limits; 0 if the carrier does not take such a box. */
    public long roomGrams(Capacity capacity) {
        Sides sides = Sides.of(outer);
        if (exceeds(sides.longest(), capacity.longestSideMillimetres())
                || exceeds(sides.girth(), capacity.girthMillimetres())) {
            return 0;
        }
        Weight limit = capacity.weight();
        long most = limit == null ? maxWeight.grams() : Math.min(maxWeight.grams(), limit.grams());
        return Math.max(0, most - tare.grams());
    }

    private static boolean exceeds(long size, @Nullable Integer limit) {
        return limit != null && size > limit;
    }
}
