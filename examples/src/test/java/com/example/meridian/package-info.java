/**
 * The adapter that {@code docs/write-an-adapter.md} writes step by step: every code block of that page is cut from here, between
 * marks. Meridian Parcels is invented.
 *
 * <p>It stands among the tests, in an author's package, so that the program's jar does not hold it: whoever follows the page
 * puts an adapter of this name, and of the same classes, on the class path beside that jar.
 */
@NullMarked
package com.example.meridian;

import org.jspecify.annotations.NullMarked;
