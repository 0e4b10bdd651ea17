/** A planning, read from a file: see {@code docs/splitting.md}. */
@org.jspecify.annotations.NullMarked
package io.shiponce.examples.rules;
