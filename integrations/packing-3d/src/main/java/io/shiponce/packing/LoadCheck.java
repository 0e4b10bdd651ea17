package io.shiponce.packing;

import io.shiponce.carrier.Dimensions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Believes no solver: each piece must be there once, as large as it is, within its box, where no other piece is, and the
 * box must not be too heavy. Pure. Its work grows with the square of the pieces in one box.
 */
final class LoadCheck {
    private LoadCheck() {}

    /** What is wrong; null if nothing is. */
    static @Nullable String problem(List<Piece> pieces, List<Solver.Room> boxes, List<Load> loads) {
        int[] left = pieces.stream().mapToInt(Piece::count).toArray();
        for (Load load : loads) {
            if (load.box() < 0
                    || load.box() >= boxes.size()
                    || load.placements().isEmpty()) {
                return "it used a box that there is not, or an empty one";
            }
            String problem = problem(pieces, boxes.get(load.box()), load.placements(), left);
            if (problem != null) {
                return problem;
            }
        }
        return Arrays.stream(left).allMatch(count -> count == 0) ? null : "it lost a piece";
    }

    private static @Nullable String problem(
            List<Piece> pieces, Solver.Room room, List<Placement> placements, int[] left) {
        long grams = 0;
        for (int i = 0; i < placements.size(); i++) {
            Placement placement = placements.get(i);
            if (placement.piece() < 0 || placement.piece() >= left.length || --left[placement.piece()] < 0) {
                return "it packed a piece that there is not";
            }
            Piece piece = pieces.get(placement.piece());
            grams += piece.grams();
            if (!isOf(piece.size(), placement)) {
                return "it changed the size of a piece";
            }
            if (!isWithin(room.box().inner(), placement)) {
                return "it packed a piece that sticks out";
            }
            for (int j = 0; j < i; j++) {
                if (placement.overlaps(placements.get(j))) {
                    return "it packed two pieces into one place";
                }
            }
        }
        return grams <= room.grams() ? null : "it packed more than a box may weigh";
    }

    private static boolean isOf(Dimensions size, Placement placement) {
        int[] turned = {placement.dx(), placement.dy(), placement.dz()};
        int[] own = {size.lengthMillimetres(), size.widthMillimetres(), size.heightMillimetres()};
        Arrays.sort(turned);
        Arrays.sort(own);
        return Arrays.equals(turned, own);
    }

    private static boolean isWithin(Dimensions inner, Placement placement) {
        return placement.x() >= 0
                && placement.y() >= 0
                && placement.z() >= 0
                && (long) placement.x() + placement.dx() <= inner.lengthMillimetres()
                && (long) placement.y() + placement.dy() <= inner.widthMillimetres()
                && (long) placement.z() + placement.dz() <= inner.heightMillimetres();
    }
}
