package io.shiponce.packing;

import io.shiponce.Box;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Finds out which piece lies where. Nothing that it says is believed: see {@link LoadCheck}. */
@FunctionalInterface
interface Solver {

    /**
     * As few boxes as it finds; empty if it finds none.
     *
     * @param stop whether its time is over
     */
    List<Load> solve(List<Piece> pieces, List<Room> boxes, int most, Duration time, BooleanSupplier stop);

    /** A box, and how many grams of goods it takes. */
    record Room(Box box, long grams) {}
}
