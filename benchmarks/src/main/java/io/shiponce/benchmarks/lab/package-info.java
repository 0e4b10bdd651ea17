/** The parent's side: a database, a carrier, children, and what is read from outside of them. */
@org.jspecify.annotations.NullMarked
package io.shiponce.benchmarks.lab;
