/** Follows {@code docs/write-an-adapter.md} as its reader does: block by block, step by step. */
@NullMarked
package io.shiponce.examples.guide;

import org.jspecify.annotations.NullMarked;
