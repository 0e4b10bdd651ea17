package io.shiponce;

import io.shiponce.internal.FirstFit;
import java.util.List;

/**
 * Decides which goods of a shipment go into which box. Each parcel becomes a shipment of its own, so that a doubt
 * concerns one parcel and no other ({@code docs/decisions/0015-one-parcel-one-shipment.md}).
 *
 * <p>Called by many threads at once. It should be a pure function; one that is not, because it stops at a time limit,
 * is harmless: it is asked once per order, and what it said is stored (R12). Each piece comes out exactly once, no
 * parcel is empty, and what is {@linkplain Traits#keepTogether() kept together} is in one parcel: an order that comes
 * out otherwise is refused with {@link IllegalArgumentException}, and nothing of it is stored.
 */
@FunctionalInterface
public interface Packer {

    /**
     * The parcels of what leaves together, in the order in which they are numbered.
     *
     * @param capacity what its carrier takes: no box may be heavier when full, longer or wider than that
     */
    List<Packed> pack(Group group, Capacity capacity);

    /** What leaves together is one parcel, whose box nobody knows. */
    static Packer unboxed() {
        return (group, capacity) -> List.of(new Packed(group, null));
    }

    /**
     * By weight and volume: largest pieces first, each into the first parcel with room for it, and each parcel into the
     * smallest of the boxes that takes it. A piece goes into a box only if it fits by itself; whether all of them fit
     * side by side is not tried. What fits into no box goes without one, alone and flagged; so does, as a whole, what has
     * a piece of unknown size. An unknown weight counts as none.
     *
     * @param boxes at least one
     */
    static Packer firstFit(List<Box> boxes) {
        return new FirstFit(boxes);
    }
}
