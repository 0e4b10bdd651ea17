package io.shiponce.orders;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is sold as one and listed with its parts, a bundle for example: what a refund or a cancellation of the one says of the others.
 * Immutable and safe for any thread.
 *
 * @param ordered how many wholes
 * @param withdrawn how many of them were refunded or canceled, by what the whole says itself
 */
record Whole(long ordered, long withdrawn) {

    /**
     * Its pieces in all wholes.
     *
     * @param withdrawn how many of these were refunded or canceled, by what the part says itself
     */
    record Part(int ordered, long withdrawn) {}

    /** How many pieces of a part go with the wholes that were withdrawn; of a piece that belongs to one of them in part, all. */
    long withdrawnOf(int pieces) {
        return withdrawn == 0 || ordered == 0 ? 0 : (withdrawn * pieces + ordered - 1) / ordered;
    }

    /** How many wholes were withdrawn: as many as it says itself or, where its parts say more, as these agree on; empty if they do not agree. */
    OptionalLong withdrawnWith(List<Part> parts) {
        List<Part> present = parts.stream().filter(part -> part.ordered > 0).toList();
        if (present.stream().allMatch(part -> part.withdrawn * ordered <= withdrawn * part.ordered)) {
            return OptionalLong.of(withdrawn);
        }
        Part first = present.get(0);
        long wholes = first.withdrawn * ordered / first.ordered;
        return present.stream().allMatch(part -> part.withdrawn * ordered == wholes * part.ordered)
                ? OptionalLong.of(Math.min(wholes, ordered))
                : OptionalLong.empty();
    }
}
