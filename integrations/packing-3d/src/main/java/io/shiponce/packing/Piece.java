package io.shiponce.packing;

import io.shiponce.carrier.Dimensions;

/**
 * Pieces of one kind that are to be packed.
 *
 * @param size of one
 * @param grams of one; 0 if unknown
 */
record Piece(Dimensions size, int grams, int count) {}
