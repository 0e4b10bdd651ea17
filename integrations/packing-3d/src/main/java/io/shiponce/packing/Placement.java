package io.shiponce.packing;

/**
 * Where one piece lies in its box: a corner, and how far it goes from there, in millimetres.
 *
 * @param piece its index among the kinds of pieces that were to be packed
 */
record Placement(int piece, int x, int y, int z, int dx, int dy, int dz) {

    boolean overlaps(Placement other) {
        return x < other.x + other.dx
                && other.x < x + dx
                && y < other.y + other.dy
                && other.y < y + dy
                && z < other.z + other.dz
                && other.z < z + dz;
    }
}
