package io.shiponce.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shiponce.orders.Whole.Part;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Three sets, each of two cups and a pot. */
class WholeTest {
    private static Part cups(long withdrawn) {
        return new Part(6, withdrawn);
    }

    private static Part pots(long withdrawn) {
        return new Part(3, withdrawn);
    }

    private static OptionalLong sets(long itself, Part... parts) {
        return new Whole(3, itself).withdrawnWith(List.of(parts));
    }

    @Test
    void whatOnlyTheWholeSaysCounts() {
        assertEquals(OptionalLong.of(2), sets(2, cups(0), pots(0)));
        assertEquals(OptionalLong.of(2), sets(2));
    }

    @Test
    void whatIsSaidOfBothCountsOnce() {
        assertEquals(OptionalLong.of(2), sets(2, cups(4), pots(2)));
        assertEquals(OptionalLong.of(2), sets(2, cups(1), pots(0)));
    }

    @Test
    void whatAllPartsSayCounts() {
        assertEquals(OptionalLong.of(2), sets(0, cups(4), pots(2)));
        assertEquals(OptionalLong.of(2), sets(1, cups(4), pots(2), new Part(0, 0)));
        assertEquals(OptionalLong.of(3), sets(0, cups(8), pots(4)));
    }

    @Test
    void partsThatDoNotAgreeSayNothing() {
        assertEquals(OptionalLong.empty(), sets(0, cups(4), pots(1)));
        assertEquals(OptionalLong.empty(), sets(0, cups(1), pots(0)));
        assertEquals(OptionalLong.empty(), sets(1, cups(3), pots(1)));
    }

    @Test
    void aPartGoesWithItsWholeAndNoPieceIsLeftInPart() {
        assertEquals(0, new Whole(3, 0).withdrawnOf(6));
        assertEquals(4, new Whole(3, 2).withdrawnOf(6));
        assertEquals(1, new Whole(3, 1).withdrawnOf(2));
        assertEquals(0, new Whole(0, 2).withdrawnOf(6));
    }
}
