package io.shiponce.internal;

import io.shiponce.carrier.Dimensions;
import java.util.stream.IntStream;

/** Three sides, the longest first: which of them is called length does not matter to what is turned around. Pure. */
public record Sides(int longest, int middle, int shortest) {

    /** Of a piece, or of the inside of a box. */
    public static Sides of(Dimensions size) {
        int[] sides = IntStream.of(size.lengthMillimetres(), size.widthMillimetres(), size.heightMillimetres())
                .sorted()
                .toArray();
        return new Sides(sides[2], sides[1], sides[0]);
    }

    /** The longest side plus what goes around the other two. */
    public long girth() {
        return longest + 2L * (middle + shortest);
    }

    /** Whether it fits, turned as it may be with its sides along the other's. */
    public boolean fit(Sides other) {
        return longest <= other.longest && middle <= other.middle && shortest <= other.shortest;
    }
}
