package io.shiponce;

import org.jspecify.annotations.Nullable;

/**
 * One parcel: what is in it, and what it is in.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param box null if it is in none of the shop's boxes: the goods' own, or one that nobody has chosen yet
 */
public record Packed(Group group, @Nullable Box box) {}
