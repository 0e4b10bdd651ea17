/** What is compared: each contender runs in a JVM of its own, the child of a lab, and never learns that it is measured. */
@org.jspecify.annotations.NullMarked
package io.shiponce.benchmarks.contender;
