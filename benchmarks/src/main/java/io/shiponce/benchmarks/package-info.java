/**
 * Measures the engine beside its peers and its goals: one command, one run, the same database and the same carrier, each contender in a
 * JVM of its own. See docs/benchmarks.md.
 */
@org.jspecify.annotations.NullMarked
package io.shiponce.benchmarks;
