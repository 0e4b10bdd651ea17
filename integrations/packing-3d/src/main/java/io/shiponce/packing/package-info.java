/** Packing in three dimensions. */
@org.jspecify.annotations.NullMarked
package io.shiponce.packing;
