package io.shiponce.packing;

import java.util.List;

/**
 * One box and where each piece lies in it.
 *
 * @param box its index among the boxes that there are
 */
record Load(int box, List<Placement> placements) {
    Load {
        placements = List.copyOf(placements);
    }
}
