/**
 * Packing in three dimensions: {@link io.shiponce.packing.ThreeDimensionalPacker}, an {@link io.shiponce.Packer} that
 * asks whether the goods fit side by side, and not only by their volume.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.packing;
